"""What a dialogue made from the command line begins with."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from console.domain.dialogue import DialogueEdited
from console.domain.ops import Fact
from console.templates import read_template, sample_facts


def nothing_yet(_dialogue: str) -> list[Fact]:
    """Return no facts: the first lead chooses."""
    return []


def sample(dialogue: str, *, title: str | None, now: int) -> list[Fact]:
    """Return the sample evening, dated on the day that `now` (UTC ms) is in its zone."""
    zone = ZoneInfo(read_template()["dialogue"]["zone"])
    day = datetime.fromtimestamp(now / 1000, UTC).astimezone(zone).date()
    return [
        replace(fact, body=replace(fact.body, title=title))
        if title is not None and isinstance(fact.body, DialogueEdited)
        else fact
        for fact in sample_facts(dialogue, day)
    ]


def sample_title() -> str:
    """Return what the sample is called."""
    title: str = read_template()["dialogue"]["title"]
    return title
