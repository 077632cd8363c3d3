"""A key and what it does, beside each other, as in the bottom bar."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.key_cap import KeyCap
from console.views.widgets.label import Label


class KeyHint(Themed, QWidget):
    """One hint; it is shown whole or not at all."""

    def __init__(self, theme: Theme, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = (key, text)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(KeyCap(theme, key))
        self._row.addWidget(Label(theme, text, "secondary", "text2"))
        self.wear(theme)

    def restyle(self) -> None:
        self._row.setSpacing(self.theme.px(6))
        super().restyle()
