"""What is being typed: written on each keystroke, gone with the commit that makes it a fact."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from console.storage.database import Database


class Draft(Struct, frozen=True, kw_only=True):
    """Text that is not an operation yet; `base` is what its author has on screen."""

    place: str
    text: str
    base: tuple[str, ...] = ()
    saved_at: int = 0


def save(db: Database, draft: Draft) -> None:
    """Write a draft durably; an empty text deletes it."""
    with db.atomic():
        if not draft.text:
            clear(db, draft.place)
            return
        db.execute(
            "INSERT INTO drafts (place, text, base, saved_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (place) DO UPDATE SET text = excluded.text, base = excluded.base,"
            " saved_at = excluded.saved_at",
            [draft.place, draft.text, msgspec.json.encode(draft.base).decode(), draft.saved_at],
        )


def clear(db: Database, place: str) -> None:
    """Delete the draft of a place, within the caller's transaction."""
    db.execute("DELETE FROM drafts WHERE place = ?", [place])


def load(db: Database) -> list[Draft]:
    """Return all drafts, the latest first."""
    rows = db.execute("SELECT place, text, base, saved_at FROM drafts ORDER BY saved_at DESC")
    return [
        Draft(
            place=place,
            text=text,
            base=msgspec.json.decode(base, type=tuple[str, ...]),
            saved_at=saved_at,
        )
        for place, text, base, saved_at in rows.fetchall()
    ]
