"""Where the plenary is, and how much time its groups have."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from console.domain.course import course_of
from console.domain.fold import fold
from console.domain.ids import RUN_ID
from console.domain.ops import Entry, Record
from console.storage.entries import entry_of_row
from console.storage.rows import head_of, row_of_record
from tests.simulation.world import World


def nobody_who_comes_back_moves_the_plenary(world: World, records: list[Record]) -> None:
    """Without restores, undoing and adopting, whatever arrives only ever adds to the way."""
    run = [one for one in records if head_of(one).entity == RUN_ID]
    if world.city.restores or any(head_of(one).kind == "undone" for one in run):
        return
    if any(one.origin is not None for one in run):
        # Somebody who leads adopted a press, which counts from when it was received.
        return
    entries: list[Entry] = []
    way: list[str] = []
    for record in run:
        entries.append(entry_of_row(row_of_record(record, head_of(record))))
        visits = [visit.id for visit in course_of(fold("run", RUN_ID, entries)).visits]
        assert visits[: len(way)] == way, "a later press moved the plenary"
        way = visits


def time_given_counts(
    world: World, records: list[Record], reference: dict[tuple[str, str], bytes]
) -> None:
    """Time given to a run counts for it, also when two people started that run."""
    known = {op: run for person in world.people for op, run in person.started_after.items()}
    said = {
        (head := head_of(one)).op_id: (head, msgspec.json.decode(one.body) if one.body else {})
        for one in records
    }
    undone = {head.undoes for head, _ in said.values() if head.kind == "undone"}
    after: dict[str, str | None] = {}
    given: dict[str, list[tuple[str, int]]] = defaultdict(list)
    doubtful = set()
    for op_id, (head, body) in said.items():
        if op_id in undone:
            doubtful.add(head.entity)
        elif head.kind == "timer.started":
            after[body["run"]] = known.get(op_id)
        elif head.kind == "timer.extended":
            given[head.entity].append((body["run"], body["delta_ms"]))

    def situation(timer: str, run: str | None) -> tuple[str, ...]:
        """The starts that led to a run, named by what was on screen before each."""
        if run is None or run not in after:
            return (timer, run or "")
        return (*situation(timer, after[run]), "started")

    for (family, timer), raw in reference.items():
        shown = msgspec.json.decode(raw)
        if family != "timer" or timer in doubtful or shown.get("run") not in after:
            continue
        now = situation(timer, shown["run"])
        right = sum(delta for run, delta in given[timer] if situation(timer, run) == now)
        extended = shown.get("extensions", {}).get(shown["run"], 0)
        assert extended == right, f"timer {timer[-4:]} has {extended} ms more instead of {right}"
