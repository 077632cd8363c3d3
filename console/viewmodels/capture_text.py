"""What typed text means before it is a note: prefixes at its start, and where a long one splits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: Longer text is several notes.
MOST = 280
COUNTED_FROM = 240
_PREFIX = re.compile(r"(?:/(?P<column>\d)|@(?P<group>\d{1,2})|(?P<measure>!)) ")
# A sentence ends where white space follows its mark; not after an initial or an ordinal ("z. B.").
_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[)\]»«“”\"]))[.!?…]+[)\]»«“”\"']*(?=\s)|\n+")
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Prefix:
    """One prefix: the digit of a column, the number of a group, or the mark of a measure."""

    length: int
    column: str = ""
    group: int | None = None
    measure: bool = False


def prefix_of(text: str) -> Prefix | None:
    """Return the prefix that `text` begins with: "/3 ", "@2 " or "! "."""
    match = _PREFIX.match(text)
    if match is None:
        return None
    column, group = match["column"] or "", match["group"]
    number = None if group is None else int(group)
    return Prefix(match.end(), column, number, match["measure"] is not None)


def without_halves(text: str) -> str:
    """Return text without halves of letters that no file can hold (lone surrogates)."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def holds_controls(text: str) -> bool:
    """Tell whether characters are in it that are taken out on saving and that nobody sees."""
    return any(unicodedata.category(letter) == "Cc" and letter not in "\n\r\t" for letter in text)


def parts_of(text: str, most: int = MOST) -> list[str]:
    """Return `text` in parts of at most `most` characters: whole sentences, else whole words.

    Only a word that is longer than a part is cut, never inside a letter or an emoji.
    """
    rest = text.strip()
    parts: list[str] = []
    while len(rest) > most:
        end = _end_of_part(rest, most)
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        parts.append(rest)
    return parts


def _end_of_part(text: str, most: int) -> int:
    sentences = [match.end() for match in _SENTENCE.finditer(text, 0, most + 1)]
    if sentences and text[: sentences[-1]].strip():
        return min(sentences[-1], most)
    words = [match.start() for match in re.finditer(r"\s", text[: most + 1])]
    if words:
        return words[-1]
    end = most
    while end > 1 and _belongs_to_previous(text, end):
        end -= 1
    return end if end > 1 else most


def _belongs_to_previous(text: str, at: int) -> bool:
    """Tell whether the character at `at` is part of what people see as one with the previous."""
    letter, before = text[at], text[at - 1]
    return (
        unicodedata.category(letter) in ("Mn", "Me", "Mc", "Cf")
        or before == _JOINER
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )
