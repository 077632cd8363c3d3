"""What is there before any dialogue: words, look, settings, clock."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from console.app.qt_messages import log_qt_messages
from console.clock_system import SystemClock
from console.config.paths import Paths, find_paths
from console.config.settings import RoleSettings
from console.config.settings_file import SettingsFile
from console.domain.clock import Clock
from console.viewmodels.clock_hint import ClockWatch
from console.views.theme import Theme
from console.words import Words, choose_language

#: The system's own text size at which nothing is enlarged, in points.
_USUAL_POINTS = 10.0


@dataclass
class Surroundings:
    """Made once at the start and handed on. `laid_aside`: settings that could not be read.

    `clock_watch` remembers what was said about the device's clock.
    """

    paths: Paths
    settings: SettingsFile
    words: Words
    theme: Theme
    clock: Clock
    laid_aside: Path | None = None
    clock_watch: ClockWatch = field(default_factory=ClockWatch)

    def role_settings(self, role: str) -> RoleSettings:
        """Return what is kept for a role."""
        return self.settings.read().settings.role(role)


def surroundings(clock: Clock | None = None) -> Surroundings:
    """Read settings and make words and look; a QApplication is there already."""
    log_qt_messages()
    paths = find_paths(os.environ)
    paths.make()
    settings = SettingsFile(paths.settings)
    found = settings.read()
    read = found.settings
    language = choose_language(read.language, None if read.language else system_language())
    kept = read.role(read.last_role)
    theme = Theme(_scheme(kept), _scale(kept), read.reduced_motion)
    if read.accent:
        _put_accent(theme, read.accent)
    words = Words(language)
    return Surroundings(paths, settings, words, theme, clock or SystemClock(), found.kept_aside)


def system_language() -> str:
    """Return the system's locale, such as "de_DE"; empty when it says none."""
    if sys.platform in {"win32", "darwin"}:
        # Where the environment does not say it. Naming it makes all its enumerations: 10 ms.
        from PySide6.QtCore import QLocale

        return QLocale.system().name()
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((os.environ[name] for name in names if os.environ.get(name)), "")


def translate_qt(app: QApplication, language: str) -> None:
    """Give Qt's own dialogs the program's language."""
    from PySide6.QtCore import QLibraryInfo, QTranslator

    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)


def _scheme(kept: RoleSettings) -> str:
    if kept.theme != "system":
        return kept.theme

    hints = QGuiApplication.styleHints()
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _put_accent(theme: Theme, colour: str) -> None:
    """A city's colour that people can read; whatever else stands in the file changes nothing."""
    from console.views.accent import accent_tokens, faintest, is_colour

    if is_colour(colour) and faintest(tokens := accent_tokens(colour)) is None:
        theme.set_accent(tokens)


def _scale(kept: RoleSettings) -> float:
    """Return the kept zoom, else what the system's text size asks for."""
    if kept.zoom is not None:
        return kept.zoom / 100
    points = QGuiApplication.font().pointSizeF()
    return max(1.0, round(points / _USUAL_POINTS * 10) / 10) if points > _USUAL_POINTS else 1.0
