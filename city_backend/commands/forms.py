"""How a command says what it takes, and what it is given when it runs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec import Struct

from city_backend.driver import Where, is_postgres
from city_backend.places import default_database
from console.domain.errors import KnownFailure
from console.words import Words

#: One place for the service and for every command beside it.
DATABASE: Final = "DIALOGPULT_DATABASE"


class Asked(Struct, frozen=True):
    """A command line that was understood."""

    words: Words
    parsed: argparse.Namespace

    @property
    def database(self) -> Where:
        """The database that was named, here or in the surroundings, or the usual file.

        Raises: KnownFailure with no_database.
        """
        wanted: str | None = self.parsed.database or os.environ.get(DATABASE)
        found: Where = wanted or default_database()
        if not self.parsed.makes and not is_postgres(found) and _is_missing(Path(found)):
            # A slip of the fingers must not make an empty one.
            raise KnownFailure("no_database", path=str(found))
        return found


def _is_missing(path: Path) -> bool:
    """Tell whether nothing is there; what may not be looked at is told by opening it."""
    try:
        return not path.exists()
    except OSError:
        return False


Run = Callable[[Asked], int]


class Forms:
    """The forms of the command line; every command adds its own."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.parser = argparse.ArgumentParser(
            prog="python -m city_backend", description=words("backend.help.about")
        )
        self._commands = self.parser.add_subparsers(dest="command", required=True)

    def add(self, name: str, run: Run, *, makes: bool = False) -> argparse.ArgumentParser:
        """Return the form of a command that works on a database; `makes`: or makes one."""
        form = self._commands.add_parser(
            name, help=self.words(f"backend.help.{name.replace('-', '_')}")
        )
        form.add_argument(
            "--database", metavar="PATH|URL", help=self.words("backend.help.database")
        )
        form.set_defaults(run=run, makes=makes)
        return form

    def add_for_dialogue(self, name: str, run: Run) -> argparse.ArgumentParser:
        """Return the form of a command about one dialogue."""
        form = self.add(name, run)
        form.add_argument("--dialogue", required=True, help=self.words("backend.help.dialogue"))
        return form


def say(text: str) -> None:
    """Show a line, at once: somebody may be reading it from a pipe."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
