"""What was shown as saved on an evening on which everything broke is in the log: once, by whom."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from city_backend.log import Row
from tests.backend.postgres import DURABLE, server
from tests.benchmarks.city import City
from tests.chaos.evening import Broken, check, play

NOTES = 5_000


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A server that loses nothing when it is killed."""
    with server(DURABLE) as found:
        yield found.corner()


def test_five_thousand_saved_notes_survive_kills_and_a_bad_line(tmp_path: Path) -> None:
    report = asyncio.run(play(tmp_path / "evening", 1, NOTES))
    assert report.saved >= NOTES


def test_they_do_so_with_postgresql_as_well(tmp_path: Path, postgres_url: str) -> None:
    report = asyncio.run(play(tmp_path / "evening", 2, NOTES // 2, postgres_url))
    assert report.saved >= NOTES // 2


class Shown:
    """A console of which only is known what it showed."""

    def __init__(self, member: str, *saved: str, board: str = "note") -> None:
        self.name, self.member, self.saved, self.board = "c0", member, [*saved], [board]


MARK, OTHER = "c0.1.00001", "c0.1.00002"


@pytest.fixture(scope="module")
def row(tmp_path_factory: pytest.TempPathFactory) -> Row:
    """A record of the city's log; its words are replaced."""
    city = City(tmp_path_factory.mktemp("city"))
    found = city.rows(city.create(), "dialogue")[0]
    return replace(found, record=replace(found.record, by="me", body=f"Notiz {MARK} Bänke"))


def test_what_is_in_the_log_once_with_its_author_is_well(row: Row) -> None:
    check([row], [Shown("me", MARK), Shown("else")])


def test_what_was_shown_as_saved_and_is_not_in_the_log_is_told(row: Row) -> None:
    with pytest.raises(Broken, match=OTHER):
        check([row], [Shown("me", MARK, OTHER)])


def test_what_is_in_the_log_twice_is_told(row: Row) -> None:
    with pytest.raises(Broken, match="more than once"):
        check([row, row], [Shown("me", MARK)])


def test_another_author_is_told(row: Row) -> None:
    with pytest.raises(Broken, match="others wrote"):
        check([row], [Shown("somebody", MARK)])


def test_boards_that_differ_are_told(row: Row) -> None:
    with pytest.raises(Broken, match="same board"):
        check([row], [Shown("me", MARK), Shown("else", board="other")])
