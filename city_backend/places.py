"""Where the backend keeps its file."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path


def default_database() -> Path:
    """Return the file below the user's data folder, or below DIALOGPULT_HOME where that is set."""
    home = os.environ.get("DIALOGPULT_HOME")
    folder = Path(home) / "data" if home else user_data_path("dialogpult", appauthor=False)
    return folder / "city_backend.sqlite3"
