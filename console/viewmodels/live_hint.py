"""One line of Hinweise: something that is not as it should be."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from msgspec import Struct


class Rank(IntEnum):
    """What comes first: the order of the list."""

    NOT_SAVED = 0
    CALL = 1
    LEAD = 2
    NO_NOTETAKER = 3
    AWAY = 4
    TECH = 5
    PLAN = 6
    CONFLICT = 7
    OFFLINE = 8
    OVER = 9
    THRESHOLD = 10


#: The key of an act that leads to a hint's target.
GO: Final = "go"


class HintAct(Struct, frozen=True):
    """What can be done about a hint where it stands: words, a letter as key, the spoken name."""

    key: str
    words: str
    letter: str
    name: str


class Hint(Struct, frozen=True):
    """`id` names the cause, so that what was seen stays away until the cause has ended.

    `target` says where to go for it: notes, roster, groups, group:<id>, catch_up, or nothing.
    `acts` begin with the likely one; without any, going to the target is what can be done.
    """

    id: str
    rank: Rank
    since: int
    title: str
    detail: str
    tone: str
    icon: str
    target: str = ""
    acts: tuple[HintAct, ...] = ()
