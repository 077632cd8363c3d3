"""The databases that rights are tried on."""

import pytest

from city_backend import clock_postgres
from tests.backend.conftest import backend, codes, join, postgres, stack, where

__all__ = ["backend", "codes", "join", "postgres", "stack", "where"]


@pytest.fixture(autouse=True)
def nobody_asks_for_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a request costs the database is counted here: nothing else asks it meanwhile."""
    monkeypatch.setattr(clock_postgres, "_EVERY_S", 3600)
