"""What the Jetzt card says: what is on, how long, are we late, and what can be done."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from console.domain.run import END
from console.domain.values import AgendaItem
from console.timers.attendance import Tally
from console.timers.phase import MINUTE_MS, Phase
from console.timers.schedule import Row
from console.timers.timer import TimerView
from console.viewmodels.desk import Desk
from console.viewmodels.live_kind import kind_icon, kind_words
from console.viewmodels.live_press import Step
from console.words import Words, formats

DAY_MS = 24 * 60 * MINUTE_MS


class Fact(Struct, frozen=True):
    """A time with its label and what was planned; `late` marks one that wants a look."""

    label: str
    value: str
    plan: str = ""
    late: bool = False


class Primary(Struct, frozen=True):
    """The one primary action: words, the title in them (may be cut), a second line, an icon."""

    words: str
    title: str = ""
    note: str = ""
    icon: str = "skip-forward-fill"


class NowFacts(Struct, frozen=True, kw_only=True):
    """Everything on the card in words; `phase` also knows before, overdue and ended.

    `elapsed_s`, `length_s`: the bar, none while `length_s` is 0; `warning_s` and `last_s` are
    where its zones begin, counted from the end.
    """

    phase: str
    chip: str
    kind: str = ""
    kind_icon: str = ""
    place: str = ""
    title: str = ""
    question: str = ""
    facts: tuple[Fact, ...] = ()
    until: str = ""
    countdown: str = ""
    countdown_name: str = ""
    elapsed_s: int = 0
    length_s: int = 0
    warning_s: int | None = None
    last_s: int | None = None
    gone: str = ""
    length: str = ""
    is_over: bool = False


def step_of(desk: Desk) -> Step | None:
    """Return what "Weiter" means now; None after the end."""
    evening = desk.evening
    current = evening.evening.course.current
    if current is not None and current.item == END:
        return None
    following = evening.forecast.next
    if current is None and following is None:
        return None
    return Step(current.id if current is not None else None, following.item if following else END)


def primary_of(desk: Desk, step: Step | None) -> Primary | None:
    """Return the words of the primary action; None where this role has none."""
    if step is None or not desk.may("run.advanced"):
        return None
    words, item = desk.words, desk.evening.item
    if step.from_visit is None:
        return Primary(words("live.go_start"), icon="play-fill")
    if item is not None and item.kind == "breakout" and desk.evening.groups:
        note = words("live.go_back_then")
        return Primary(words("live.go_back"), note=note, icon="arrow-u-down-left")
    if step.to == END:
        return Primary(words("live.go_end"), icon="check")
    title = title_of(desk, step.to)
    return Primary(words("live.go_next", item=title), title=title)


def title_of(desk: Desk, item: str) -> str:
    """Return the title of an item by id; empty for one that is not known."""
    found = next((one for one in desk.evening.evening.items if one.id == item), None)
    return found.title.text if found is not None else ""


def now_facts(desk: Desk, tally: Tally | None) -> NowFacts:
    """Return what the card says at this instant; `tally` is None for who cannot count."""
    evening = desk.evening
    course = evening.evening.course
    if course.is_over:
        return _ended(desk)
    view, row = evening.countdown, evening.forecast.present
    if evening.item is None or view is None or row is None:
        return _before(desk, tally)
    found = _running(desk, evening.item, view, row)
    return _only_here(desk.words, found) if evening.is_local else found


def _only_here(words: Words, found: NowFacts) -> NowFacts:
    """Say that it is on this device only; what the chip has to say about time stays.

    The number of the item makes room for it: in a narrow window there is none to spare.
    """
    if found.chip == words("live.now"):
        return msgspec.structs.replace(found, chip=words("following.chip"), place="")
    return msgspec.structs.replace(found, place=words("following.place"))


def _before(desk: Desk, tally: Tally | None) -> NowFacts:
    words, evening = desk.words, desk.evening
    dialogue = evening.evening.dialogue
    starts = dialogue.starts_at
    if not starts:
        return NowFacts(
            phase="before", chip=words("live.phase.ready"), question=words("notes.strip.empty")
        )
    left = starts - evening.now
    items = [item for item in evening.evening.items if not item.skipped]
    breakouts = sum(item.kind == "breakout" for item in items)
    place = [words("live.items_count", n=len(items))]
    if breakouts:
        place.append(words("live.group_phases", n=breakouts))
    at = formats.clock(starts, desk.zone)
    overdue = evening.forecast.overdue_since is not None
    until = words("live.start_overdue" if overdue else "live.until_start", time=at)
    return NowFacts(
        phase="overdue" if overdue else "before",
        chip=words("live.phase.ready"),
        place=" · ".join(place),
        title=dialogue.topic.text or dialogue.title.text,
        question=_admission(desk, starts - dialogue.admission_min * MINUTE_MS),
        facts=_expected(desk, tally),
        until=until,
        countdown=_days_or_time(desk, left),
        countdown_name=until,
    )


def _expected(desk: Desk, tally: Tally | None) -> tuple[Fact, ...]:
    if tally is None:
        return ()
    words = desk.words
    here = Fact(words("live.in_waiting_room"), str(tally.waiting))
    promised = words("live.promises", n=tally.promised)
    registered = words("live.present_of", registered=tally.listed - tally.excluded)
    return here, Fact(words("live.expected"), promised, registered)


def _admission(desk: Desk, opens: int) -> str:
    dialogue = desk.evening.evening.dialogue
    if not dialogue.admission_min:
        return ""
    key = "live.admission_now" if desk.evening.now >= opens else "live.admission_from"
    return desk.words(key, time=formats.spoken_clock(desk.words, opens, desk.zone))


def _days_or_time(desk: Desk, left_ms: int) -> str:
    if abs(left_ms) < DAY_MS:
        return formats.countdown(left_ms)
    return desk.words("live.days", n=abs(left_ms) // DAY_MS)


def _ended(desk: Desk) -> NowFacts:
    words, evening = desk.words, desk.evening
    course, dialogue, zone = evening.evening.course, evening.evening.dialogue, desk.zone
    ended, begun = evening.forecast.ends_at, course.begun_at or evening.forecast.ends_at
    planned = evening.forecast.planned_end
    plan = words("live.plan", time=formats.clock(dialogue.starts_at, zone))
    due = words("live.plan", time=formats.clock(planned, zone))
    total = planned - dialogue.starts_at
    length = words("live.plan", time=formats.hours_minutes(total))
    at = words("live.ended_at", time=formats.spoken_clock(words, ended, zone))
    return NowFacts(
        phase="ended",
        chip=words("live.ended"),
        title=dialogue.topic.text or dialogue.title.text,
        question=at,
        facts=(
            Fact(words("live.started"), formats.clock(begun, zone), plan),
            Fact(words("live.end"), formats.clock(ended, zone), due),
            Fact(words("live.lasted"), formats.hours_minutes(ended - begun), length),
        ),
        until=words("live.against_plan"),
        countdown=formats.deviation(words, evening.forecast.deviation_ms),
        countdown_name=at,
    )


def _running(desk: Desk, item: AgendaItem, view: TimerView, row: Row) -> NowFacts:
    words = desk.words
    until, name = _until(desk, item, view)
    time = formats.countdown(view.remaining_ms)
    warning = next((m for m in view.thresholds if m > 1), None)
    # A pause of everything is told by the chip; over time stays visible in the digits.
    over = view.is_over and view.phase is not Phase.PAUSED
    return NowFacts(
        phase=view.phase.value,
        chip=_chip(desk, view),
        kind=kind_words(words, item.kind),
        kind_icon=kind_icon(item.kind),
        place=_place(desk, item),
        title=item.title.text,
        question=item.question.text,
        facts=_times(desk, item, view, row),
        until=until,
        countdown=time,
        countdown_name=name,
        elapsed_s=max(0, view.elapsed_ms) // 1000,
        length_s=view.length_ms // 1000,
        warning_s=warning * 60 if warning is not None else None,
        last_s=60 if 1 in view.thresholds else None,
        gone=words("live.elapsed", minutes=formats.minutes(words, view.elapsed_ms // MINUTE_MS)),
        length=_length(desk, view),
        is_over=over,
    )


def _chip(desk: Desk, view: TimerView) -> str:
    if view.phase in {Phase.OVER, Phase.PAUSED}:
        return desk.words(f"live.phase.{view.phase.value}")
    return desk.words("live.now")


def _place(desk: Desk, item: AgendaItem) -> str:
    items = [one for one in desk.evening.evening.items if not one.hidden]
    number = next((i for i, one in enumerate(items, start=1) if one.id == item.id), 0)
    if not number:
        return ""
    return desk.words("live.item_n", number=number, count=len(items))


def _until(desk: Desk, item: AgendaItem, view: TimerView) -> tuple[str, str]:
    """Return what the countdown runs to, and the whole as it is spoken."""
    words = desk.words
    time = formats.countdown(view.remaining_ms)
    if view.is_over:
        return words("live.over"), words("live.countdown_over_name", time=time)
    key = "live.until_end"
    if item.kind == "breakout" and desk.evening.groups:
        key = "live.until_return"
    elif item.kind == "break":
        key = "live.until_break_end"
    until = words(key)
    return until, words("live.countdown_name", time=time, until=until)


def _times(desk: Desk, item: AgendaItem, view: TimerView, row: Row) -> tuple[Fact, ...]:
    words, zone, forecast = desk.words, desk.zone, desk.evening.forecast
    begun = row.actual[-1][0]
    in_groups = item.kind == "breakout" and bool(desk.evening.groups)
    coming = item.coming_min * MINUTE_MS if in_groups else 0
    ends = view.ends_at if view.ends_at is not None else row.forecast_end - coming
    label = "live.due_end" if view.is_over else "live.return" if in_groups else "live.end"
    late = forecast.deviation_ms >= 2 * MINUTE_MS
    return (
        Fact(words("live.started"), formats.clock(begun, zone), _plan(desk, row.planned_start)),
        Fact(words(label), formats.clock(ends, zone), _plan(desk, row.planned_end - coming)),
        Fact(
            words("live.dialogue_end"),
            formats.clock(forecast.ends_at, zone),
            _plan(desk, forecast.planned_end),
            late,
        ),
    )


def _plan(desk: Desk, at: int) -> str:
    return desk.words("live.plan", time=formats.clock(at, desk.zone))


def _length(desk: Desk, view: TimerView) -> str:
    words = desk.words
    minutes = formats.minutes(words, formats.whole_minutes(view.length_ms))
    if not view.extended_ms:
        return words("live.length", minutes=minutes)
    extension = formats.signed(formats.whole_minutes(view.extended_ms))
    return words("live.length_extended", minutes=minutes, extension=extension)
