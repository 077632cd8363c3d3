"""One note on the board: the card, and below it the versions when there are two."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from console.viewmodels.board_row import NoteRow
from console.views.notes.version_box import VersionBox
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.note_card import NoteCard
from console.views.widgets.note_foot import Aside
from console.words import Words


class BoardCard(Themed, QWidget):
    """Placed by its list, which asks for its height; `resized` tells that it wants another one."""

    focused = Signal(str)
    edit_requested = Signal(str)
    edit_typed = Signal(str, str)
    edit_committed = Signal(str)
    edit_cancelled = Signal(str)
    keep_requested = Signal(str, str)
    keep_both_requested = Signal(str)
    together_requested = Signal(str)
    resized = Signal(str)

    def __init__(self, theme: Theme, words: Words, row: NoteRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.row = row
        self.card = NoteCard(theme, row.tone, self)
        self.card.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._box: VersionBox | None = None
        self._swallows_escape = False
        self._told_height = -1
        self._connect()
        self.card.installEventFilter(self)
        self.wear(theme)

    def _connect(self) -> None:
        card = self.card
        card.edit_requested.connect(lambda: self.edit_requested.emit(self.row.id))
        card.edit_typed.connect(lambda text: self.edit_typed.emit(self.row.id, text))
        card.edit_committed.connect(lambda _: self.edit_committed.emit(self.row.id))
        card.edit_cancelled.connect(self._on_cancelled)

    # what it shows

    def show_row(self, row: NoteRow, *, may_choose: bool) -> None:
        self.row = row
        card, words = self.card, self._words
        conflict = bool(row.versions)
        card.set_tone(row.tone)
        many = "_many" if len(row.versions) > 2 else ""
        card.set_note(words(f"notes.conflict{many}") if conflict else row.text, row.meta)
        card.set_unsynced(row.unsent)
        card.set_measure(row.measure)
        card.set_quote(row.quote)
        card.set_conflict(words(f"notes.conflict_chip{many}") if conflict else "")
        card.set_asides(_asides(row))
        card.setAccessibleName(row.spoken)
        self._show_versions(row, may_choose=may_choose)

    def _show_versions(self, row: NoteRow, *, may_choose: bool) -> None:
        if row.versions and self._box is None:
            box = self._box = VersionBox(self.theme, self._words, self)
            box.keep_requested.connect(lambda op: self.keep_requested.emit(self.row.id, op))
            box.keep_both_requested.connect(lambda: self.keep_both_requested.emit(self.row.id))
            box.together_requested.connect(lambda: self.together_requested.emit(self.row.id))
        if self._box is not None:
            self._box.show_versions(row.versions, may_choose=may_choose)
            self._box.setVisible(self._shows_box())

    def set_selected(self, selected: bool) -> None:
        self.card.set_selected(selected)

    def set_tab_stop(self, stop: bool) -> None:
        """One card of the board is reached by Tab, the others by arrows."""
        policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
        self.card.setFocusPolicy(policy)

    def has_focus(self) -> bool:
        """Whether the keyboard is in the note, its edit or its choices."""
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus()

    # editing

    def open_edit(self, text: str, *, focus: bool) -> None:
        self.card.begin_edit(text, focus=focus)
        if self._box is not None:
            self._box.hide()

    def close_edit(self) -> None:
        self.card.end_edit()
        if self._box is not None:
            self._box.setVisible(self._shows_box())

    def _shows_box(self) -> bool:
        return bool(self.row.versions) and not self.card.is_editing()

    def _on_cancelled(self) -> None:
        # The same key press would go on to the board and clear the selection.
        self._swallows_escape = True
        self.edit_cancelled.emit(self.row.id)

    # geometry

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self.card.heightForWidth(width)
        if self._box is not None and self._shows_box():
            height += self._box.heightForWidth(width) - self._overlap()
        return height

    def _overlap(self) -> int:
        """The frames of card and versions lie on each other."""
        return self.theme.px(8)

    def lay_out(self) -> None:
        """Fill the bounds that the list gave."""
        width = self.width()
        top = self.card.heightForWidth(width)
        self.card.setGeometry(0, 0, width, top)
        if self._box is not None:
            self._box.setGeometry(0, top - self._overlap(), width, self._box.heightForWidth(width))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit(self.row.id)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        # The card has another height: its words are being edited, or are others now.
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit(self.row.id)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.card.is_editing() or self._swallows_escape:
            self._swallows_escape = False
            event.accept()
            return
        super().keyPressEvent(event)


def _asides(row: NoteRow) -> tuple[Aside, ...]:
    """Return what stands on lines of its own below the note."""
    found: list[Aside] = []
    if row.writing:
        found.append(Aside("pencil-simple", row.writing, "accent_text"))
    if row.handed:
        found.append(Aside("handshake", row.handed))
    if row.merged:
        found.append(Aside("git-merge", row.merged))
    return tuple(found)
