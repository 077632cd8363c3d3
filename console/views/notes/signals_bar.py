"""Gruppenfunk in Notizen: calls with one key, what was answered, and lines from the lead."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.domain.signals import Call
from console.viewmodels.signals import CALLS, SentRow, SignalsViewModel, ToldRow
from console.views.painting import rounded_box, smooth
from console.views.saying import say
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button, IconButton
from console.views.widgets.chip import Chip
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import ElidedLabel, Label, Paragraph
from console.views.widgets.one_line import OneLine
from console.views.widgets.row_stack import RowStack

_ICONS: dict[Call, str] = {
    "please_come": "hand-waving",
    "tech": "headset",
    "more_time": "hourglass-medium",
    "done": "check",
    "line": "chat-text",
}


class SignalsBar(Themed, QWidget):
    """Shown only where a group writes; `left`: the line is done, the keyboard may go back."""

    left = Signal()

    def __init__(
        self, theme: Theme, signals: SignalsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._signals = signals
        words = signals.words
        self._icon = IconLabel(theme, "broadcast", "accent", size=18)
        self._title = Label(theme, "", "body_strong")
        self.buttons: dict[Call, Button] = {
            call: self._button(theme, number, call) for number, call in enumerate(CALLS, 1)
        }
        name, hint = words("signals.line_field"), words("signals.line_hint")
        send, close = words("signals.send"), words("shell.cancel")
        self.line = OneLine(theme, name, hint, send, close, signals.longest)
        self._told = RowStack(theme, lambda row: ToldBox(theme, signals, row))
        self._sent = RowStack(theme, lambda row: SentBox(theme, signals.close, row))
        self._sent.set_beside(True)
        self._arrange()
        self.line.hide()
        self.line.typed.connect(signals.type_line)
        self.line.submitted.connect(self._send)
        self.line.closed.connect(self._fold)
        signals.changed.connect(self.follow)
        signals.told.connect(lambda sentence: say(self, sentence))
        self.wear(theme)
        self.follow()

    def _button(self, theme: Theme, number: int, call: Call) -> Button:
        words = self._signals.words
        said = words(f"signals.call.{call}")
        button = Button(theme, said, "secondary", "small", _ICONS[call], str(number))
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        keys = f"{words('shell.key.Ctrl')}+{words('shell.key.Shift')}+{number}"
        button.setToolTip(words("signals.key_of", keys=keys, call=said))
        button.clicked.connect(lambda: self._press(call))
        return button

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._icon)
        self._head.addWidget(self._title)
        for button in self.buttons.values():
            self._head.addWidget(button)
        self._head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._told)
        self._column.addLayout(self._head)
        self._column.addWidget(self.line)
        self._column.addWidget(self._sent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:
        """Without title and icons where the words need the room."""
        self._title.setVisible(not narrow)
        self._icon.setVisible(not narrow)
        self._sent.set_beside(not narrow)
        for call, button in self.buttons.items():
            button.set_icon("" if narrow else _ICONS[call])

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(16), px(8), px(12), px(8))
        self._column.setSpacing(px(6))
        self._head.setSpacing(px(8))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme = self.theme
        ground, line = theme.colour("bg_panel"), theme.colour("line")
        rounded_box(painter, QRectF(self.rect()), theme.px(10), ground, line)

    def open_line(self) -> None:
        """Let somebody type one line to the lead."""
        if self._signals.can("line"):
            self.line.begin(self._signals.draft)

    def follow(self) -> None:
        """Show what can be called, what was, and what the lead says."""
        signals = self._signals
        self._title.set_text(signals.title)
        self.setAccessibleName(signals.title)
        for call, button in self.buttons.items():
            button.setVisible(signals.can(call))
        if not signals.can("line"):
            self.line.hide()
        self._told.show_rows(signals.lines)
        self._sent.show_rows(signals.sent)
        self.setVisible(bool(signals.offered or signals.sent or signals.lines))

    def _press(self, call: Call) -> None:
        if call == "line":
            self.open_line()
        else:
            self._signals.send(call)

    def _send(self, text: str) -> None:
        if self._signals.send_line(text):
            self._fold()

    def _fold(self) -> None:
        self.line.hide()
        self.left.emit()


class SentBox(Themed, QWidget):
    """A call of one's own with its answer."""

    def __init__(self, theme: Theme, close: Callable[[str], object], row: SentRow) -> None:
        super().__init__()
        self._words = ElidedLabel(theme, row.words, "body", "text")
        self._state = Chip(theme, small=True)
        self._state.show_state(row.state, row.tone, row.icon, "tint")
        self._close = IconButton(theme, "x", row.close_name, size="mini")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._state)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._close)
        self.setAccessibleName(row.name)
        self._close.clicked.connect(lambda: close(row.id))
        self.wear(theme)

    def restyle(self) -> None:
        self._row.setSpacing(self.theme.px(8))
        super().restyle()


class ToldBox(Themed, QWidget):
    """A line from the lead, until somebody here says that it was seen."""

    def __init__(self, theme: Theme, signals: SignalsViewModel, row: ToldRow) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "megaphone", "accent", size=18)
        self._text = Paragraph(theme, row.text, "body_strong", "text")
        self._detail = Label(theme, row.detail, "secondary", "text2", digits=True)
        self.see = Button(theme, signals.words("signals.see"), "primary", "mini", "check")
        self.see.setAccessibleName(row.see_name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._detail)
        self._row.addWidget(self.see)
        self.see.clicked.connect(lambda: signals.see(row.id))
        self.wear(theme)

    def restyle(self) -> None:
        self._row.setSpacing(self.theme.px(8))
        super().restyle()
