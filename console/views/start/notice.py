"""What happened by itself before anybody did anything, such as a deletion on its date."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.start import StartViewModel
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.label import Paragraph


class StartNotice(Themed, QWidget):
    """The first part is what happened, the rest what there is to keep, such as a receipt.

    It follows the view model, and takes no room while there is nothing to tell.
    """

    def __init__(self, theme: Theme, start: StartViewModel) -> None:
        super().__init__()
        self._said = Paragraph(theme, "", "body_medium", "text")
        self._more = Paragraph(theme, "", "secondary", "text2")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._said)
        self._column.addWidget(self._more)
        start.informed.connect(self._show)
        self.wear(theme)
        self._show(start.notice)

    def _show(self, notice: str) -> None:
        said, _, more = notice.partition("\n\n")
        for part, text in ((self._said, said), (self._more, more)):
            part.set_text(text)
            part.setAccessibleName(text)
            part.setVisible(bool(text))
        self.setAccessibleName(said)
        self.setVisible(bool(notice))

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(8))
        super().restyle()
