"""Hints that follow from the time: late, over, thresholds, not back, not started."""

from __future__ import annotations

from collections.abc import Iterator

from console.timers.phase import MINUTE_MS, Phase
from console.timers.present import group_views, last_breakout
from console.timers.schedule import is_on_plan
from console.timers.timer import TimerView
from console.viewmodels.citizens import reads_names
from console.viewmodels.desk import Desk
from console.viewmodels.live_hint import GO, Hint, HintAct, Rank
from console.viewmodels.live_kind import kind_words
from console.words import formats

#: Groups that are not back this long after their item are asked for.
AWAY_MS = 2 * MINUTE_MS
#: For so long nobody is reminded that the groups' timers do not run: people are on their way.
UNSTARTED_MS = 20_000


def time_hints(desk: Desk) -> Iterator[Hint]:
    """Yield what the time gives reason for at this instant."""
    yield from _overdue(desk)
    yield from _not_back(desk)
    if not desk.evening.evening.course.is_live or desk.evening.item is None:
        return
    yield from _plan(desk)
    yield from _unstarted(desk)
    yield from _over(desk)
    yield from _groups(desk)


def _overdue(desk: Desk) -> Iterator[Hint]:
    since = desk.evening.forecast.overdue_since
    if since is not None:
        time = formats.clock(since, desk.zone)
        title = desk.words("live.hint_overdue", time=time)
        text = desk.words("live.hint_overdue_text")
        yield Hint("overdue", Rank.PLAN, since, title, text, "warn5", "clock")


def _not_back(desk: Desk) -> Iterator[Hint]:
    evening = desk.evening.evening
    item = last_breakout(evening)
    visit = evening.course.visit_of(item.id) if item is not None else None
    if item is None or visit is None or visit.ended_at is None or evening.course.is_over:
        return
    if desk.evening.now - visit.ended_at < AWAY_MS:
        return
    views = group_views(evening, item, desk.evening.now)
    away = [
        group
        for group in evening.groups.get(item.id, ())
        if views[group.id].phase is Phase.RETURNING
    ]
    words, since = desk.words, visit.ended_at + AWAY_MS
    text = words("live.hint_not_back_text", time=formats.clock(visit.ended_at, desk.zone))
    if len(away) > 2:
        title = words("live.hint_many_not_back", n=len(away))
        yield Hint(f"away:{visit.id}", Rank.AWAY, since, title, text, "warn1", "users", "groups")
        return
    for group in away:
        title = words("live.hint_not_back", group=group.name.text)
        contact = _name(desk, group.moderator)
        detail = f"{text} · {contact}" if contact else text
        key = f"away:{visit.id}:{group.id}"
        yield Hint(key, Rank.AWAY, since, title, detail, "warn1", "users", "groups")


def _name(desk: Desk, participant: str | None) -> str:
    person = desk.store.state.participants.get(participant or "")
    return person.name if person is not None and reads_names(desk) else ""


def _plan(desk: Desk) -> Iterator[Hint]:
    forecast, words = desk.evening.forecast, desk.words
    if forecast.deviation_ms <= 0 or is_on_plan(forecast.deviation_ms):
        return
    end = formats.clock(forecast.planned_end, desk.zone)
    title = words("live.hint_plan", end=end)
    text, target = _proposed(desk, end)
    since = forecast.planned_end
    acts = ()
    if target:
        said = words("catch_up.button")
        acts = (HintAct(GO, said, "", f"{said}, {title}"),)
    yield Hint("plan", Rank.PLAN, since, title, text, "warn5", "trend-up", target, acts)


