"""Gruppenfunk: a group calls with one key, the lead answers with one; one line to all groups."""

from __future__ import annotations

from typing import Final

from console.commands.carry_out import carry_out
from console.commands.notes import excerpt
from console.commands.text import required
from console.commands.timers import group_time_fact
from console.domain.agenda import CheckTicked
from console.domain.errors import CommandRejected
from console.domain.ids import check_id
from console.domain.ops import Fact
from console.domain.signals import Call, Reply, SignalAnswered, SignalClosed, SignalRaised
from console.domain.values import Signal
from console.storage.change import Done
from console.storage.store import Store

LONGEST_LINE: Final = 140
#: What "+2 Minuten?" asks for.
ASKED_MS: Final = 2 * 60_000
_SEEN: Final = "seen"


def raise_signal(
    store: Store, group: str, call: Call, line: str = "", *, draft: str | None = None
) -> str:
    """Call the lead from a group; `line` (at most 140 characters) is for the call "line".

    The same call that is still without an answer is not made twice. `draft` names the place of
    what was typed, which goes with it. Returns the signal's id.
    Raises: CommandRejected with group_missing, line_empty, line_too_long, or not_allowed.
    """
    found = store.state.groups.get(group)
    if found is None or found.hidden:
        raise CommandRejected("group_missing")
    words = _line(line) if call == "line" else ""
    for signal in open_signals(store):
        if (signal.group, signal.call, signal.line) == (group, call, words) and not signal.reply:
            return signal.id
    entity = store.new_id()
    fact = Fact(entity=entity, scope=group, body=SignalRaised(group=group, call=call, line=words))
    done = Done(key=f"signal_{call}", parameters={"group": found.name.text, "text": excerpt(words)})
    carry_out(store, [fact], done, clears_draft=draft)
    return entity


def tell_groups(store: Store, line: str, *, draft: str | None = None) -> str:
    """Send one line (at most 140 characters) to all groups; returns its id.

    `draft` names the place of what was typed, which goes with it.
    Raises: CommandRejected with line_empty, line_too_long, or not_allowed.
    """
    fact = to_groups_fact(store, line)
    body = fact.body
    text = body.line if isinstance(body, SignalRaised) else ""
    done = Done(key="signal_to_groups", parameters={"text": excerpt(text)})
    carry_out(store, [fact], done, clears_draft=draft)
    return fact.entity


def to_groups_fact(store: Store, line: str) -> Fact:
    """Return the fact that sends one line to all groups, for an action that does more.

    Raises: CommandRejected with line_empty or line_too_long.
    """
    body = SignalRaised(group=None, call="to_groups", line=_line(line))
    return Fact(entity=store.new_id(), body=body)


def answer(store: Store, signal: str, reply: Reply) -> None:
    """Answer a call; "yes" to the question for two minutes gives them to the group as well.

    Raises: CommandRejected with signal_missing, group_missing, nothing_running, or not_allowed.
    """
    found = _signal(store, signal)
    if found.reply == reply:
        return
    state = store.entity("signal", signal)
    base = state.base_for(["reply"])
    facts = [Fact(entity=signal, scope=found.group, body=SignalAnswered(reply=reply), base=base)]
    if found.call == "more_time" and reply == "yes" and found.group is not None:
        facts.append(group_time_fact(store, found.group, ASKED_MS))
    carry_out(store, facts, _done(store, found, f"signal_reply_{reply}"))


def close(store: Store, signal: str) -> None:
    """Take a call off all lists: it is settled.

    Raises: CommandRejected with signal_missing or not_allowed.
    """
    found = _signal(store, signal)
    if found.status == "closed":
        return
    base = store.entity("signal", signal).base_for(["status"])
    fact = Fact(entity=signal, scope=found.group, body=SignalClosed(), base=base)
    carry_out(store, [fact], _done(store, found, "signal_closed"))


def mark_seen(store: Store, signal: str, group: str) -> None:
    """Say for a group that a line to all groups was seen there.

    Raises: CommandRejected with signal_missing or not_allowed.
    """
    found = _signal(store, signal)
    if group in seen_by(store, signal):
        return
    entity = check_id(found.id, _seen_line(group))
    body = CheckTicked(item=found.id, line=_seen_line(group), ticked=True)
    carry_out(store, [Fact(entity=entity, scope=group, body=body)], undoable=False)


def seen_by(store: Store, signal: str) -> frozenset[str]:
    """Return the groups (ids) where a line to all groups was seen."""
    return frozenset(
        check.line.removeprefix(f"{_SEEN}:")
        for check in store.state.checks.values()
        if check.item == signal and check.ticked and check.line.startswith(f"{_SEEN}:")
    )


def open_signals(store: Store) -> list[Signal]:
    """Return the calls and lines that are not settled, the oldest first."""
    found = [s for s in store.state.signals.values() if not s.hidden and s.status == "open"]
    return sorted(found, key=lambda signal: (signal.made_at, signal.id))


def _seen_line(group: str) -> str:
    return f"{_SEEN}:{group}"


def _signal(store: Store, signal: str) -> Signal:
    found = store.state.signals.get(signal)
    if found is None or found.hidden:
        raise CommandRejected("signal_missing")
    return found


def _done(store: Store, signal: Signal, key: str) -> Done:
    group = store.state.groups.get(signal.group or "")
    return Done(key=key, parameters={"group": group.name.text if group is not None else ""})


def _line(text: str) -> str:
    words = " ".join(required(text, "line_empty").split())
    if len(words) > LONGEST_LINE:
        raise CommandRejected("line_too_long", n=len(words), limit=LONGEST_LINE)
    return words
