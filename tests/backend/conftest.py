"""A backend on a free port with a lead who has just joined."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from city_backend.driver import Where
from tests.backend.postgres import Server, server
from tests.backend.running import Person, Running, running


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server for all tests of this process."""
    with server() as one:
        yield one


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    """A database that does not exist yet, of every kind."""
    if request.param == "sqlite":
        return tmp_path / "city.sqlite3"
    postgres: Server = request.getfixturevalue("postgres")
    return postgres.corner()


@pytest.fixture
def backend(where: Where) -> Iterator[Running]:
    with running(where) as one:
        yield one


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as one:
        yield one


@pytest.fixture
def codes(backend: Running) -> dict[str, str]:
    """Codes of a dialogue that waits for its lead."""
    return backend.create()[1]


@pytest.fixture
def join(backend: Running, stack: ExitStack) -> Callable[[str, str], Person]:
    """Let somebody with a name join with a code."""

    def joined(code: str, name: str = "Kim Beispiel") -> Person:
        return stack.enter_context(Person(backend.url, name)).pair(code)

    return joined


@pytest.fixture
def lead(codes: dict[str, str], join: Callable[[str, str], Person]) -> Person:
    return join(codes["lead"], "Lea Leitung")


@pytest.fixture
def notetaker(lead: Person, codes: dict[str, str], join: Callable[[str, str], Person]) -> Person:
    return join(codes["notetaker"], "Nico Notiz")


@pytest.fixture
def cohost(lead: Person, codes: dict[str, str], join: Callable[[str, str], Person]) -> Person:
    return join(codes["cohost"], "Cora Co")


@pytest.fixture
def observer(lead: Person, codes: dict[str, str], join: Callable[[str, str], Person]) -> Person:
    return join(codes["observer"], "Olga Ohr")
