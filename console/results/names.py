"""Words of a text in the forms in which a name may be written: case, accents, invisible signs."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from console.results.text import is_invisible

_UMLAUT: Final = "\u0308"
#: Letters that Unicode does not take apart into a base and a mark.
_PLAIN: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters at [start, end) of its text, with the keys it may be found under."""

    start: int
    end: int
    keys: frozenset[str]
    capital: bool


def keys_of(word: str) -> frozenset[str]:
    """Return the spellings that count as the same: "Müller" is mueller and muller.

    Case, composed or decomposed accents, full-width forms and invisible signs make no difference.
    """
    folded = _folded(word)
    return frozenset({_without_marks(_umlauts_written_out(folded)), _without_marks(folded)})


def plain_letters(text: str) -> str:
    """Return `text` in lower case without accents, umlauts written out: "bürger" is "buerger"."""
    return _without_marks(_umlauts_written_out(_folded(text)))


def words_of(text: str, *, invisible_joins: bool = True) -> list[Word]:
    """Return the words of `text`: letters with their marks; all else stands between words.

    An invisible sign inside a run of letters belongs to the word, or parts it, as asked.
    """
    return [_word(text, start, end) for start, end in _runs(text, invisible_joins)]


def _word(text: str, start: int, end: int) -> Word:
    return Word(start, end, keys_of(text[start:end]), text[start].isupper())


def _runs(text: str, invisible_joins: bool) -> Iterator[tuple[int, int]]:
    start = end = -1
    for at, char in enumerate(text):
        if char.isalpha():
            start, end = (at, at + 1) if start < 0 else (start, at + 1)
        elif start >= 0 and unicodedata.category(char)[0] == "M":
            end = at + 1
        elif start >= 0 and not (invisible_joins and is_invisible(char)):
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _folded(text: str) -> str:
    visible = "".join(char for char in text if not is_invisible(char))
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", visible).casefold())
    return folded.translate(_PLAIN)


def _umlauts_written_out(folded: str) -> str:
    for vowel in "aou":
        folded = folded.replace(vowel + _UMLAUT, vowel + "e")
    return folded


def _without_marks(folded: str) -> str:
    return "".join(char for char in folded if unicodedata.category(char)[0] != "M")
