"""The second form: with which role's eyes the log was read."""

from __future__ import annotations

from console.storage.database import Database


def migrate(db: Database) -> None:
    """Remember the role, so that another one reads the log again, also after a crash."""
    db.execute("ALTER TABLE sync ADD COLUMN read_as TEXT NOT NULL DEFAULT ''")
