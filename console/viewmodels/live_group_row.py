"""One group of the live view in words: its time, its phase, its people."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct
from PySide6.QtCore import Qt

from console.domain.values import Group
from console.timers.phase import MINUTE_MS, Phase
from console.timers.timer import TimerView
from console.viewmodels.calls import WaitingCall
from console.viewmodels.citizens import reads_names
from console.viewmodels.desk import Desk
from console.viewmodels.live_group_facts import GroupFacts
from console.words import Words, formats

#: The columns of the table, in order.
COLUMNS: Final = ("name", "topic", "people", "time", "phase", "end", "about")


class GroupRow(Struct, frozen=True, kw_only=True):
    """One card in words; `steers`: this role changes its time, `marks`: it marks it as back,
    `pauses`: it lets this group alone stand still or go on. `call` waits for an answer.
    """

    id: str
    name: str
    topic: str
    people: str
    people_name: str
    time: str
    phase: str
    phase_words: str
    phase_short: str
    end: str
    extended: str
    elapsed_s: int
    length_s: int
    description: str
    steers: bool
    marks: bool
    pauses: bool
    call: WaitingCall | None = None
    facts: GroupFacts = GroupFacts()


def group_row(
    desk: Desk,
    group: Group,
    view: TimerView,
    people: int,
    is_on: bool,
    call: WaitingCall | None,
    facts: GroupFacts,
) -> GroupRow:
    """Return the card of a group; `people`: citizens there, `is_on`: its item is on now."""
    words = desk.words
    reads = reads_names(desk)
    people_name = words("live.citizens_count", n=people) if reads else ""
    phase_words, phase_short = _phase(words, view)
    extended = formats.whole_minutes(view.extended_ms)
    return GroupRow(
        id=group.id,
        name=group.name.text,
        topic=group.topic.text,
        people=str(people) if reads else "",
        people_name=people_name,
        time=formats.countdown(view.remaining_ms),
        phase=view.phase.value,
        phase_words=phase_words,
        phase_short=phase_short,
        end=_end(desk, view),
        extended=formats.signed_minutes(words, extended) if extended else "",
        elapsed_s=max(0, view.elapsed_ms) // 1000,
        length_s=view.length_ms // 1000,
        description=_whole(_spoken(desk, view, phase_words, people_name), call, facts),
        steers=is_on and desk.may("timer.extended", group.id),
        marks=desk.may("timer.returned", group.id),
        # While everything stands still, one group alone cannot go on.
        pauses=is_on
        and not desk.evening.evening.course.is_paused
        and desk.may("timer.paused", group.id),
        call=call,
        facts=facts,
    )


def _whole(spoken: str, call: WaitingCall | None, facts: GroupFacts) -> str:
    """Say first what somebody waits for, and last what does not press."""
    waits = (call.title, *call.detail.splitlines()) if call is not None else ()
    return ", ".join(part for part in (*waits, spoken, facts.spoken) if part)


def _end(desk: Desk, view: TimerView) -> str:
    if view.ends_at is None:
        return ""
    key = "live.group_since" if view.is_over else "live.group_until"
    return desk.words(key, time=formats.clock(view.ends_at, desk.zone))


def _phase(words: Words, view: TimerView) -> tuple[str, str]:
    """Return the phase in words, and shorter for narrow cards."""
    if view.phase is Phase.WARNING and view.reached_min is not None:
        n = view.reached_min
        return words("live.minutes_left", n=n), words("live.minutes_left_short", n=n)
    phase = view.phase.value
    long, short = f"live.phase.{phase}", f"live.phase_short.{phase}"
    return words(long), words(short if words.has(short) else long)


def _spoken(desk: Desk, view: TimerView, phase: str, people: str) -> str:
    words = desk.words
    if view.ends_at is None:
        return ", ".join(part for part in (phase, people) if part)
    if view.is_over:
        over = formats.minutes(words, -view.remaining_ms // MINUTE_MS)
        text = words("live.group_description_over", phase=phase, time=over, people=people)
    else:
        minutes = formats.minutes(words, max(0, view.remaining_ms) // MINUTE_MS)
        until = formats.clock(view.ends_at, desk.zone)
        text = words("live.group_description", phase=phase, time=minutes, end=until, people=people)
    return text.removesuffix(", ")


def tell_group(row: GroupRow, column: int, role: int) -> Any:
    """Answer a role of a table of groups."""
    if role == Qt.ItemDataRole.DisplayRole:
        return _cells(row)[column]
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return row.description if column == 0 else _cells(row)[column]
    return None


def _cells(row: GroupRow) -> tuple[str, ...]:
    about = row.call.short if row.call is not None else row.facts.last_note
    return row.name, row.topic, row.people, row.time, row.phase_words, row.end, about
