"""What dialogues there are, for the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct

from city_backend.about import about
from city_backend.transaction import Transaction
from console.domain.errors import KnownFailure
from console.words import Words, formats

State = Literal["waiting", "open", "overdue", "deleted"]


class Entry(Struct, frozen=True, kw_only=True):
    """A dialogue; instants are UTC ms, `size` is bytes of head and body of all operations.

    `state`: waiting for its first lead, open, past its date of deletion, or deleted.
    `members` and `devices` are those that were not shut out. `city` is None where the backend
    serves only one, and of what was deleted.
    """

    dialogue: str
    title: str
    state: State
    head: int
    members: int
    devices: int
    last_activity: int
    delete_after: int | None
    size: int
    city: str | None = None


def entries(transaction: Transaction, city: str | None = None) -> list[Entry]:
    """Return all dialogues, or those of one city, the oldest first.

    Raises: KnownFailure with unknown_city.
    """
    which, parameters = ("", []) if city is None else (" WHERE city = ?", [city])
    if city is not None and not _is_known(transaction, city):
        raise KnownFailure("unknown_city", city=city)
    rows = transaction.db.execute(
        f"SELECT id, state FROM dialogue{which} ORDER BY created_at, id", parameters
    ).fetchall()
    return [
        _entry(transaction, dialogue) if state == "open" else _gone(dialogue)
        for dialogue, state in rows
    ]


def _is_known(transaction: Transaction, city: str) -> bool:
    found = transaction.db.execute("SELECT 1 FROM city WHERE name = ?", [city]).fetchone()
    return found is not None


def _gone(dialogue: str) -> Entry:
    return Entry(
        dialogue=dialogue,
        title="",
        state="deleted",
        head=0,
        members=0,
        devices=0,
        last_activity=0,
        delete_after=None,
        size=0,
    )


def _entry(transaction: Transaction, dialogue: str) -> Entry:
    db, known = transaction.db, about(transaction, dialogue)
    head, received_at, created_at = db.execute(
        "SELECT head, received_at, created_at FROM dialogue WHERE id = ?", [dialogue]
    ).fetchone()
    members = db.execute(
        "SELECT count(*) FROM member WHERE dialogue = ? AND revoked = 0", [dialogue]
    ).fetchone()[0]
    devices, seen = db.execute(
        "SELECT count(*), max(last_seen_at) FROM device WHERE dialogue = ? AND revoked_at IS NULL",
        [dialogue],
    ).fetchone()
    size = db.execute(
        "SELECT sum(length(head) + coalesce(length(body), 0)) FROM op WHERE dialogue = ?",
        [dialogue],
    ).fetchone()[0]
    due = known.delete_after is not None and known.delete_after <= transaction.now_ms()
    return Entry(
        dialogue=dialogue,
        title=one_line(known.title),
        state="waiting" if head == 0 else "overdue" if due else "open",
        head=head,
        members=members,
        devices=devices,
        last_activity=max(received_at, seen or 0, created_at),
        delete_after=known.delete_after,
        size=int(size or 0),
        city=known.city or None,
    )


def entry_lines(words: Words, one: Entry) -> list[str]:
    """Return a dialogue for people to read."""
    state = words(f"backend.state.{one.state}")
    if one.state == "deleted":
        return [f"{one.dialogue}  {state}"]
    return [
        "  ".join((one.dialogue, state, one.title, *(("·", one.city) if one.city else ()))),
        "  "
        + words(
            "backend.about",
            head=formats.number(words, one.head),
            members=one.members,
            devices=one.devices,
            size=formats.number(words, -(-one.size // 1024)),
            last=instant(one.last_activity),
            delete_after=words("backend.no_date")
            if one.delete_after is None
            else instant(one.delete_after),
        ),
    ]


def instant(at: int) -> str:
    """Return an instant (UTC ms) for a table."""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")


def one_line(text: str) -> str:
    """Return what a member wrote as one line that a terminal only shows."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text.strip())
