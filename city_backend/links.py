"""Links for a mail to the team: until when they hold, and the text around them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from city_backend.about import About, about
from city_backend.administration import invitation_from_city
from city_backend.codes import LIFETIME_MS
from city_backend.groups import Numbered, numbered_groups
from city_backend.transaction import Transaction
from console.domain.errors import KnownFailure
from console.domain.join_link import JoinLink, compose
from console.domain.members import MemberRole
from console.words import Words

_END_OF_DAY: Final = time(23, 59)
#: A link lies in mailboxes: nobody gets one for longer, however it is asked for.
_LONGEST: Final = timedelta(days=31)
Until = time | date | datetime


class Door(Struct, frozen=True, kw_only=True):
    """Where consoles find the backend, and its key's SHA-256 where no authority signed it."""

    origin: str
    pin: str | None = None


class Link(Struct, frozen=True, kw_only=True):
    """An invitation as a link, good once until `until` (UTC ms)."""

    about: About
    role: MemberRole
    group: str
    address: str
    link: str
    until: int


def link_from_city(
    transaction: Transaction,
    dialogue: str,
    role: MemberRole,
    numbers: tuple[int, ...],
    until: Until | None,
    door: Door,
) -> Link:
    """Return a link for one device, limited to the groups with these numbers (none: not limited).

    Raises: KnownFailure with unknown_dialogue, unknown_group, until_past, or until_far.
    """
    now = transaction.now_ms()
    known = about(transaction, dialogue)
    ends = holds_until(until, known, now)
    made = invitation_from_city(transaction, dialogue, role, numbers, now, ends)
    groups = numbered_groups(transaction, dialogue) if numbers else []
    names = [one.name for one in groups if one.number in numbers]
    return Link(
        about=known,
        role=role,
        group=", ".join(names),
        address=door.origin,
        link=compose(JoinLink(origin=door.origin, secret=made.code, pin=door.pin)),
        until=ends,
    )


def links_for_all_groups(
    transaction: Transaction, dialogue: str, role: MemberRole, until: Until | None, door: Door
) -> list[Link]:
    """Return a link for each group.  Raises: KnownFailure as `link_from_city`, and no_groups."""
    known = about(transaction, dialogue)
    groups: list[Numbered] = numbered_groups(transaction, dialogue)
    if not groups:
        raise KnownFailure("no_groups", title=known.title)
    return [
        link_from_city(transaction, dialogue, role, (one.number,), until, door) for one in groups
    ]


def holds_until(until: Until | None, known: About, now: int) -> int:
    """Return the end of a link in UTC ms, as read in the dialogue's zone.

    Without a wish it is the end of the dialogue's day, or of today when that is past or far; of
    tomorrow when there is hardly anything left of that day.
    Raises: KnownFailure with until_past or until_far.
    """
    today, zone = known.day(now), ZoneInfo(known.zone)
    if until is None:
        starts = None if known.starts_at is None else known.day(known.starts_at)
        near = starts is not None and today <= starts < today + _LONGEST
        until = starts if near and starts is not None else today
        if at_zone(datetime.combine(until, _END_OF_DAY), zone) <= now + LIFETIME_MS:
            until += timedelta(days=1)
    if isinstance(until, time):
        until = datetime.combine(today, until)
    elif not isinstance(until, datetime):
        until = datetime.combine(until, _END_OF_DAY)
    ends = at_zone(until, zone)
    if ends <= now:
        raise KnownFailure("until_past", until=until.strftime("%Y-%m-%d %H:%M"))
    if ends > now + _LONGEST / timedelta(milliseconds=1):
        raise KnownFailure("until_far", days=_LONGEST.days)
    return ends


def at_zone(moment: datetime, zone: ZoneInfo) -> int:
    """Return a moment in UTC ms; one that names no zone of its own is read in `zone`."""
    return round(
        (moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)).timestamp() * 1000
    )


def mail(words: Words, one: Link) -> str:
    """Return the text to send."""
    known, times = one.about, one.about.times(words)
    role = words(f"backend.role.{one.role}")
    return words(
        "backend.mail.text",
        title=known.title,
        place=words("backend.mail.place", role=role, group=one.group) if one.group else role,
        when=words("backend.mail.when", times=times) if times else "",
        city="\n" + words("backend.of_city", city=known.city) if known.city else "",
        link=one.link,
        until=known.moment(words, one.until),
        join=words("start.join"),
        address=one.address,
    ).strip()
