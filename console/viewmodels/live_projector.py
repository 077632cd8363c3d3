"""What the projector says: everything that 75 people see, and never a name of the roster."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from console.commands import reports as commands
from console.domain.values import AgendaItem, Dialogue
from console.timers.phase import MINUTE_MS, Phase
from console.timers.reports import reports
from console.timers.timer import TimerView
from console.viewmodels.desk import Desk
from console.viewmodels.projector_themes import ThemeBar
from console.words import formats

#: Items in which everybody waits for the same moment; in the plenary a clock would press people.
COUNTED = {"breakout", "break", "pairs"}
#: So long before the beginning the exact time is of no more use.
SOON_MS = MINUTE_MS

#: Replaces names of the roster in what users typed.
Veil = Callable[[str], str]


class Screen(Struct, frozen=True, kw_only=True):
    """One screen in words.

    `state` is starting, item, break, time_up, paused, ended, message, or themes.
    `kicker` stands small above the `headline`, `lines` or `bars` below it. The digits are `tone`
    text, warn5 or warn1, never red. `card` is the solid one of the last minute. The bar is there
    while `length_s` is not 0.
    """

    state: str
    title: str = ""
    city: str = ""
    clock: str = ""
    kicker: str = ""
    headline: str = ""
    lines: tuple[str, ...] = ()
    bars: tuple[ThemeBar, ...] = ()
    countdown: str = ""
    tone: str = "text"
    card: str = ""
    elapsed_s: int = 0
    length_s: int = 0
    warning_s: int | None = None
    last_s: int | None = None
    left: str = ""
    right: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that can be read on the screen."""
        parts = (self.title, self.city, self.clock, self.kicker, self.headline, *self.lines)
        bars = (text for bar in self.bars for text in (bar.title, bar.points))
        rest = (*bars, self.countdown, self.card, self.left, self.right)
        return tuple(text for text in (*parts, *rest) if text)


def screen_of(desk: Desk, veil: Veil, bars: tuple[ThemeBar, ...] = ()) -> Screen:
    """Return what is to be seen at this instant; `veil` takes names out of users' words.

    `bars`: the themes, where they are to be shown instead of the item.
    """
    evening = desk.evening
    head = head_of(desk, veil)
    course, dialogue = evening.evening.course, evening.evening.dialogue
    if message := message_of(desk):
        return message_screen(head, message, veil)
    if bars:
        return replace(head, state="themes", headline=desk.words("projector.themes"), bars=bars)
    if course.is_over:
        lines = (desk.words("projector.ended_text"),)
        headline = desk.words("projector.ended")
        return replace(head, state="ended", headline=headline, lines=lines)
    if evening.item is None or evening.countdown is None:
        return _starting(desk, dialogue, veil, head)
    if course.is_paused:
        headline = desk.words("projector.paused")
        kicker = veil(evening.item.title.text)
        return replace(head, state="paused", kicker=kicker, headline=headline)
    return _item(desk, evening.item, evening.countdown, veil, head)


def head_of(desk: Desk, veil: Veil) -> Screen:
    """Return what stands at the top of every screen."""
    dialogue = desk.evening.evening.dialogue
    return Screen(
        state="starting",
        title=veil(dialogue.title.text),
        city=dialogue.city,
        clock=formats.spoken_clock(desk.words, desk.evening.now, desk.zone),
    )


def message_screen(head: Screen, text: str, veil: Veil) -> Screen:
    """Return the screen of one sentence."""
    return replace(head, state="message", headline=veil(text))


def message_of(desk: Desk) -> str:
    """Return the sentence that is shown now; empty for none."""
    now = desk.evening.now
    shown = [
        message
        for message in desk.store.state.messages.values()
        if not message.hidden and message.text and (message.until is None or message.until > now)
    ]
    return max(shown, key=lambda message: (message.made_at, message.id)).text if shown else ""


