"""What the lead tells all groups: a line to type, and in how many groups each was seen."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.told_groups import ToldGroupsViewModel, ToldLine
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import IconButton
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import ElidedLabel, Label
from console.views.widgets.one_line import OneLine
from console.views.widgets.row_stack import RowStack


class ToldLines(Themed, QWidget):
    """Hidden while there is nothing to say and nothing was said."""

    def __init__(
        self, theme: Theme, told: ToldGroupsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._told = told
        self._before: QWidget | None = None
        words = told.words
        name, hint = words("signals.tell_field"), words("signals.tell_hint")
        send, close = words("signals.send"), words("shell.cancel")
        self.line = OneLine(theme, name, hint, send, close, told.longest)
        self._rows = RowStack(theme, self._row)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.line)
        self._column.addWidget(self._rows)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.hide()
        self.line.typed.connect(told.type_line)
        self.line.submitted.connect(self._send)
        self.line.closed.connect(self._fold)
        told.changed.connect(self.follow)
        self.wear(theme)
        self.follow()

    def open_line(self) -> None:
        """Let the lead type; the focus goes back afterwards."""
        if not self._told.can_tell:
            return
        if self.line.isHidden():
            self._before = QApplication.focusWidget()
        self.line.show()
        self.follow()
        self.line.begin(self._told.draft)

    def follow(self) -> None:
        """Show what was told."""
        self._rows.show_rows(self._told.lines)
        if not self._told.can_tell:
            self.line.hide()
        self.setVisible(bool(self._told.lines) or not self.line.isHidden())

    def _send(self, text: str) -> None:
        if self._told.tell(text):
            self._fold()

    def _fold(self) -> None:
        self.line.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None
        self.follow()

    def _row(self, line: ToldLine) -> QWidget:
        return ToldLineRow(self.theme, line, self._told)

    def restyle(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.theme.px(6))
        super().restyle()


class ToldLineRow(Themed, QWidget):
    """One line that was sent, and a button that takes it away."""

    def __init__(self, theme: Theme, line: ToldLine, told: ToldGroupsViewModel) -> None:
        super().__init__()
        seen = "ok_text" if line.all_seen else "text2"
        self._icon = IconLabel(theme, "megaphone", "accent", size=16)
        self._text = ElidedLabel(theme, line.text, "body_medium")
        self._seen = Label(theme, line.seen, "secondary_medium", seen, digits=True)
        self._close = IconButton(theme, "x", line.settle_name, size="mini")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._icon)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self._seen)
        self._layout.addWidget(self._close)
        self.setAccessibleName(line.name)
        self._close.clicked.connect(lambda: told.settle(line.id))
        self.wear(theme)

    def restyle(self) -> None:
        self._layout.setSpacing(self.theme.px(8))
        super().restyle()
