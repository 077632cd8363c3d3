"""Follows light and dark as the system has them, while a person wants that."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from console.views.theme import Theme


class SystemScheme(QObject):
    """Nothing is followed until `follow` says so."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._follows = False
        # The hints go when their wrapper goes.
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self.look)

    def follow(self, wanted: bool) -> None:
        """Look as the system does from now on, or stay as it is."""
        self._follows = wanted
        self.look(self._hints.colorScheme())

    def look(self, system: Qt.ColorScheme) -> None:
        """Take what the system has now."""
        if self._follows:
            self._theme.set_scheme("dark" if system == Qt.ColorScheme.Dark else "light")
