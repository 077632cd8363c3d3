"""What is accepted as typed words."""

from __future__ import annotations

import unicodedata

from console.domain.errors import CommandRejected

LONGEST = 4000


def cleaned(text: str) -> str:
    """Return typed or pasted text without control characters and outer white space.

    Line feeds stay; tabs become spaces; emoji and directions of writing stay as they are.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    kept = (
        "".join(
            letter
            for letter in line
            if unicodedata.category(letter) not in ("Cc", "Cs") and letter not in "\u2028\u2029"
        ).rstrip()
        for line in lines
    )
    return "\n".join(kept).strip()


def required(text: str, code: str) -> str:
    """Return cleaned text.  Raises: CommandRejected with `code` when empty, text_too_long."""
    result = cleaned(text)
    if not result:
        raise CommandRejected(code)
    return limited(result)


def limited(text: str) -> str:
    """Return cleaned text, also an empty one.  Raises: CommandRejected("text_too_long")."""
    result = cleaned(text)
    if len(result) > LONGEST:
        raise CommandRejected("text_too_long", n=len(result), limit=LONGEST)
    return result
