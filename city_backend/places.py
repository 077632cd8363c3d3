"""Where the backend keeps its file."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path


def data_folder() -> Path:
    """Return the user's data folder, or the one below DIALOGPULT_HOME where that is set."""
    home = os.environ.get("DIALOGPULT_HOME")
    return Path(home) / "data" if home else user_data_path("dialogpult", appauthor=False)


def default_database() -> Path:
    """Return the SQLite file that is used when nobody names another database."""
    return data_folder() / "city_backend.sqlite3"