def _starting(desk: Desk, dialogue: Dialogue, veil: Veil, head: Screen) -> Screen:
    words = desk.words
    headline = words("projector.starting")
    if dialogue.starts_at - desk.evening.now > SOON_MS:
        at = formats.spoken_clock(words, dialogue.starts_at, desk.zone)
        headline = words("projector.starting_at", time=at)
    recorded = "starting_recorded" if dialogue.recorded else "starting_not_recorded"
    lines = [words("projector.starting_name"), words(f"projector.{recorded}")]
    if dialogue.hotline:
        lines.append(words("projector.starting_hotline", hotline=dialogue.hotline))
    return replace(
        head,
        kicker=veil(dialogue.topic.text),
        headline=headline,
        lines=tuple(lines),
    )


def _item(desk: Desk, item: AgendaItem, view: TimerView, veil: Veil, head: Screen) -> Screen:
    words = desk.words
    title, question = veil(item.title.text), veil(item.question.text)
    kicker, headline = (title, question) if question else ("", title)
    right = _next(desk, veil)
    if item.kind not in COUNTED:
        reporting = _reporting(desk, veil)
        if reporting is not None:
            who, then = reporting
            return replace(head, state="item", kicker=title, headline=who, lines=then, right=right)
        return replace(head, state="item", kicker=kicker, headline=headline, right=right)
    if view.is_over:
        return _time_up(desk, item, title, right, head)
    end = formats.spoken_clock(words, _return_at(desk, item, view), desk.zone)
    left = words("projector.back_at", time=end)
    if item.kind == "break":
        kicker, headline, left = "", words("projector.break", time=end), right
        right = ""
    elif item.kind == "pairs":
        left = words("projector.until", time=end)
    tone = {Phase.WARNING: "warn5", Phase.LAST_MINUTE: "warn1"}.get(view.phase, "text")
    last = view.phase is Phase.LAST_MINUTE and item.kind != "break"
    warning = next((m for m in view.thresholds if m > 1), None)
    return replace(
        head,
        state="break" if item.kind == "break" else "item",
        kicker=kicker,
        headline=headline,
        countdown=formats.countdown(view.remaining_ms),
        # A break is no race: its digits stay calm to the end.
        tone="text" if item.kind == "break" else tone,
        card=words("projector.last_minute") if last else "",
        elapsed_s=max(0, view.elapsed_ms) // 1000,
        length_s=view.length_ms // 1000,
        warning_s=warning * 60 if warning is not None and item.kind != "break" else None,
        last_s=60 if 1 in view.thresholds and item.kind != "break" else None,
        left=left,
        right=right,
    )


def _reporting(desk: Desk, veil: Veil) -> tuple[str, tuple[str, ...]] | None:
    """Return which group reports, and which one after it; no time, that is the lead's."""
    turns = [] if desk.evening.is_local else commands.turns(desk.store)
    if not turns:
        return None
    words, groups = desk.words, desk.store.state.groups
    state = reports(turns, desk.evening.evening.course, 0, desk.evening.now)
    if state.current is None or state.current not in groups:
        return None
    who = words("reports.title", group=veil(groups[state.current].name.text))
    following = [groups[group].name.text for group in state.waiting[:1] if group in groups]
    return who, tuple(words("reports.then", group=veil(name)) for name in following)


def _time_up(desk: Desk, item: AgendaItem, title: str, right: str, head: Screen) -> Screen:
    key = {"breakout": "time_up", "break": "break_over", "pairs": "time_up_plenary"}[item.kind]
    headline = desk.words(f"projector.{key}")
    return replace(head, state="time_up", kicker=title, headline=headline, right=right)


def _return_at(desk: Desk, item: AgendaItem, view: TimerView) -> int:
    """Return when people are back: as forecast, but until groups begin as the countdown says.

    The forecast moves on with every minute in which groups are not started; the countdown is then
    the item's own, which the way back is part of.
    """
    row, groups = desk.evening.forecast.present, list(desk.evening.groups.values())
    waits = item.kind == "breakout" and all(group.phase is Phase.READY for group in groups)
    if view.ends_at is not None and (waits or row is None):
        return view.ends_at
    return row.forecast_end if row is not None else desk.evening.now


def _next(desk: Desk, veil: Veil) -> str:
    row = desk.evening.forecast.next
    if row is None:
        return ""
    item = next(one for one in desk.evening.evening.items if one.id == row.item)
    return desk.words("projector.next", item=veil(item.title.text))
