"""A text read for names: its words, and whether two neighbours can belong to one name."""

import re
from typing import Final

from console.results.names import Word, words_of
from console.results.text import is_invisible

#: White space, or one sign that joins words in names, addresses and file names.
_GAP: Final = re.compile(r"\s*[-‐‑‒–—_·'’`´./+@]?\s*")
_COMMA: Final = re.compile(r"\s*,\s*")
_STOP: Final = re.compile(r"\s*\.\s+")

# fmt: off
SALUTATIONS: Final = frozenset((
    "herr", "herrn", "frau", "fraeulein", "frl", "hr", "hrn", "fr", "familie", "fam",
    "eheleute", "ehepaar", "kollege", "kollegen", "kollegin", "nachbar", "nachbarn",
    "nachbarin", "buergermeister", "buergermeisterin", "oberbuergermeister",
    "oberbuergermeisterin", "stadtrat", "stadtraetin", "dezernent", "dezernentin",
    "moderator", "moderatorin", "mr", "mrs", "ms", "miss", "mister",
))
TITLES: Final = frozenset((
    "dr", "prof", "doktor", "doktorin", "professor", "professorin", "dipl", "ing", "med",
    "phil", "jur", "mag",
))
PARTICLES: Final = frozenset((
    "von", "vom", "van", "zu", "zum", "zur", "der", "den", "dem", "de", "del", "della", "di",
    "da", "dos", "das", "do", "du", "la", "le", "les", "el", "al", "ten", "ter", "te", "bin",
    "ibn", "abu", "ben", "mac", "mc", "st", "san",
))
# fmt: on


class Reading:
    """The words of one text; positions are indices into `words`."""

    def __init__(self, text: str, *, invisible_joins: bool = True) -> None:
        """Read `text`; `invisible_joins` says whether an invisible sign parts two words."""
        self.text: Final = text
        self.words: Final[list[Word]] = words_of(text, invisible_joins=invisible_joins)

    def joined(self, left: int) -> bool:
        """Tell whether nothing between word `left` and the next ends a name."""
        gap = self._gap(left)
        if _STOP.fullmatch(gap):
            return self.is_initial(left) or bool(self.words[left].keys & (SALUTATIONS | TITLES))
        return _GAP.fullmatch(gap) is not None

    def listed(self, left: int) -> bool:
        """Tell whether the next word follows as in a list of names: "Winter, Anna"."""
        return _COMMA.fullmatch(self._gap(left)) is not None or self.joined(left)

    def is_initial(self, at: int) -> bool:
        """Tell whether the word is one capital letter with a full stop: "A."."""
        word = self.words[at]
        after = self.text[word.end : word.end + 1]
        return word.capital and after == "." and len(min(word.keys, key=len)) == 1

    def _gap(self, left: int) -> str:
        gap = self.text[self.words[left].end : self.words[left + 1].start]
        return "".join(char for char in gap if not is_invisible(char))
