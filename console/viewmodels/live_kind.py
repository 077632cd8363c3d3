"""How the kinds of agenda items look and are called."""

from __future__ import annotations

from console.domain.agenda import ItemKind
from console.words import Words

ICONS: dict[ItemKind, str] = {
    "plenary": "users-three",
    "breakout": "squares-four",
    "break": "coffee",
    "pairs": "users",
}


def kind_icon(kind: ItemKind, *, active: bool = False) -> str:
    """Return the icon's name; filled for what is on now."""
    return f"{ICONS[kind]}-fill" if active else ICONS[kind]


def kind_words(words: Words, kind: ItemKind) -> str:
    """Return "Plenum", "Kleingruppen", "Pause" or "Kleine Runden"."""
    return words(f"live.kind.{kind}")
