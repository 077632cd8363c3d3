"""What a panel shows while it has nothing: an icon, one sentence what, one sentence how."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import Paragraph


class EmptyState(Themed, QWidget):
    """May carry one button for the way out."""

    def __init__(
        self, theme: Theme, icon: str, what: str = "", how: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(theme, icon, size=24, tile="bg_sunken", tile_size=64)
        self._icon.set_round()
        self._what = Paragraph(theme, what, "panel_title", "text", line_factor=1.3, centred=True)
        self._how = Paragraph(theme, how, "body", "text2", centred=True)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._what)
        self._column.addWidget(self._how)
        self._column.addStretch(1)
        self.setAccessibleName(what)
        self.wear(theme)

    def set_words(self, what: str, how: str) -> None:
        self._what.set_text(what)
        self._how.set_text(how)
        self.setAccessibleName(what)

    def add_button(self, button: QWidget) -> None:
        at = self._column.count() - 1
        self._column.insertWidget(at, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(8))
        super().restyle()
