"""What is shown of a text: all wordings that nobody replaced, or two of them merged."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from console.domain.merge import merged
from console.domain.ops import Entry
from console.domain.standing import Pair, sets_of


class Version(Struct, frozen=True, kw_only=True):
    """One wording that nobody replaced; `at` is its effective instant (UTC ms)."""

    op_id: str
    text: str
    at: int
    by: str = ""
    role: str = ""
    sent: bool = False


class TextValue(Struct, frozen=True, kw_only=True):
    """What is shown of a text: head first in `versions`; `text` is the head or the merge."""

    text: str
    versions: tuple[Version, ...]
    merged: bool = False

    @property
    def alternatives(self) -> tuple[Version, ...]:
        """The versions a person has to choose from; empty when there is nothing to choose."""
        if self.merged or len(self.versions) == 1:
            return ()
        return tuple(version for version in self.versions[1:] if version.text != self.text)


def text_value(name: str, pairs: list[Pair], entries: Mapping[str, Entry]) -> TextValue:
    """Return what is shown of the text `name` that `pairs` set, the greatest first."""
    versions = tuple(
        Version(
            op_id=entry.head.op_id,
            text=value,
            at=entry.instant,
            by=entry.by,
            role=entry.role,
            sent=entry.sent,
        )
        for entry, value in pairs
    )
    both = _merge_pair(name, pairs, entries) if len(pairs) == 2 else None
    if both is not None:
        return TextValue(text=both, versions=versions, merged=True)
    return TextValue(text=versions[0].text, versions=versions)


def _merge_pair(name: str, pairs: list[Pair], entries: Mapping[str, Entry]) -> str | None:
    """Return the merge of two versions made on one and the same text, or None."""
    bases = [
        {op_id for op_id in entry.head.base if op_id in entries and name in sets_of(entries[op_id])}
        for entry, _ in pairs
    ]
    if len(bases[0]) != 1 or bases[0] != bases[1]:
        return None
    below: str = sets_of(entries[bases[0].pop()])[name]
    return merged(below, pairs[0][1], pairs[1][1])
