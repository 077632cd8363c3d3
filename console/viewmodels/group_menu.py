"""What can be done with one group, or with all, besides the buttons on the card."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from console.timers.phase import MINUTE_MS
from console.viewmodels.groups import GroupsViewModel
from console.viewmodels.live_group_row import GroupRow
from console.viewmodels.now_menu import RESTS_MIN, Choice, Part
from console.words import Words, formats

_GOING = frozenset({"running", "warning", "last_minute", "over", "paused"})


def group_parts(groups: GroupsViewModel, words: Words, row: GroupRow) -> list[Part]:
    """Return what can be done with a group now; answers to its call come first."""
    return [*_answers(groups, row), *_time(groups, words, row), *_place(groups, words, row)]


def all_parts(groups: GroupsViewModel, words: Words) -> list[Part]:
    """Return what can be done with all groups at once."""
    offered = (
        ("pause", "live.pause_all", groups.pause_all),
        ("resume", "live.resume_all", groups.resume_all),
    )
    return [Part(words(key), do=do) for what, key, do in offered if groups.can(what)]


def _answers(groups: GroupsViewModel, row: GroupRow) -> Iterator[Part]:
    for one in row.call.answers if row.call is not None else ():
        yield Part(one.name, do=partial(groups.answer, row.id, one.reply))


def _time(groups: GroupsViewModel, words: Words, row: GroupRow) -> Iterator[Part]:
    if row.pauses and row.phase in _GOING:
        paused = row.phase == "paused"
        key = "live.resume_group" if paused else "live.pause_group"
        yield Part(words(key), do=partial(groups.toggle_pause, row.id))
    if row.steers and row.phase in _GOING:
        rests = tuple(
            Choice(formats.minutes(words, rest), partial(groups.set_left, row.id, rest * MINUTE_MS))
            for rest in RESTS_MIN
        )
        yield Part(words("signals.group.rest"), rests)


def _place(groups: GroupsViewModel, words: Words, row: GroupRow) -> Iterator[Part]:
    if not row.marks:
        return
    if row.phase in _GOING or row.phase == "returning":
        yield Part(words("live.back_group"), do=partial(groups.mark_back, row.id, back=True))
    elif row.phase == "returned":
        again = "live.reopen_group" if groups.is_on else "live.not_back_group"
        yield Part(words(again), do=partial(groups.mark_back, row.id, back=False))
