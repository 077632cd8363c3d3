"""`list`, `export`, `restore`, `backup` and `delete`: what the city keeps, and how long."""

from __future__ import annotations

import argparse
import getpass
import json
import os
from pathlib import Path

import msgspec

from city_backend.about import about
from city_backend.administration import looking
from city_backend.commands import arguments
from city_backend.commands.confirming import add_yes, confirm
from city_backend.commands.forms import Asked, Forms, say
from city_backend.deleting import delete as delete_for_good
from city_backend.deleting import overdue
from city_backend.driver import is_postgres
from city_backend.exporting import back_up
from city_backend.exporting import export as export_log
from city_backend.overview import entries, entry_lines, one_line
from city_backend.restoring import restore as bring_back
from console.domain.errors import KnownFailure
from console.words import formats


def add_to(forms: Forms) -> None:
    """Add the commands."""
    words = forms.words
    shown = forms.add("list", show)
    shown.add_argument("--city", type=arguments.city, help=words("backend.help.of_city"))
    shown.add_argument("--json", action="store_true", help=words("backend.help.json"))
    _add_out(forms, forms.add_for_dialogue("export", export))
    _add_out(forms, forms.add("backup", backup))
    restored = forms.add("restore", restore, makes=True)
    restored.add_argument("file", type=Path, metavar="FILE", help=words("backend.help.file"))
    deleted = forms.add("delete", delete)
    which = deleted.add_mutually_exclusive_group(required=True)
    which.add_argument("--dialogue", help=words("backend.help.dialogue"))
    which.add_argument("--overdue", action="store_true", help=words("backend.help.overdue"))
    deleted.add_argument("--by", default="", help=words("backend.help.by"))
    add_yes(forms, deleted)


def _add_out(forms: Forms, form: argparse.ArgumentParser) -> None:
    form.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=forms.words("backend.help.out")
    )


def show(asked: Asked) -> int:
    """Show all dialogues, or those of one city."""
    found = looking(asked.database, lambda one: entries(one, asked.parsed.city))
    if asked.parsed.json:
        say(json.dumps(msgspec.to_builtins(found)))
        return 0
    lines = [line for one in found for line in entry_lines(asked.words, one)]
    say("\n".join(lines) if lines else asked.words("backend.no_dialogues"))
    return 0


def export(asked: Asked) -> int:
    """Write a dialogue into a file of its own."""
    out: Path = asked.parsed.out
    begin = export_log(asked.database, asked.parsed.dialogue, out)
    count = formats.number(asked.words, begin.head)
    say(asked.words("backend.exported", title=one_line(begin.title), count=count, path=out))
    return 0


def backup(asked: Asked) -> int:
    """Write a whole copy while the backend runs."""
    out: Path = asked.parsed.out
    n = back_up(asked.database, out)
    say(asked.words("backend.backed_up", n=n, path=out))
    say(asked.words(f"backend.put_back_{'archive' if is_postgres(asked.database) else 'file'}"))
    return 0


def restore(asked: Asked) -> int:
    """Bring dialogues back from a file, and say which consoles go on."""
    words = asked.words
    for one in bring_back(asked.database, asked.parsed.file):
        count = formats.number(words, one.records)
        say(words("backend.restored", title=one_line(one.title), count=count, id=one.dialogue))
        if one.erased:
            say("  " + words("backend.erased_again", n=one.erased))
        key = "consoles_go_on" if one.same_backend else "consoles_ask"
        say("  " + words(f"backend.{key}", n=one.devices))
    return 0


def delete(asked: Asked) -> int:
    """Delete for good, and show the receipts."""
    found = overdue(asked.database) if asked.parsed.overdue else [_named(asked)]
    if not found:
        say(asked.words("backend.nothing_overdue"))
    for dialogue, title in found:
        confirm(asked, asked.words("backend.confirm.delete", title=title, id=dialogue), title)
        receipt, path = delete_for_good(asked.database, dialogue, asked.parsed.by or _somebody())
        say(msgspec.json.encode(receipt).decode())
        say(asked.words("backend.receipt_kept", path=path))
    return 0


def _named(asked: Asked) -> tuple[str, str]:
    dialogue: str = asked.parsed.dialogue
    title = looking(asked.database, lambda one: about(one, dialogue).title)
    return dialogue, one_line(title)


def _somebody() -> str:
    """Return who is at the machine, before becoming another user.

    Raises: KnownFailure with nobody.
    """
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise KnownFailure("nobody") from error
