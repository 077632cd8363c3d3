"""One hint in the live view: what it is, what can be done, and a button that takes it away."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.viewmodels.live_hint import HintAct
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.label import Paragraph
from console.views.widgets.notice_row import NoticeRow

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)

_LINES, _LINES_OF_A_CALL = 3, 8


class HintRow(NoticeRow):
    """What it offers stands below the words, each with its letter, the likely one by Enter.

    Without an offer "Gesehen" comes with pointer or focus; Entf does the same.
    """

    acted = Signal(str)

    def __init__(self, theme: Theme, seen: str, parent: QWidget | None = None) -> None:
        self._seen, self._compact = seen, False
        self._acts: tuple[HintAct, ...] = ()
        self._buttons: list[Button] = []
        self._offer = QHBoxLayout()
        super().__init__(theme, parent)
        # These are words of ours: they wrap and are never cut.
        title = Paragraph(theme, "", "body_strong", "text", line_factor=1.3)
        self._words.replaceWidget(self._title, title)
        self._title.deleteLater()
        self._detail.set_max_lines(_LINES)
        self._title = title
        self._words.addLayout(self._offer)
        self._offer.addStretch(1)

    def set_acts(self, acts: tuple[HintAct, ...]) -> None:
        """Offer these, the likely one first; none takes the buttons away."""
        if acts == self._acts:
            return
        self._acts = acts
        # What a group writes is read to its end.
        self._detail.set_max_lines(_LINES_OF_A_CALL if acts else _LINES)
        held = next((n for n, one in enumerate(self._buttons) if one.hasFocus()), -1)
        for button in self._buttons:
            self._offer.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(number, act) for number, act in enumerate(acts)]
        if 0 <= held < len(self._buttons):
            self._buttons[held].setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_seen()
        self.restyle()

    def _button(self, number: int, act: HintAct) -> Button:
        button = Button(self.theme, act.words, "secondary", "mini", key=act.letter)
        # Where room is scarce each gives up its key cap before any gives up a letter.
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        button.setAccessibleName(act.name)
        button.clicked.connect(lambda _=False, key=act.key: self.acted.emit(key))
        self._offer.insertWidget(number, button)
        return button

    def set_compact(self, compact: bool) -> None:
        """Smaller words and less air in narrow panels, so that three hints stand there whole."""
        if compact != self._compact:
            self._compact = compact
            self._title.set_role("secondary_strong" if compact else "body_strong")
            self.restyle()

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        self._offer.setContentsMargins(0, px(6) if self._acts else 0, 0, 0)
        self._offer.setSpacing(px(6))
        if self._compact:
            self._row.setContentsMargins(0, px(6), 0, px(6))
            self._row.setSpacing(px(10))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives the likely answer, a letter the one that shows it."""
        if not self._acts or event.modifiers() & _COMMANDS or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        typed = event.text().upper()
        chosen = next((act for act in self._acts if typed and act.letter == typed), None)
        if chosen is None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            chosen = self._acts[0]
        if chosen is None:
            super().keyPressEvent(event)
        else:
            self.acted.emit(chosen.key)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_seen()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_seen()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_seen()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_seen()

    def _show_seen(self) -> None:
        inside = self.window().focusWidget() if self.window() else None
        held = inside is not None and (inside is self or self.isAncestorOf(inside))
        dealt_with = self.underMouse() or self.hasFocus() or held
        # Who calls is answered; anything else may be put aside.
        asks = any(act.letter for act in self._acts)
        self.set_action(self._seen if dealt_with and not asks else "")
