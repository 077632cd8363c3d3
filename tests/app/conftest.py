"""A QApplication for every test of the whole console, and a real backend."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.backend.running import Running, running


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    qapp.setStyle("Fusion")
    qapp.setQuitOnLastWindowClosed(False)
    return qapp


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "city.sqlite3") as one:
        yield one
