"""What keys mean inside one view: its handlers and the sheet of keys read this list."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

EVERYWHERE: Final = "everywhere"
#: Areas in the order in which they are told, each a word of `shell.keys`.
AREAS: Final = (EVERYWHERE, "in_live", "in_notes", "in_roster", "in_results")


class ViewKey(Struct, frozen=True):
    """`name` as in `shell.keys.<name>`; the first of `areas` is where it is told.

    `keys` without any sign: the letter of this language, `roster.key_<name>`. `in_list`: only
    while a list has the focus. `number` for words that count. `fixed`: what the key does in
    every program, or what stands on it.
    """

    name: str
    areas: tuple[str, ...]
    keys: str
    in_list: bool = False
    number: int = 0
    fixed: bool = False


_COLUMNS = tuple(
    ViewKey(f"column_{number}", ("in_notes",), f"Alt+{number}", number=number)
    for number in range(1, 9)
)
VIEW_KEYS: Final = (
    ViewKey("go_in_live", ("in_live",), "Ctrl+Return"),
    ViewKey("group_longer", ("in_live",), "+", fixed=True),
    ViewKey("group_shorter", ("in_live",), "-", fixed=True),
    ViewKey("item_jump", ("in_live",), "Ctrl+Shift+Return", in_list=True),
    ViewKey("item_up", ("in_live",), "Alt+Up", in_list=True),
    ViewKey("item_down", ("in_live",), "Alt+Down", in_list=True),
    ViewKey("item_skip", ("in_live",), "Del", fixed=True),
    ViewKey("search", ("in_notes", "in_roster"), "Ctrl+F"),
    ViewKey("origin", ("in_notes",), "Alt+G"),
    *_COLUMNS,
    ViewKey("parking", ("in_notes",), "Alt+9"),
    ViewKey("open_questions", ("in_notes",), "Alt+0"),
    ViewKey("edit", ("in_notes",), "F2", fixed=True),
    ViewKey("measure", ("in_notes",), "Ctrl+M"),
    ViewKey("move_back", ("in_notes",), "Alt+Left", in_list=True),
    ViewKey("move_on", ("in_notes",), "Alt+Right", in_list=True),
    ViewKey("history", ("in_notes",), "Alt+Return", in_list=True),
    ViewKey("withdraw", ("in_notes",), "Del", fixed=True),
    ViewKey("waiting", ("in_roster",), "", in_list=True),
    ViewKey("present", ("in_roster",), "", in_list=True),
    ViewKey("left", ("in_roster",), "", in_list=True),
    ViewKey("tech", ("in_roster",), "", in_list=True),
    ViewKey("minutes", ("in_results",), "Ctrl+E"),
)


def column_key(digit: str) -> str:
    """Return the name of the key that puts a note into the column of that digit."""
    return {"9": "parking", "0": "open_questions"}.get(digit, f"column_{digit}")