def _proposed(desk: Desk, end: str) -> tuple[str, str]:
    """Return what could be shortened, and where it can be done; without it when it ends."""
    words, zone, proposal = desk.words, desk.zone, desk.evening.proposal
    if proposal is None or not proposal.cuts:
        until = formats.spoken_clock(words, desk.evening.forecast.ends_at, zone)
        return words("live.hint_plan_only", time=until), ""
    target = "catch_up" if desk.may("agenda_item.set") else ""
    if not proposal.holds:
        missing = formats.minutes(words, proposal.targets[-1].missing_ms // MINUTE_MS)
        end = formats.clock(proposal.ends_at, zone)
        return words("catch_up.hint_missing", end=end, minutes=missing), target
    saved = sum(cut.saved for cut in proposal.cuts)
    first, *others = proposal.cuts
    if others:
        count = len(proposal.cuts)
        return words("catch_up.hint_many", n=saved, count=count, end=end), target
    found = desk.store.state.agenda_items[first.item]
    return words("catch_up.hint_one", n=saved, item=found.title.text, end=end), target


def _unstarted(desk: Desk) -> Iterator[Hint]:
    item, views = desk.evening.item, desk.evening.groups
    visit = desk.evening.evening.course.current
    if item is None or visit is None or not views:
        return
    going = item.going_min * MINUTE_MS + UNSTARTED_MS
    waited = desk.evening.now - visit.started_at >= going
    if waited and all(view.phase is Phase.READY for view in views.values()):
        title, text = desk.words("live.hint_no_timer"), desk.words("live.hint_no_timer_text")
        since = visit.started_at + going
        key = f"unstarted:{visit.id}"
        yield Hint(key, Rank.PLAN, since, title, text, "warn5", "hourglass-medium", "groups")


def _over(desk: Desk) -> Iterator[Hint]:
    item, view = desk.evening.item, desk.evening.countdown
    if item is None or view is None or view.ends_at is None or not view.is_over:
        return
    if any(one.phase is not Phase.READY for one in desk.evening.groups.values()):
        return
    words = desk.words
    over = -view.remaining_ms // MINUTE_MS
    # The kind, not the title: the line has to be short enough to be read at a glance.
    kind, minutes = kind_words(words, item.kind), formats.minutes(words, over)
    title = words("live.hint_over", item=kind, minutes=minutes)
    if not over:
        title = words("live.hint_just_over", item=kind)
    text = words("live.hint_over_text", time=formats.clock(view.ends_at, desk.zone))
    visit = desk.evening.evening.course.current
    key = f"over:{visit.id if visit else ''}"
    yield Hint(key, Rank.OVER, view.ends_at, title, text, "over", "warning-fill")


#: phase: key of the hint for one group, for all of them, its tone and icon, its rank
_PHASES = {
    Phase.WARNING: ("hint_five", "hint_all_five", "warn5", "hourglass-medium", "THRESHOLD"),
    Phase.LAST_MINUTE: ("hint_one", "hint_all_one", "warn1", "hourglass-low", "THRESHOLD"),
    Phase.OVER: ("hint_group_over", "hint_all_over", "over", "warning-fill", "OVER"),
}


def _groups(desk: Desk) -> Iterator[Hint]:
    views = desk.evening.groups
    going = {group: view for group, view in views.items() if view.phase is not Phase.RETURNED}
    phases = {view.phase for view in going.values()}
    if len(going) > 1 and len(phases) == 1 and (phase := phases.pop()) in _PHASES:
        _, key, tone, icon, rank = _PHASES[phase]
        title = desk.words(f"live.{key}", count=len(going))
        since = max(_since(view) for view in going.values())
        name = f"all:{phase.value}"
        yield Hint(name, Rank[rank], since, title, "", tone, icon, "groups")
        return
    item = desk.evening.item
    names = desk.evening.evening.groups.get(item.id, ()) if item is not None else ()
    for group in names:
        view = going.get(group.id)
        if view is None or view.phase not in _PHASES or view.ends_at is None:
            continue
        key, _, tone, icon, rank = _PHASES[view.phase]
        title = desk.words(f"live.{key}", group=group.name.text)
        until = "live.group_since" if view.is_over else "live.hint_group_text"
        detail = desk.words(until, time=formats.clock(view.ends_at, desk.zone))
        contact = _name(desk, group.moderator)
        text = f"{contact}, {detail}" if contact else detail
        name = f"group:{group.id}:{view.phase.value}"
        yield Hint(name, Rank[rank], _since(view), title, text, tone, icon, f"group:{group.id}")


def _since(view: TimerView) -> int:
    """Return when a view came into its phase (UTC ms), to put the newest first."""
    reached = view.reached_min
    left = reached * MINUTE_MS if reached is not None and not view.is_over else 0
    return (view.ends_at or 0) - left
