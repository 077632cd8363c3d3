"""The four folders of this installation."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

HOME_VARIABLE: Final = "DIALOGPULT_HOME"
_NAME: Final = "Dialogpult"


@dataclass(frozen=True)
class Paths:
    """Folders for dialogue files, settings and access tokens, the log file, and backups."""

    data: Path
    config: Path
    logs: Path
    backups: Path

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.json"

    def make(self) -> None:
        """Make the folders that are missing, for this user alone.

        Raises: OSError if a folder cannot be made.
        """
        for folder in (self.data, self.config, self.logs, self.backups):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def find_paths(environment: Mapping[str, str] = os.environ) -> Paths:
    """Return the folders below DIALOGPULT_HOME if it is set, else where the system wants them.

    Nothing is made here; `Paths.make` does that.
    """
    home = environment.get(HOME_VARIABLE)
    if home:
        base = Path(home).expanduser().absolute()
        return Paths(base / "data", base / "config", base / "logs", base / "backups")
    data = platformdirs.user_data_path(_NAME, appauthor=False)
    return Paths(
        data=data,
        config=platformdirs.user_config_path(_NAME, appauthor=False),
        logs=platformdirs.user_log_path(_NAME, appauthor=False),
        backups=data / "backups",
    )
