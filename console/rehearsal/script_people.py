"""Who comes, is late, leaves, comes back, and has trouble with the technique."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from random import Random
from typing import TYPE_CHECKING, Any

from console.rehearsal.evening_plan import MINUTE, Stretch
from console.templates import RESOURCES, read_people

if TYPE_CHECKING:
    from console.rehearsal.script import Step


def steps(
    random: Random, items: list[Stretch], participants: int, come: int, groups: int
) -> Iterable[Step]:
    """Yield the co-host's steps; people are meant by their running number on the roster."""
    people = list(enumerate(read_people()["person"], start=1))
    citizens = [number for number, person in people if person["part"] == "citizen"]
    citizens = citizens[:participants]
    team = [number for number, person in people if person["part"] != "citizen"]
    coming = random.sample(citizens, min(come, len(citizens)))
    late = coming[-4:] if len(coming) > 8 else []
    yield from _team(team)
    yield from _admission(random, coming, late)
    yield from _leaving(random, items, [one for one in coming if one not in late])
    yield from _trouble(random, coming)
    yield _step(-1 * MINUTE, "seat_evenly")
    yield _step(items[2].begins - 30, "seat_evenly")
    yield _step(items[4].at(0.5), "seat_evenly")
    yield _step(items[4].at(0.6), "seat", person=coming[0], key="groups_2", group=min(2, groups))
    yield _step(4 * MINUTE, "guest", name="Margarete Ohneland")


def _step(at: float, do: str, **args: Any) -> Step:
    from console.rehearsal.script import Step

    return Step(at=at, actor="cohost", do=do, args=args)


def _team(team: list[int]) -> Iterable[Step]:
    """Yield the moderators' and the city's arrival, before anybody else."""
    for place, number in enumerate(team):
        yield _step(-32 * MINUTE + 8 * place, "present", person=number)


def _admission(random: Random, coming: list[int], late: list[int]) -> Iterable[Step]:
    """Yield the arrivals: most wait a little, some are typed into the search, four are late."""
    for place, number in enumerate(one for one in coming if one not in late):
        at = -28 * MINUTE + place * 42 + random.randint(0, 20)
        if place % 3 == 0:
            yield _step(at, "check_in", person=number)
        else:
            yield _step(at, "waiting", person=number)
            yield _step(at + random.randint(20, 90), "present", person=number)
    for place, number in enumerate(late):
        yield _step(6 * MINUTE + place * 200, "check_in", person=number)


def _leaving(random: Random, items: list[Stretch], coming: list[int]) -> Iterable[Step]:
    """Yield who goes early; half of them come back."""
    leaving = random.sample(coming, min(6, len(coming) // 3))
    for place, number in enumerate(leaving):
        at = items[2 + place].at(0.5)
        yield _step(at, "left", person=number)
        if place % 2 == 0:
            yield _step(at + 4 * MINUTE, "present", person=number)


def _trouble(random: Random, coming: list[int]) -> Iterable[Step]:
    """Yield technical trouble and its end."""
    cases = tomllib.loads((RESOURCES / "sample" / "tech_cases.toml").read_text(encoding="utf-8"))[
        "tech_case"
    ]
    for place, number in enumerate(random.sample(coming, min(4, len(coming)))):
        case = cases[place % len(cases)]
        at = (8 + 24 * place) * MINUTE
        yield _step(at, "trouble", person=number, problem=case["problem"])
        yield _step(at + case["solved_after_min"] * MINUTE, "solved", person=number)
