"""What a dialogue says about itself: its title, when it is, until when it may be kept."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfoNotFoundError

from msgspec import Struct

from city_backend.errors import Problem
from city_backend.rights_fold import folded
from city_backend.transaction import Transaction
from console.domain.errors import KnownFailure
from console.words import Words, formats

#: Where people read times of a dialogue that names no zone of its own.
_ZONE = "Europe/Berlin"


class About(Struct, frozen=True, kw_only=True):
    """A dialogue by its own words; instants are UTC ms, `zone` is an IANA name.

    `city`: the municipality that it was made for, or "".
    """

    dialogue: str
    title: str
    city: str = ""
    zone: str = _ZONE
    starts_at: int | None = None
    ends_at: int | None = None
    delete_after: int | None = None

    def day(self, at: int) -> date:
        """Return the day of an instant (UTC ms) as people there see it."""
        return formats.wall_time(at, self.zone).date()

    def moment(self, words: Words, at: int) -> str:
        """Return an instant (UTC ms) with its day, for a sentence."""
        day = formats.long_date(words, self.day(at))
        return f"{day}, {formats.spoken_clock(words, at, self.zone)}"

    def times(self, words: Words) -> str:
        """Return when the dialogue is, or "" while nobody has said so."""
        if self.starts_at is None:
            return ""
        if self.ends_at is None:
            return self.moment(words, self.starts_at)
        day = formats.long_date(words, self.day(self.starts_at))
        return f"{day}, {formats.spoken_range(words, self.starts_at, self.ends_at, self.zone)}"


def about(transaction: Transaction, dialogue: str) -> About:
    """Return what a dialogue says about itself.  Raises: KnownFailure with unknown_dialogue."""
    try:
        log = transaction.log(dialogue)
    except Problem as problem:
        raise KnownFailure("unknown_dialogue", dialogue=dialogue) from problem
    title, city = transaction.db.execute(
        "SELECT title, coalesce(city, '') FROM dialogue WHERE id = ?", [dialogue]
    ).fetchone()
    state = folded(log.rows({"dialogue"})).get(("dialogue", dialogue))
    if state is None:
        return About(dialogue=dialogue, title=title, city=city)
    fields = state.fields
    return About(
        dialogue=dialogue,
        title=state.text("title").strip() or title,
        city=city,
        zone=_known_zone(str(fields.get("zone", _ZONE))),
        starts_at=fields.get("starts_at"),
        ends_at=fields.get("ends_at"),
        delete_after=fields.get("delete_after"),
    )


def _known_zone(name: str) -> str:
    """Return a zone that this machine knows: a member may have written anything there."""
    try:
        formats.wall_time(0, name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _ZONE
    return name
