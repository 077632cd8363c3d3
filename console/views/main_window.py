"""The main window: the frame with its four views, or the start page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from console.views.focus_ring import FocusRing
from console.views.shell.shell_frame import ShellFrame
from console.views.theme import Theme
from console.views.widgets.empty_state import EmptyState
from console.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QShortcut

    from console.viewmodels.acts import Act
    from console.viewmodels.keys import Keys

#: words key of the tab, its icon; in the order of Strg+1 to 4.
TABS = (
    ("shell.tab_live", "broadcast"),
    ("shell.tab_notes", "note"),
    ("shell.tab_roster", "users"),
    ("shell.tab_results", "clipboard-text"),
)
LIVE, NOTES, ROSTER, RESULTS = range(4)
#: A view that nobody has chosen yet is made so long after the one before it.
_SOON_MS = 150
Maker = Callable[[], QWidget]


class Page(Protocol):
    """A view in the frame: it knows where the focus goes when it is opened."""

    def focus_first(self) -> None: ...


class MainWindow(QMainWindow):
    """Shows the frame at once; the views come when the dialogue is loaded.

    `closing`: a person wants to leave; whoever listens closes the dialogue and then the window.
    """

    closing = Signal()
    view_changed = Signal(int)
    right_column_changed = Signal(bool)
    # a sentence of some view for screen readers; whoever speaks for the window tells it in turn
    said = Signal(str)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self.words = words
        self._may_close = False
        self._right_column = True
        self._hints_of_all: list[tuple[str, str]] = []
        # Before any widget: another style sheet resets colours that widgets set themselves.
        theme.dress(self)
        self.frame = ShellFrame(theme)
        self._pages: list[QWidget] = []
        self._makers: dict[int, Maker] = {}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.frame)
        self.setCentralWidget(self._stack)
        for number, (key, icon) in enumerate(TABS):
            # Only the first is seen, and the first frame waits for everything that is made here.
            self._pages.append(self._loading() if number == 0 else QWidget())
            self.frame.add_view(self._pages[-1], words(key), icon)
        self.setWindowTitle(words("shell.window_title_empty"))
        self.setMinimumSize(683, 384)
        self.focus_ring = FocusRing(theme, self)
        self.frame.view_chosen.connect(self._on_view_chosen)

    def _loading(self) -> QWidget:
        return EmptyState(self.theme, "hourglass-medium", self.words("shell.loading"))

    def show_dialogue(self, pages: Sequence[QWidget | Maker], title: str, number: int) -> None:
        """Put the four views of an opened dialogue into the frame and show one.

        What comes as a function is made when it is chosen, or soon after the first is seen.
        """
        self._makers = {at: page for at, page in enumerate(pages) if not isinstance(page, QWidget)}
        for position, page in enumerate(pages):
            self._put(position, page if isinstance(page, QWidget) else QWidget())
        self.setWindowTitle(self.words("shell.window_title", title=title))
        self._stack.setCurrentWidget(self.frame)
        self.open_view(number)
        QTimer.singleShot(_SOON_MS, self, self._make_next)

    def end_dialogue(self) -> None:
        """Make no more views of it."""
        self._makers.clear()

    def _make(self, number: int) -> None:
        maker = self._makers.pop(number, None)
        if maker is not None:
            self._put(number, maker())

    def _make_next(self) -> None:
        """One at a time, so that keys get their turn between two."""
        if self._makers:
            self._make(min(self._makers))
            QTimer.singleShot(_SOON_MS, self, self._make_next)

    def _put(self, number: int, page: QWidget) -> None:
        self._pages[number] = page
        self.frame.replace_view(number, page)
        self._tell_column(page)

    def show_start(self, start: QWidget) -> None:
        """Show the start page instead of a dialogue."""
        if self._stack.indexOf(start) < 0:
            self._stack.addWidget(start)
        self.setWindowTitle(self.words("shell.window_title_empty"))
        self._stack.setCurrentWidget(start)
        focus_first = getattr(start, "focus_first", None)
        if focus_first is not None:
            focus_first()

    def show_frame(self) -> None:
        """Show the open dialogue again, with the focus where work begins."""
        self._stack.setCurrentWidget(self.frame)
        # What has filled it meanwhile reaches the view after this turn.
        QTimer.singleShot(0, self, self._focus_view)

    def _focus_view(self) -> None:
        if not self.is_on_start:
            self._on_view_chosen(self.frame.current_number())

    @property
    def is_on_start(self) -> bool:
        """Whether no dialogue is on screen."""
        return self._stack.currentWidget() is not self.frame

    def open_view(self, number: int) -> None:
        """Show a view (LIVE, NOTES, ROSTER, RESULTS) and put the focus where work begins."""
        self._make(number)
        self.frame.show_view(number)
        self._on_view_chosen(number)

    def _on_view_chosen(self, number: int) -> None:
        self._make(number)
        page = self._pages[number]
        focus_first = getattr(page, "focus_first", None)
        if focus_first is not None:
            focus_first()
        self.show_hints()
        self.view_changed.emit(number)

    def show_hints(self, of_all: Sequence[tuple[str, str]] | None = None) -> None:
        """Name keys in the bottom bar: those of the view, then those `of_all` of them.

        A view may name its keys, the most useful first; the bottom bar shows what fits.
        """
        if of_all is not None:
            self._hints_of_all = [*of_all]
        key_hints = getattr(self._pages[self.frame.current_number()], "key_hints", None)
        own = key_hints() if key_hints is not None else []
        self.frame.bottom_bar.set_hints([*own, *self._hints_of_all])

    def show_tab_keys(self, keys: Sequence[str]) -> None:
        """Name the keys of the views on their tabs."""
        for number, key in enumerate(keys):
            self.frame.top_bar.tabs.setTabToolTip(number, key)

    def bind(self, keys: str, act: Callable[[], object], *, repeat: bool = False) -> QShortcut:
        """Let keys do something from every view, also while the projector has the focus."""
        from PySide6.QtGui import QKeySequence, QShortcut

        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        shortcut.setAutoRepeat(repeat)
        shortcut.activated.connect(act)
        return shortcut

    def bind_act(self, act: Act, keys: Keys) -> list[QShortcut]:
        """Let an act be done from every view, with the keys that are set for it."""
        from console.views.shortcuts import BoundKeys

        shortcut = self.bind("", act.do, repeat=act.repeat)
        BoundKeys(keys, act.name, shortcut)
        more = [self.bind(act.also, act.do, repeat=act.repeat)] if act.also else []
        return [shortcut, *more]

    def step_pane(self, step: int) -> None:
        """Go to the next pane of the view, or to the one before."""
        from console.views.panes import step_pane

        if not self.is_on_start:
            self.focus_ring.show_for_keys()
            step_pane(self.frame, step)

    # the column at the right

    def toggle_right_column(self) -> None:
        """Fold the column at the right, or bring it back; narrow windows have a sheet instead."""
        opens_sheet = getattr(self._pages[self.frame.current_number()], "toggle_sheet", None)
        if opens_sheet is None or not opens_sheet():
            self.show_right_column(not self._right_column)
            self.right_column_changed.emit(self._right_column)

    def show_right_column(self, shown: bool) -> None:
        """Show the column at the right in every view that has one."""
        self._right_column = shown
        for page in self._pages:
            self._tell_column(page)

    def _tell_column(self, page: QWidget) -> None:
        show = getattr(page, "show_right_column", None)
        if show is not None:
            show(self._right_column)

    def let_close(self) -> None:
        """Close for good: everything is saved."""
        self._may_close = True
        self.close()

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.closing.emit()
