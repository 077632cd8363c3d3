"""The fourth form: whose rows were handed over by file, and what became of offering them."""

from __future__ import annotations

from console.storage.database import Database


def migrate(db: Database) -> None:
    """Tell rows of files from rows that a log once had, and keep the names of who gave them."""
    db.execute(
        """
        CREATE TABLE handovers (
            id INTEGER NOT NULL PRIMARY KEY,
            device TEXT NOT NULL,
            member TEXT NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            read_at INTEGER NOT NULL,
            UNIQUE (device, made_at)
        ) STRICT
        """
    )
    # The file that a row came in; nothing for what a log had once, or a copied file held.
    db.execute("ALTER TABLE ops ADD COLUMN handover INTEGER REFERENCES handovers (id)")
    # The number it had in a log that has lost it since.
    db.execute("ALTER TABLE ops ADD COLUMN lost_seq INTEGER")
    # What the backend answered when it was offered: a status, and a reason behind a colon.
    db.execute("ALTER TABLE ops ADD COLUMN offered TEXT")
    db.execute("CREATE INDEX ops_handed_over ON ops (hlc) WHERE handed_over = 1")
