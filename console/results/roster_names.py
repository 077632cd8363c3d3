"""The roster as surnames and first names to look for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from console.results.names import Word, words_of
from console.results.reading import PARTICLES, TITLES

Keys = frozenset[str]
#: The words of a surname, and whether it is clear by itself.
Form = tuple[tuple[Keys, ...], bool]


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person of the roster; either name may be empty, or hold the whole name."""

    first_name: str
    last_name: str


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname or one half of it, word by word, with the first names of all who bear it.

    One that is not `clear` needs something beside it to count as a name.
    """

    words: tuple[Keys, ...]
    clear: bool
    firsts: Keys
    initials: Keys


def first_names(person: NamedPerson) -> Keys:
    """Return the keys of a person's first names, initials and titles aside."""
    given, _ = _given_and_family(person)
    return _all_keys(word for word in given if not _is_letter(word))


def surnames(people: Iterable[NamedPerson], everyday: Keys) -> list[Surname]:
    """Return every surname once, each half of a double one, and each whole name in one word."""
    found: dict[tuple[Keys, ...], Surname] = {}
    for person in people:
        for surname in _surnames_of(person, everyday):
            known = found.get(surname.words)
            found[surname.words] = _shared(known, surname) if known else surname
    return list(found.values())


def _surnames_of(person: NamedPerson, everyday: Keys) -> list[Surname]:
    given, family = _given_and_family(person)
    initials = frozenset(key[:1] for word in given for key in word.keys)
    forms = [*_forms(family, everyday), *_in_one_word(given, family)]
    return [Surname(words, clear, first_names(person), initials) for words, clear in forms]


def _shared(one: Surname, other: Surname) -> Surname:
    return Surname(
        one.words,
        one.clear or other.clear,
        one.firsts | other.firsts,
        one.initials | other.initials,
    )


def _in_one_word(given: list[Word], family: list[Word]) -> list[Form]:
    """Return "annaklein" and "kleinanna", as in an address or with signs between nobody sees."""
    if not given or not family:
        return []
    orders = ([*given, *family], [*family, *given])
    return [((_glued(order, max) | _glued(order, min),), True) for order in orders]


def _glued(words: list[Word], choose: Callable[..., str]) -> Keys:
    """Return the words as one, umlauts written out (`max`) or without their dots (`min`)."""
    return frozenset({"".join(choose(word.keys, key=len) for word in words)})


def _forms(family: list[Word], everyday: Keys) -> list[Form]:
    core = [word for word in family if not (word.keys & PARTICLES or _is_letter(word))]
    forms: list[Form] = [((word.keys,), _is_clear(word, everyday)) for word in core]
    if len(family) > 1 or not core:
        clear = len(core) > 1 or any(_is_clear(word, everyday) for word in core)
        forms.append((tuple(word.keys for word in family), clear))
    return [form for form in forms if form[0]]


def _given_and_family(person: NamedPerson) -> tuple[list[Word], list[Word]]:
    if person.last_name.strip():
        return _words(person.first_name), _words(person.last_name)
    family, comma, given = person.first_name.partition(",")
    if comma:
        return _words(given), _words(family)
    words = _words(person.first_name)
    cut = next(
        (at for at, word in enumerate(words) if at and word.keys & PARTICLES), len(words) - 1
    )
    return (words[:cut], words[cut:]) if len(words) > 1 else (words, [])


def _words(name: str) -> list[Word]:
    return [word for word in words_of(name) if not word.keys & TITLES]


def _is_clear(word: Word, everyday: Keys) -> bool:
    return not word.keys & everyday and max(map(len, word.keys)) > 2


def _is_letter(word: Word) -> bool:
    return min(map(len, word.keys)) <= 1


def _all_keys(words: Iterable[Word]) -> Keys:
    return frozenset(key for word in words for key in word.keys)
