"""Which keys nobody can give to an action: they mean something to the system or to typing."""

from __future__ import annotations

from typing import Final

#: Words of our own for the parts of a key, where they differ from what Qt calls them.
NAMED: Final = (
    "Ctrl", "Shift", "Alt", "Return", "Enter", "Space", "Del", "Esc", "Up", "Down", "Left", "Right",
)  # fmt: skip
#: Zoom, BigBlueButton and OpenTalk listen to these, and share the keyboard with us.
CONFERENCE: Final = frozenset({"Alt+A", "Alt+V", "Alt+M", "Alt+Y"})
_SYSTEM: Final = frozenset({"F6", "Shift+F6", "F10", "Shift+F10", "Alt+F4", "Alt+Space"})
_TYPING: Final = frozenset(
    {
        *("Tab", "Shift+Tab", "Backtab", "Shift+Backtab", "Return", "Enter", "Space", "Esc"),
        *("Backspace", "Del", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown"),
        *("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Shift+Return", "Shift+Enter", "Shift+Space"),
    }
)


def split(keys: str) -> tuple[tuple[str, ...], str]:
    """Return modifiers and key of portable text such as "Ctrl+Shift+A" or "Ctrl++"."""
    if keys == "+":
        return (), "+"
    if keys.endswith("++"):
        return tuple(keys[:-2].split("+")), "+"
    *modifiers, key = keys.split("+")
    return tuple(modifiers), key


def refusal(keys: str, *, in_list: bool = False) -> str:
    """Return why these keys cannot be given away, as a code; empty when they can.

    `in_list`: the keys work only while a list has the focus, where a letter types nothing.
    """
    modifiers, key = split(keys)
    if keys in CONFERENCE:
        return "conference"
    if keys in _SYSTEM or "Meta" in modifiers:
        return "system"
    if {"Ctrl", "Alt"} <= set(modifiers):
        return "altgr"
    if key in {"Ins", "CapsLock", "ScrollLock", "NumLock"}:
        return "reader"
    types = not set(modifiers) - {"Shift"} and len(key) == 1
    if keys in _TYPING or (types and not in_list):
        return "typing"
    return ""
