"""The tabs of Live in narrow windows, in their order."""

from typing import Final

#: Key of the word, icon.
TABS: Final = (
    ("live.groups", "squares-four"),
    ("live.agenda", "list-bullets"),
    ("live.hints", "bell"),
    ("live.next", "caret-right"),
    ("live.notes_live", "note"),
    ("live.people", "users"),
)
GROUPS_TAB: Final = 0
HINTS_TAB: Final = 2
