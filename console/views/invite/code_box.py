"""The code that was made: to read aloud, to copy, and as a text for the team's mail."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.invitations import InvitationsViewModel
from console.views.invite.code_label import CodeLabel
from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Paragraph

_SIDE = 16


class CodeBox(Themed, QWidget):
    """Hidden while there is no code that could be used."""

    def __init__(
        self, theme: Theme, invitations: InvitationsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._invitations = invitations
        words = invitations.words
        self.code = CodeLabel(theme)
        self._valid = Paragraph(theme, "", "secondary_medium", "text2")
        self._address = Paragraph(theme, "", "secondary_medium", "text2")
        self.copy_code = Button(theme, words("invite.copy_code"), size="small", icon="copy")
        self.copy_text = Button(theme, words("invite.copy_text"), size="small", icon="copy")
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.addWidget(self.copy_code)
        self._buttons.addWidget(self.copy_text)
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        for part in (self.code, self._valid, self._address):
            self._column.addWidget(part)
        self._column.addLayout(self._buttons)
        self.copy_code.clicked.connect(self._on_copy_code)
        self.copy_text.clicked.connect(self._on_copy_text)
        self.wear(theme)

    def show_code(self) -> None:
        code, words = self._invitations.code, self._invitations.words
        self.setVisible(code is not None)
        if code is None:
            self.code.set_code("", "")
            self.copy_text.setToolTip("")
            return
        spoken = words("invite.code_name", letters=code.letters)
        self.code.set_code(code.shown, spoken)
        self.copy_code.setAccessibleDescription(spoken)
        # What will be in the mail can be read before it is copied.
        self.copy_text.setToolTip(code.text)
        self.copy_text.setAccessibleDescription(code.text)
        self._valid.set_text(code.valid)
        self._address.set_text(code.address)

    def _on_copy_code(self) -> None:
        if self._invitations.code is not None:
            QGuiApplication.clipboard().setText(self._invitations.code.plain)
            self._invitations.tell_copied("code")

    def _on_copy_text(self) -> None:
        if self._invitations.code is not None:
            QGuiApplication.clipboard().setText(self._invitations.code.text)
            self._invitations.tell_copied("text")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack_buttons()

    def _stack_buttons(self) -> None:
        """One beside the other where both find room, else one above the other."""
        widths = self.copy_code.sizeHint().width() + self.copy_text.sizeHint().width()
        room = self.contentsRect().width() - 2 * self.theme.px(_SIDE)
        beside = widths + self.theme.px(8) <= room
        way = QBoxLayout.Direction
        self._buttons.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """Buttons that can stand one above the other do not make the sheet wider."""
        widest = max(one.minimumSizeHint().width() for one in (self.code, self.copy_code))
        width = max(widest, self.copy_text.minimumSizeHint().width())
        return QSize(width + 2 * self.theme.px(_SIDE), super().minimumSizeHint().height())

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(_SIDE), px(12), px(_SIDE), px(14))
        self._column.setSpacing(px(6))
        self._buttons.setSpacing(px(8))
        self._buttons.setContentsMargins(0, px(6), 0, 0)
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme = self.theme
        ground, line = theme.colour("bg_sunken"), theme.colour("line")
        rounded_box(painter, QRectF(self.rect()), theme.px(10), ground, line)
