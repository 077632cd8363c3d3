"""What a person set, kept per role; a settings file that cannot be written stops nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from console.config.settings import RecentFile, RoleSettings, Settings
from console.config.settings_file import SettingsFile
from console.viewmodels.start import Recent
from console.words import Words, formats

log = logging.getLogger(__name__)


class Preferences:
    """Reads and writes the settings; `failed` is called when they could not be written."""

    def __init__(self, settings: SettingsFile, failed: Callable[[], None]) -> None:
        self._settings = settings
        self._failed = failed

    def read(self) -> Settings:
        """Return the settings as they are now."""
        return self._settings.read().settings

    def keep_for_role(self, role: str, **changes: Any) -> None:
        """Keep theme, zoom or the window's place for a role."""

        def change(settings: Settings) -> Settings:
            kept = msgspec.structs.replace(settings.role(role), **changes)
            return settings.with_role(role, kept)

        self._update(change)

    def begin_as(self, role: str) -> RoleSettings:
        """Remember the role that is worked in now; returns what was kept for it."""
        self._update(lambda settings: msgspec.structs.replace(settings, last_role=role))
        return self.read().role(role)

    def keep_language(self, language: str) -> None:
        """Keep the language for the next start."""
        self._update(lambda settings: msgspec.structs.replace(settings, language=language))

    def keep_keys(self, keys: Mapping[str, str]) -> None:
        """Keep which actions listen to other keys than at first."""
        if dict(keys) != self.read().keys:
            self._update(lambda settings: msgspec.structs.replace(settings, keys=dict(keys)))

    def keep(self, **changes: Any) -> None:
        """Keep something that is the same for all roles."""
        self._update(lambda settings: msgspec.structs.replace(settings, **changes))

    def keep_member(self, name: str, address: str) -> None:
        """Keep under which name this person joined, and where."""
        self._update(
            lambda settings: msgspec.structs.replace(
                settings, member_name=name, backend_address=address
            )
        )

    def remember(self, path: Path, title: str, at: int) -> None:
        """Put a dialogue on top of the list of recent ones; `at` is UTC ms."""
        file = RecentFile(path=str(path), title=title, opened_at=at)
        self._update(lambda settings: settings.with_recent(file))

    def forget(self, path: Path) -> None:
        """Take a dialogue off the list of recent ones."""
        self._update(lambda settings: settings.without_recent(str(path)))

    def recent(self, words: Words, zone: str) -> list[Recent]:
        """Return the recent dialogues as the start page shows them."""
        return [
            Recent(
                path=Path(file.path),
                title=file.title,
                opened=formats.long_date(words, formats.wall_time(file.opened_at, zone).date()),
                is_there=Path(file.path).exists(),
            )
            for file in self.read().recent
        ]

    def _update(self, change: Callable[[Settings], Settings]) -> None:
        try:
            self._settings.update(change)
        except OSError:
            log.warning("settings were not saved")
            self._failed()
