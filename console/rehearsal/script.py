"""What happens when on the rehearsed evening, as steps for the actors and the stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any, Final, Literal

from msgspec import Struct

from console.rehearsal import script_notes, script_people
from console.rehearsal.evening_plan import MINUTE, Stretch, stretches

Actor = Literal["lead", "notetaker", "cohost", "stage"]


class Step(Struct, frozen=True, kw_only=True):
    """One thing that one actor does `at` seconds after the planned beginning.

    `ref` names what the step makes, for later steps: "note:12". The stage's steps are faults
    and pictures.
    """

    at: float
    actor: Actor
    do: str
    args: Mapping[str, Any] = {}
    ref: str = ""


class Casting(Struct, frozen=True, kw_only=True):
    """How large the evening is, and whether things go wrong."""

    seed: int = 1
    participants: int = 75
    come: int = 40
    groups: int = 5
    faults: bool = False


#: The items in which the lead changes to the Mini-Pult, and back to the whole console.
_STRIP: Final = {"input": True, "points": False}


def write(casting: Casting) -> list[Step]:
    """Return all steps in order of time; the same casting gives the same steps."""
    random = Random(casting.seed)
    items = stretches(random)
    steps: list[Step] = []
    steps += _course(items, casting)
    steps += script_people.steps(random, items, casting.participants, casting.come, casting.groups)
    steps += script_notes.steps(random, items, casting.groups)
    steps += _pictures(items)
    steps += _forbidden(items)
    # All three consoles are there.
    steps.append(Step(at=-5 * MINUTE, actor="lead", do="ask_sync", args={"people": 3}))
    if casting.faults:
        steps += _faults(items)
    return sorted(steps, key=lambda step: step.at)


def _course(items: list[Stretch], casting: Casting) -> Iterable[Step]:
    """Yield what the lead does: begin, go on, start groups, give time, end."""
    yield Step(at=-20 * MINUTE, actor="lead", do="edit_item", args={"key": "input", "minutes": 14})
    yield Step(at=-19 * MINUTE, actor="lead", do="undo")
    for item in items:
        yield Step(at=item.begins, actor="lead", do="primary", args={"expect": item.key})
        if item.key in _STRIP:
            # From the speech of the city on the conference fills the lead's screen.
            shown = _STRIP[item.key]
            yield Step(at=item.at(0.1), actor="lead", do="strip", args={"shown": shown})
        if item.kind == "breakout":
            yield from _round(item, casting.groups)
        elif item.key == "break":
            yield from _deputy(item)
        elif item.key == "reports":
            yield Step(at=item.at(0.5), actor="lead", do="extend", args={"minutes": 1})
        elif item.key == "answers":
            yield Step(at=item.at(0.3), actor="lead", do="pause")
            yield Step(at=item.at(0.3) + 30, actor="lead", do="resume")
    yield Step(at=items[-1].ends, actor="lead", do="primary", args={"expect": "end"})


def _deputy(item: Stretch) -> Iterable[Step]:
    """Yield a moment in which the co-host leads: gives time, which is the lead's, and goes back."""
    yield Step(at=item.at(0.2), actor="cohost", do="take_lead")
    yield Step(at=item.at(0.3), actor="cohost", do="extend", args={"minutes": 1})
    yield Step(at=item.at(0.6), actor="cohost", do="give_back_lead")


def _round(item: Stretch, groups: int) -> Iterable[Step]:
    """Yield a group round: start all, two more minutes for one group, one comes back by itself."""
    key = {"key": item.key}
    yield Step(at=item.begins + 100, actor="lead", do="start_groups", args=key)
    late = min(3, groups)
    yield Step(
        at=item.at(0.3),
        actor="lead",
        do="extend_group",
        args={**key, "group": late, "minutes": 2},
    )
    yield Step(
        at=item.at(0.8), actor="cohost", do="extend_group", args={**key, "group": 1, "minutes": 1}
    )
    yield Step(at=item.at(0.85), actor="lead", do="extend", args={"minutes": 1})
    for group in range(1, groups + 1):
        yield Step(
            at=item.ends + 20 + 15 * group,
            actor="cohost",
            do="returned",
            args={**key, "group": group},
        )


def _pictures(items: list[Stretch]) -> Iterable[Step]:
    """Yield the pictures of all views; 19:42 is among them."""
    by_key = {item.key: item for item in items}
    moments: list[tuple[float, Actor, str, str]] = [
        (-10 * MINUTE, "lead", "live", "einlass-live"),
        (-2 * MINUTE, "cohost", "roster", "einlass-teilnehmende"),
        (by_key["groups_1"].at(0.6), "lead", "live", "gruppen-1-live"),
        (by_key["groups_1"].at(0.6), "notetaker", "notes", "gruppen-1-notizen"),
        (by_key["break"].at(0.5), "lead", "projector", "pause-projektor"),
        (102 * MINUTE, "lead", "live", "1942-live"),
        (102 * MINUTE, "notetaker", "notes", "1942-notizen"),
        (102 * MINUTE, "cohost", "roster", "1942-teilnehmende"),
        (102 * MINUTE, "lead", "projector", "1942-projektor"),
        (by_key["answers"].at(0.9), "lead", "live", "antworten-live"),
        (items[-1].ends + 120, "lead", "results", "ende-ergebnisse"),
        (items[-1].ends + 120, "notetaker", "notes", "ende-notizen"),
    ]
    for at, actor, view, name in moments:
        yield Step(at=at, actor=actor, do="picture", args={"view": view, "name": name})


def _forbidden(items: list[Stretch]) -> Iterable[Step]:
    """Yield what a role may not do; it must be refused and leave no trace anywhere."""
    at = items[0].at(0.5)
    tries: list[tuple[Actor, str]] = [
        ("notetaker", "advance"),
        ("cohost", "add_note"),
        ("notetaker", "check_in"),
    ]
    for actor, what in tries:
        yield Step(at=at, actor=actor, do="forbidden", args={"what": what})


def _faults(items: list[Stretch]) -> Iterable[Step]:
    """Yield the bad luck: twenty minutes without network, a console and the backend killed."""
    by_key = {item.key: item for item in items}
    cut = by_key["groups_1"].at(0.4)
    yield Step(at=cut, actor="stage", do="cut")
    yield Step(at=cut + 20 * MINUTE, actor="stage", do="heal")
    crash = by_key["reports"].at(0.6)
    begun, rest = "Zwei Bänke an der Bushaltestelle", ", eine davon im Schatten."
    yield Step(at=crash - 1, actor="notetaker", do="begin_typing", args={"text": begun})
    yield Step(at=crash, actor="stage", do="kill", args={"who": "notetaker"})
    yield Step(at=crash + 45, actor="stage", do="restart", args={"who": "notetaker"})
    yield Step(at=crash + 46, actor="notetaker", do="find_draft", args={"text": begun})
    yield Step(at=crash + 50, actor="notetaker", do="finish_typing", args={"text": rest})
    backend = by_key["groups_2"].at(0.5)
    yield Step(at=backend, actor="stage", do="kill_backend")
    yield Step(at=backend + 90, actor="stage", do="start_backend")
