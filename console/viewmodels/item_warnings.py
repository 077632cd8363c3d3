"""What does not fit together on the sheet of an agenda item, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.domain.errors import CommandRejected
from console.timers.phase import MINUTE_MS
from console.viewmodels.desk import Desk
from console.viewmodels.item_fields import instant_of, minutes_in
from console.words import Words, formats


def reporting_groups(desk: Desk, item: str) -> int:
    """Return how many groups an item hears from: those of the last group phase above it."""
    state = desk.store.state
    count = 0
    for one in state.agenda():
        if one.id == item:
            return count
        if one.kind == "breakout":
            count = len(state.groups_of(one.id))
    return 0


def warnings_of(desk: Desk, item: str, texts: Mapping[str, str], reporting: int) -> list[str]:
    """Return what a person should know about an item whose fields hold `texts`."""
    words, said = desk.words, _early(desk, item, texts["fixed_start"])
    minutes = minutes_in(texts["minutes"])
    each = minutes_in(texts["per_group_min"]) or 0
    if minutes is None:
        return said
    if texts["kind"] == "plenary" and each * reporting > minutes:
        said.append(
            words(
                "agenda.warn_reports",
                groups=reporting,
                each=formats.minutes(words, each),
                sum=formats.minutes(words, each * reporting),
                minutes=formats.minutes(words, minutes),
            )
        )
    ways = (minutes_in(texts["going_min"]) or 0) + (minutes_in(texts["coming_min"]) or 0)
    if texts["kind"] == "breakout" and ways >= minutes:
        said.append(words("agenda.warn_ways", minutes=formats.minutes(words, minutes)))
    return said


def _early(desk: Desk, item: str, text: str) -> list[str]:
    """Say so where what stands above an item lasts longer than to its fixed start."""
    row = next((row for row in desk.evening.forecast.rows if row.item == item), None)
    if row is None or not text.strip():
        return []
    free = row.planned_start - row.planned_gap_ms
    try:
        fixed = instant_of(text, free, desk.zone)
    except CommandRejected:
        # Somebody is still typing.
        return []
    if fixed >= free // MINUTE_MS * MINUTE_MS:
        return []
    return [desk.words("agenda.warn_fixed", time=formats.clock(free, desk.zone))]


def sum_words(desk: Desk, item: str, texts: Mapping[str, str]) -> str:
    """Return how long all items are together, with what is typed for one of them."""
    typed = minutes_in(texts["minutes"])
    items = desk.store.state.agenda()
    lengths = [
        one.minutes if one.id != item or typed is None else typed
        for one in items
        if not one.skipped
    ]
    return planned_sum(desk.words, lengths, room_min(desk))


def room_min(desk: Desk) -> int:
    """Return the minutes from the planned beginning to the fixed end; 0 where none is fixed."""
    dialogue = desk.store.state.dialogue
    return max(0, dialogue.ends_at - dialogue.starts_at) // MINUTE_MS if dialogue.ends_at else 0


def planned_sum(words: Words, lengths: Sequence[int], room: int) -> str:
    """Return "135 von 135 Min geplant"."""
    total = formats.number(words, sum(lengths))
    if not room:
        return words("agenda.sum", total=total)
    return words("agenda.sum_of", total=total, room=formats.number(words, room))
