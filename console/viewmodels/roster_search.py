"""Finding a person by what is typed: any part of the name, in any order, without accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from console.domain.values import Participant

#: Letters that have no base letter to fall back on.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th"})
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´"))
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class Found(Struct, frozen=True):
    """People that match, in the order given; `exact` is the one whose whole name was typed."""

    people: tuple[str, ...] = ()
    exact: str | None = None

    @property
    def only(self) -> str | None:
        """The one person that is meant beyond doubt."""
        if self.exact is not None:
            return self.exact
        return self.people[0] if len(self.people) == 1 else None


def plain(text: str) -> str:
    """Return a name as it is compared: small letters without accents, hyphens or apostrophes."""
    folded = text.casefold().translate(_PLAIN).translate(_APOSTROPHES)
    letters = unicodedata.normalize("NFKD", folded)
    return " ".join(
        "".join(
            " " if not letter.isalnum() else letter
            for letter in letters
            if not unicodedata.combining(letter)
        ).split()
    )


class NameKeys(dict[str, str]):
    """The comparable form of every name asked for so far: whoever sorts asks for all of them."""

    def __missing__(self, name: str) -> str:
        key = self[name] = plain(name)
        return key


class NameSearch:
    """Keeps the comparable form of every name it has seen, since each keystroke asks again."""

    def __init__(self) -> None:
        self._keys: dict[str, tuple[str, str]] = {}

    def find(self, typed: str, people: Iterable[Participant]) -> Found:
        """Return whom the typed words fit; nobody for words without a letter or digit."""
        wanted = plain(typed).split()
        if not wanted:
            return Found()
        matches: list[str] = []
        exact: list[str] = []
        for person in people:
            keys = self._keys_of(person.name)
            if any(all(part in key for part in wanted) for key in keys):
                matches.append(person.id)
            if any(sorted(key.split()) == sorted(wanted) for key in keys):
                exact.append(person.id)
        return Found(tuple(matches), exact[0] if len(exact) == 1 else None)

    def _keys_of(self, name: str) -> tuple[str, str]:
        """Return both spellings: "Öztürk" is found as ozturk and as oeztuerk."""
        found = self._keys.get(name)
        if found is None:
            composed = unicodedata.normalize("NFC", name.casefold())
            found = self._keys[name] = (plain(name), plain(composed.translate(_WRITTEN_OUT)))
        return found
