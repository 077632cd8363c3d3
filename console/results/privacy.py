"""Find the names of the roster in what people typed.

What counts as a name:
- a surname as a whole word, also as genitive ("Kowalczyks"), also one half of a double surname;
- a surname that is an everyday word too, or has at most two letters, only beside a first name of
  the roster, an initial of its bearer, or a salutation or title;
- a first name only after a salutation. Alone it is not replaced but listed: it says little, and
  people must see "Rose" and "Ernst" themselves;
- everybody on the roster, whatever their part.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from console.results.names import keys_of
from console.results.reading import PARTICLES, SALUTATIONS, TITLES, Reading
from console.results.roster_names import NamedPerson, Surname, first_names, surnames
from console.results.text import is_invisible

__all__ = ["Hit", "HitKind", "NameFinder", "NamedPerson", "everyday_keys"]

_WORD_LIST: Final = (
    Path(__file__).resolve().parents[2] / "resources/templates/documents/everyday_words.txt"
)
#: How many words before a surname may still belong to it: "Frau Prof. Dr. Anna Maria".
_REACH: Final = 6

HitKind = Literal["name", "first_name", "everyday_word"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place [start, end) of a text; only the kind `name` is replaced, others are looked at."""

    start: int
    end: int
    kind: HitKind


def everyday_keys(more: Iterable[str] = ()) -> frozenset[str]:
    """Return the spellings of our word list and of `more` words, such as the city's name.

    Raises: OSError if the word list is missing.
    """
    lines = _WORD_LIST.read_text("utf-8").splitlines()
    listed = " ".join(line for line in lines if not line.startswith("#")).split()
    return frozenset(key for word in (*listed, *more) for key in keys_of(word))


class NameFinder:
    """Finds the names of one roster; make it once for a whole document."""

    def __init__(self, people: Iterable[NamedPerson], everyday: frozenset[str]) -> None:
        """Look for `people`; `everyday` are the keys of words that are no name by themselves."""
        self._people: Final = tuple(people)
        self._everyday: Final = everyday

    def find(self, text: str) -> list[Hit]:
        """Return the hits in order of their place; they do not overlap."""
        readings = [Reading(text)]
        if any(map(is_invisible, text)):
            readings.append(Reading(text, invisible_joins=False))
        return _apart([hit for reading in readings for hit in self._hits(reading)])

    def redact(self, text: str, placeholder: str) -> str:
        """Return `text` with every name replaced by `placeholder`."""
        for hit in reversed(self.find(text)):
            if hit.kind == "name":
                text = text[: hit.start] + placeholder + text[hit.end :]
        return text

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset().union(*(first_names(person) for person in self._people))

    @cached_property
    def _surnames(self) -> dict[str, list[Surname]]:
        """Surnames by each spelling of their first word, the longest first."""
        index: dict[str, list[Surname]] = {}
        for surname in surnames(self._people, self._everyday):
            for key in surname.words[0]:
                index.setdefault(key, []).append(surname)
        return index

    def _hits(self, reading: Reading) -> Iterator[Hit]:
        at = 0
        while at < len(reading.words):
            hit, at = self._hit(reading, at)
            if hit:
                yield hit

    def _hit(self, reading: Reading, at: int) -> tuple[Hit | None, int]:
        """Return what stands at word `at`, and the word to go on with."""
        found = self._surname_at(reading, at)
        if found is None:
            return self._first_name_at(reading, at), at + 1
        surname, last = found
        start, named = self._named_before(reading, at, surname)
        last, named_after = _named_after(reading, last, surname)
        word, end = reading.words[start], reading.words[last].end
        if surname.clear or named or named_after:
            return Hit(word.start, end, "name"), last + 1
        if word.capital:
            return Hit(word.start, end, "everyday_word"), last + 1
        return None, at + 1

    def _surname_at(self, reading: Reading, at: int) -> tuple[Surname, int] | None:
        forms = _with_genitive(reading.words[at].keys)
        candidates = {id(s): s for form in forms for s in self._surnames.get(form, ())}
        for surname in sorted(candidates.values(), key=lambda s: (-len(s.words), not s.clear)):
            last = at + len(surname.words) - 1
            if _matches(reading, at, last, surname):
                return surname, last
        return None

    def _named_before(self, reading: Reading, at: int, surname: Surname) -> tuple[int, bool]:
        """Return where the whole name starts, and whether something makes it a name."""
        start, named, strangers = at, False, 0
        for back in range(at - 1, max(at - 1 - _REACH, -1), -1):
            keys = reading.words[back].keys
            if not reading.joined(back):
                break
            if keys & self._firsts or (reading.is_initial(back) and keys & surname.initials):
                start, named = back, True
            elif keys & SALUTATIONS:
                return start, True
            elif keys & TITLES:
                named = True
            elif not (keys & PARTICLES or reading.is_initial(back)):
                strangers += 1
                if strangers > 1 or not reading.words[back].capital:
                    break
        return start, named

    def _first_name_at(self, reading: Reading, at: int) -> Hit | None:
        word = reading.words[at]
        if not _with_genitive(word.keys) & self._firsts:
            return None
        if _greeted(reading, at):
            return Hit(word.start, word.end, "name")
        if word.capital and not word.keys & self._everyday:
            return Hit(word.start, word.end, "first_name")
        return None


def _matches(reading: Reading, at: int, last: int, surname: Surname) -> bool:
    if last >= len(reading.words) or not all(reading.joined(left) for left in range(at, last)):
        return False
    *front, end = range(at, last + 1)
    return bool(surname.words[-1] & _with_genitive(reading.words[end].keys)) and all(
        surname.words[place - at] & reading.words[place].keys for place in front
    )


def _named_after(reading: Reading, last: int, surname: Surname) -> tuple[int, bool]:
    """Take in the first names that follow: "Winter, Anna", "Winter, A."."""
    named = False
    while last + 1 < len(reading.words) and reading.listed(last):
        keys = reading.words[last + 1].keys
        initial = reading.is_initial(last + 1) and keys & surname.initials
        if not (initial or keys & surname.firsts):
            break
        last, named = last + 1, True
    return last, named


def _greeted(reading: Reading, at: int) -> bool:
    for back in range(at - 1, -1, -1):
        keys = reading.words[back].keys
        if not reading.joined(back) or not keys & (SALUTATIONS | TITLES):
            return False
        if keys & SALUTATIONS:
            return True
    return False


def _with_genitive(keys: frozenset[str]) -> frozenset[str]:
    return keys | {key[:-1] for key in keys if key.endswith("s") and len(key) > 2}


def _apart(hits: list[Hit]) -> list[Hit]:
    """Join overlapping hits; a name wins over what is only to be looked at."""
    apart: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        if apart and hit.start < apart[-1].end:
            former = apart.pop()
            kind = "name" if "name" in {former.kind, hit.kind} else former.kind
            hit = Hit(former.start, max(former.end, hit.end), kind)
        apart.append(hit)
    return apart
