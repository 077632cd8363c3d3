"""Mixin for widgets that wear a theme: restyled at once when seen, else when shown again."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from console.views.theme import Theme

_Base = QWidget if TYPE_CHECKING else object


class Themed(_Base):
    """Put it before the Qt class, call `wear(theme)` at the end of the constructor.

    `restyle` sets what does not follow by itself: fonts, fixed sizes, layout margins. Colours
    are read from the theme while painting, so they need nothing.
    """

    theme: Theme
    _stale = False

    def wear(self, theme: Theme) -> None:
        self.theme = theme
        theme.changed.connect(self._follow_theme)
        self.restyle()

    def restyle(self) -> None:
        """Take sizes and fonts from the theme again."""
        self.updateGeometry()
        self.update()

    def _follow_theme(self) -> None:
        if self.isVisible():
            self.restyle()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._stale = False
            self.restyle()
        super().showEvent(event)
