"""The course of the evening: begin, go on, end, correct, pause."""

from __future__ import annotations

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

    Raises: CommandRejected with visit_missing, start_in_future, or start_before_previous.
    """
    course = store.state.course
    found = next((one for one in course.visits if one.id == visit), None)
    if found is None:
        raise CommandRejected("visit_missing")
    if started_at > store.now_ms():
        raise CommandRejected("start_in_future")
    before = next((one for one in course.visits if one.id == found.from_visit), None)
    if before is not None and started_at < before.started_at:
        raise CommandRejected("start_before_previous")
    if started_at == found.started_at:
        return
    body = RunCorrected(visit=visit, started=started_at)
    fact = Fact(entity=RUN_ID, body=body, base=course.corrections.get(visit, ()))
    item = store.state.agenda_items.get(found.item)
    parameters = {"item": item.title.text if item is not None else "", "time": started_at}
    carry_out(store, [fact], Done(key="start_corrected", parameters=parameters))


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
