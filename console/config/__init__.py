"""Where a console keeps its files, and what it remembers between two evenings."""

from console.config.paths import Paths, find_paths
from console.config.private_file import write_private
from console.config.settings import (
    RecentFile,
    RoleSettings,
    Settings,
    Theme,
    WindowPlace,
)
from console.config.settings_file import Read, SettingsFile

__all__ = [
    "Paths",
    "Read",
    "RecentFile",
    "RoleSettings",
    "Settings",
    "SettingsFile",
    "Theme",
    "WindowPlace",
    "find_paths",
    "write_private",
]
