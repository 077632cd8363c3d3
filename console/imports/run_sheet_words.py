"""Which words of other people's tables mean what; German and English alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from console.domain.agenda import ItemKind, Policy
from console.words import LANGUAGES, Words

FIELDS: Final = (
    "start", "end", "minutes", "min_minutes", "kind", "title", "who", "question", "said", "slide",
    "cue", "policy", "fixed_start",
)  # fmt: skip
KINDS: Final[tuple[ItemKind, ...]] = ("plenary", "breakout", "break", "pairs")
POLICIES: Final[tuple[Policy, ...]] = ("first", "if_needed", "protected")
#: What stands in brackets, and what is no letter, says nothing about a heading.
_ASIDE: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_LETTER: Final = re.compile(r"[\W\d_]+")


def plain(text: str) -> str:
    """Return a heading as it is compared: "Dauer (in Min.)" is "dauer"."""
    return " ".join(_NO_LETTER.sub(" ", _ASIDE.sub(" ", text)).casefold().split())


class KnownWords:
    """Looks words up in all languages; the first field that knows a word has it."""

    def __init__(self) -> None:
        self._languages: Final = [Words(language) for language in LANGUAGES]

    def field(self, heading: str) -> str | None:
        """Return the field that a heading stands for, None for one nobody knows."""
        return self._fields.get(plain(heading))

    def kind(self, text: str) -> ItemKind | None:
        """Return the kind of item that a word means."""
        found = self._kinds.get(plain(text))
        return next((kind for kind in KINDS if kind == found), None)

    def policy(self, text: str) -> Policy | None:
        """Return what a word says about an item when time is short."""
        found = self._policies.get(plain(text))
        return next((policy for policy in POLICIES if policy == found), None)

    def kind_of_title(self, title: str) -> ItemKind | None:
        """Return the kind that the first word of a title gives away, "Pause" and the like."""
        first = plain(title).split(" ")[0]
        found = self.kind(first)
        return found if found in {"break", "breakout"} else None

    def is_total(self, title: str) -> bool:
        """Tell whether a row sums up the others."""
        return plain(title) in self._totals

    @cached_property
    def _fields(self) -> dict[str, str]:
        return self._known((name, f"run_sheet_in.known.{name}") for name in FIELDS)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return self._known((name, f"run_sheet_in.kind.{name}") for name in KINDS)

    @cached_property
    def _policies(self) -> dict[str, str]:
        return self._known((name, f"run_sheet_in.policy.{name}") for name in POLICIES)

    @cached_property
    def _totals(self) -> dict[str, str]:
        return self._known([("total", "run_sheet_in.other.totals")])

    def _known(self, keys: Iterable[tuple[str, str]]) -> dict[str, str]:
        known: dict[str, str] = {}
        pairs = list(keys)
        for words in self._languages:
            for name, key in pairs:
                for word in words(key).split("|"):
                    known.setdefault(plain(word), name)
        return known
