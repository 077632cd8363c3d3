"""The link once more, to copy and as a QR picture; hidden while there is no link."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.invitations import InvitationsViewModel
from console.views.invite.qr_code import QrCode
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Paragraph

_SPACE = 14
#: Beside the picture the line needs so much, else it stands below.
_HINT = 140


class LinkPicture(Themed, QWidget):
    """Picture and line side by side where there is room, else one above the other."""

    def __init__(
        self, theme: Theme, invitations: InvitationsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._invitations = invitations
        words = invitations.words
        self.copy_link = Button(theme, words("invite.copy_link"), size="small", icon="link")
        self.code = QrCode(theme)
        self._hint = Paragraph(theme, words("invite.qr_hint"), "secondary", "text2")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.addWidget(self._hint)
        beside.addWidget(self.copy_link, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        self._row.addLayout(beside, 1)
        self._beside = beside
        self.copy_link.clicked.connect(self._on_copy)
        self.hide()
        self.wear(theme)

    def show_link(self) -> None:
        words, code = self._invitations.words, self._invitations.code
        link = code.link if code is not None else ""
        self.code.set_text(link, words("invite.qr_name"), words("invite.qr_hint"))
        self.copy_link.setAccessibleDescription(link)
        self.copy_link.setToolTip(link)
        self.setVisible(bool(link))
        self._fold()

    def _on_copy(self) -> None:
        if self._invitations.code is not None:
            QGuiApplication.clipboard().setText(self._invitations.code.link)
            self._invitations.tell_copied("link")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def restyle(self) -> None:
        self._row.setSpacing(self.theme.px(_SPACE))
        self._beside.setSpacing(self.theme.px(10))
        self._fold()
        super().restyle()

    def _fold(self) -> None:
        room = self.width() - self.code.sizeHint().width() - self.theme.px(_SPACE)
        way = QBoxLayout.Direction
        beside = room >= self.theme.px(_HINT)
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
