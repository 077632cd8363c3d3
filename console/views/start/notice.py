"""What happened by itself before anybody did anything, such as a deletion on its date."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.start import StartViewModel
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Paragraph


class StartNotice(Themed, QWidget):
    """The first part is what happened; the rest is what there is to keep, such as a receipt, and
    is shown with a press.

    It follows the view model, and takes no room while there is nothing to tell.
    """

    def __init__(self, theme: Theme, start: StartViewModel) -> None:
        super().__init__()
        self._said = Paragraph(theme, "", "body_medium", "text")
        self._more = Paragraph(theme, "", "secondary", "text2")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.toggle = Button(theme, "", "quiet", "small", "receipt")
        self._column.addWidget(self._said)
        self._column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._more)
        self._words = start.words
        self._is_open = False
        self.toggle.clicked.connect(self._on_toggle)
        start.informed.connect(self._show)
        self.wear(theme)
        self._show(start.notice)

    def _show(self, notice: str) -> None:
        said, _, more = notice.partition("\n\n")
        for part, text in ((self._said, said), (self._more, more)):
            part.set_text(text)
            part.setAccessibleName(text)
        self._is_open = False
        self._fold()
        self.setAccessibleName(said)
        self.setVisible(bool(notice))

    def _on_toggle(self) -> None:
        self._is_open = not self._is_open
        self._fold()

    def _fold(self) -> None:
        """The receipt is saved and long: what can be begun here stays in sight above it."""
        has_more = bool(self._more.text())
        self._more.setVisible(has_more and self._is_open)
        self.toggle.setVisible(has_more)
        self.toggle.set_text(self._words(f"start.receipt_{'hide' if self._is_open else 'show'}"))

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(8))
        super().restyle()
