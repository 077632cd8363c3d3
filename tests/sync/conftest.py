"""A real backend on a free port."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backend.running import Running, running


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "city.sqlite3") as one:
        yield one


@pytest.fixture
def codes(backend: Running) -> dict[str, str]:
    """Codes of a dialogue that waits for its first lead."""
    return backend.create()[1]
