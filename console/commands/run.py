"""The course of the evening: begin, go on, end, correct, pause."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from console.commands.carry_out import carry_out
from console.domain.course import Visit
from console.domain.errors import CommandRejected
from console.domain.ids import RUN_ID
from console.domain.ops import Fact
from console.domain.run import END, RunAdvanced, RunCorrected, RunPaused, RunResumed
from console.domain.values import AgendaItem
from console.storage.change import Done
from console.storage.store import Store
from console.timers.plan import upcoming


def next_item(store: Store) -> AgendaItem | None:
    """Return the item that "Weiter" goes to; None: the end, or nothing follows."""
    state = store.state
    coming = upcoming(state.agenda(), state.course)
    return coming[0] if coming else None


def advance(store: Store, from_visit: str | None, to: str, *, ago_ms: int = 0) -> None:
    """Go from the visit on screen to an item (id) or "end"; doing it twice is doing it once.

    `ago_ms`: it happened that long before now. Raises: CommandRejected with item_missing,
    already_ended, or not_allowed.
    """
    state = store.state
    current = state.course.current
    if (current.id if current is not None else None) != from_visit:
        # The press was meant for what was on screen, and that has been left already.
        return
    if state.course.is_over and to == END:
        raise CommandRejected("already_ended")
    item = state.agenda_items.get(to)
    if to != END and (item is None or item.hidden):
        raise CommandRejected("item_missing")
    key = _key(store, current, to)
    title = item.title.text if item is not None else ""
    body = RunAdvanced(from_visit=from_visit, to=to, ago_ms=ago_ms)
    carry_out(store, [Fact(entity=RUN_ID, body=body)], Done(key=key, parameters={"item": title}))


def _key(store: Store, current: Visit | None, to: str) -> str:
    """Return what a step of the course is called."""
    if to == END:
        return "dialogue_ended"
    if current is None:
        return "dialogue_begun"
    if current.item == END:
        return "dialogue_continued"
    left = store.state.agenda_items.get(current.item)
    return "groups_ended" if left is not None and left.kind == "breakout" else "advanced"


def go_on(store: Store) -> None:
    """Go to the next item, from the last one to the end ("Weiter" without a screen)."""
    current = store.state.course.current
    following = next_item(store)
    advance(store, current.id if current else None, following.id if following else END)


def correct_start(store: Store, visit: str, started_at: int) -> None:
    """Say when a visit really began (UTC ms); not in the future, not before the one before it.

    Raises: CommandRejected with visit_missing, start_in_future, start_before_previous,
    start_after_next, or not_allowed.
    """
    found = _visit(store, visit)
    corrected = {visit: started_at}
    _check_order(store, corrected)
    parameters = {"item": _title(store, found), "time": started_at}
    facts = _corrections(store, corrected)
    carry_out(store, facts, Done(key="start_corrected", parameters=parameters))


def correct_times(
    store: Store, visit: str, *, started_at: int | None = None, ended_at: int | None = None
) -> None:
    """Say when a visit really began and ended (UTC ms) as one action; None: as it is.

    Its end is the beginning of the one after it. Raises: CommandRejected like `correct_start`,
    and visit_missing for the end of one that goes on.
    """
    found = _visit(store, visit)
    corrected: dict[str, int] = {}
    if started_at is not None:
        corrected[visit] = started_at
    if ended_at is not None:
        following = next((v for v in store.state.course.visits if v.from_visit == visit), None)
        if following is None:
            raise CommandRejected("visit_missing")
        corrected[following.id] = ended_at
    _check_order(store, corrected)
    facts = _corrections(store, corrected)
    if facts:
        parameters = {"item": _title(store, found)}
        carry_out(store, facts, Done(key="times_corrected", parameters=parameters))


def _visit(store: Store, visit: str) -> Visit:
    found = next((one for one in store.state.course.visits if one.id == visit), None)
    if found is None:
        raise CommandRejected("visit_missing")
    return found


def _title(store: Store, visit: Visit) -> str:
    item = store.state.agenda_items.get(visit.item)
    return item.title.text if item is not None else ""


def _check_order(store: Store, corrected: Mapping[str, int]) -> None:
    """Refuse starts to come, and a way on which something would begin before what led to it."""
    if any(at > store.now_ms() for at in corrected.values()):
        raise CommandRejected("start_in_future")
    for before, after in pairwise(store.state.course.visits):
        first = corrected.get(before.id, before.started_at)
        if corrected.get(after.id, after.started_at) < first:
            moved = after.id in corrected
            raise CommandRejected("start_before_previous" if moved else "start_after_next")


def _corrections(store: Store, corrected: Mapping[str, int]) -> list[Fact]:
    course = store.state.course
    starts = {visit.id: visit.started_at for visit in course.visits}
    return [
        Fact(
            entity=RUN_ID,
            body=RunCorrected(visit=visit, started=at),
            base=course.corrections.get(visit, ()),
        )
        for visit, at in corrected.items()
        if starts[visit] != at
    ]


def pause(store: Store) -> None:
    """Let everything stand still.  Raises: CommandRejected("nothing_running")."""
    _pause(store, RunPaused, "paused", paused=True)


def resume(store: Store) -> None:
    """Let everything go on."""
    _pause(store, RunResumed, "resumed", paused=False)


def _pause(store: Store, body: type[RunPaused | RunResumed], key: str, *, paused: bool) -> None:
    course = store.state.course
    current = course.current
    if current is None or course.is_over:
        raise CommandRejected("nothing_running")
    if course.is_paused == paused:
        return
    fact = Fact(entity=RUN_ID, body=body(visit=current.id), base=course.pause_ops)
    carry_out(store, [fact], Done(key=key))
