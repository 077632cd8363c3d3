"""The settings file: read leniently, written whole."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from console.config.private_file import write_private
from console.config.settings import Settings


@dataclass(frozen=True)
class Read:
    """Settings as found; `kept_aside` is where a broken file was moved to, if there was one."""

    settings: Settings
    kept_aside: Path | None = None


class SettingsFile:
    """The settings at one path. Nothing is held in memory, so two consoles lose nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Read:
        """Return the settings; without a file, the defaults.

        A file that is broken is moved aside unchanged and the defaults are returned, so that a
        console always starts. Raises: OSError if the file is there but cannot be opened or moved.
        """
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return Read(Settings())
        try:
            return Read(msgspec.json.decode(content, type=Settings))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return Read(Settings(), self._move_aside())

    def update(self, change: Callable[[Settings], Settings]) -> Settings:
        """Apply `change` to what the file says now, write it, and return it.

        Raises: OSError if it cannot be written; the old file is then unchanged.
        """
        settings = change(self.read().settings)
        content = msgspec.json.format(msgspec.json.encode(settings), indent=2)
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(self._path, content)
        return settings

    def _move_aside(self) -> Path:
        number = 1
        while (aside := self._path.with_name(f"settings.broken-{number}.json")).exists():
            number += 1
        return self._path.rename(aside)
