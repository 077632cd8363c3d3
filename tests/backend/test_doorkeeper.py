"""Who knocks: known for a while, never in the place of somebody else, never for good."""

import asyncio
from collections.abc import Callable

import pytest

from city_backend import reading
from city_backend.errors import Problem
from city_backend.reader import Reader
from city_backend.reading import Doorkeeper
from tests.backend.operations import new_id
from tests.backend.running import Person, Running


class Counting(Reader):
    """Knows one token in one dialogue, and how often it was asked."""

    def __init__(self, token: str, dialogue: str) -> None:
        self.known = token, dialogue
        self.asked = 0

    async def glance(self, job: Callable[..., object]) -> object:  # pyright: ignore[reportIncompatibleMethodOverride]
        self.asked += 1
        cells = {one.cell_contents for one in job.__closure__ or ()}
        if cells != set(self.known):
            raise Problem("not_found")
        return None


class Door:
    def __init__(self) -> None:
        self.now = 0.0
        self.reader = Counting("token", "dialogue")
        self.keeper = Doorkeeper(self.reader, lambda: self.now)

    def knock(self, token: str = "token", dialogue: str = "dialogue") -> None:
        asyncio.run(self.keeper.knock(token, dialogue))


def test_who_is_at_work_is_looked_up_once_in_a_while() -> None:
    door = Door()
    for _ in range(3):
        door.knock()
    assert door.reader.asked == 1
    door.now += 29_999
    door.knock()
    assert door.reader.asked == 1
    door.now += 1
    door.knock()
    assert door.reader.asked == 2


@pytest.mark.parametrize("who", [("token", "other"), ("other", "dialogue")])
def test_nobody_is_let_in_for_somebody_else(who: tuple[str, str]) -> None:
    door = Door()
    door.knock()
    for _ in range(2):
        with pytest.raises(Problem, match="not_found"):
            door.knock(*who)
    assert door.reader.asked == 3, "who is turned away is looked up each time"


def test_so_many_are_kept_in_mind_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_VISITORS", 2)
    door = Door()
    for n in range(5):
        door.reader.known = f"{n}", "dialogue"
        door.knock(f"{n}")
        assert len(door.keeper._known) <= 2


def test_who_was_shut_out_a_moment_ago_writes_nothing(lead: Person, notetaker: Person) -> None:
    assert notetaker.statuses(notetaker.hand.note()) == ["accepted"]
    said = {"member": notetaker.place["member"], "revoked": True}
    assert lead.post("/members", said).status_code == 200
    assert notetaker.statuses(notetaker.hand.note()) == ["denied"]


def test_a_dialogue_that_was_deleted_a_moment_ago_is_gone(backend: Running, lead: Person) -> None:
    assert lead.statuses(lead.hand.note()) == ["accepted"]
    path = f"/v1/dialogues/{lead.dialogue}"
    assert lead.http.delete(path, headers=lead.headers).status_code == 204
    assert lead.ask_to_push([lead.hand.note()]).status_code == 410
    assert lead.http.post(
        f"/v1/dialogues/{new_id()}/ops", json={}, headers=lead.headers
    ).status_code in (401, 404)
