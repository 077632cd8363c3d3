"""Follows the wish for high contrast that a person has set in the system."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from console.views.theme import Theme


class SystemContrast(QObject):
    """While the system asks for high contrast, the theme uses the system's colours."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_high = False
        # The hints go when their wrapper goes, so both are kept.
        self._hints = QGuiApplication.styleHints()
        self._accessibility = self._hints.accessibility()
        self._accessibility.contrastPreferenceChanged.connect(self.follow)
        self.follow(self._accessibility.contrastPreference())

    def follow(self, wish: Qt.ContrastPreference) -> None:
        is_high = wish == Qt.ContrastPreference.HighContrast
        if is_high != self._is_high:
            self._is_high = is_high
            self._theme.use_system_colours(QGuiApplication.palette() if is_high else None)
