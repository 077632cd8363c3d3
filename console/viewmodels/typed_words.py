"""What operations are called, and what a person typed into one."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from console.words import Words, formats

#: Where an operation keeps what a person typed, the likeliest first.
_TYPED = ("text", "what", "title", "question", "name", "label")
#: Families with words of their own, as they are told; all others are "another change".
FAMILIES = (
    "note", "measure", "attendance", "participant", "seat", "tech_case", "timer", "run",
    "agenda_item", "message",
)  # fmt: skip


def typed(body: str | None) -> str:
    """Return what a person typed into an operation; empty where there is no such thing."""
    if body is None:
        return ""
    try:
        fields = msgspec.json.decode(body, type=dict[str, object])
    except msgspec.DecodeError:
        # Somebody else's file may say anything.
        return ""
    found = (fields.get(name) for name in _TYPED)
    return next((text for text in found if isinstance(text, str) and text.strip()), "")


def counted(words: Words, families: Iterable[str]) -> str:
    """Return "3 Notizen und 1 Maßnahme" for one family name per thing; the rest comes last."""
    counts = dict.fromkeys((*FAMILIES, "other"), 0)
    for family in families:
        counts[family if family in FAMILIES else "other"] += 1
    told = [words(f"shell.unsent.{family}", n=n) for family, n in counts.items() if n]
    return formats.enumeration(words, told)


def one_of(words: Words, family: str) -> str:
    """Return "1 Notiz"."""
    return words(f"shell.unsent.{family if family in FAMILIES else 'other'}", n=1)
