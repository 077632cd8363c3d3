"""Whether an entity is shown: withdrawals hide only the versions that they name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from console.domain.ops import Entry
from console.domain.standing import reach
from console.domain.texts import TextValue


def withdrawals(
    live: Collection[Entry], entries: Mapping[str, Entry], passed: Collection[str]
) -> list[Entry]:
    """Return the withdrawals and removals that nobody lifted."""
    hides = [entry for entry in live if entry.does == "hide"]
    lifts = [entry for entry in live if entry.does == "lift"]
    lifted = reach(_names(lifts), entries, passed)
    return [entry for entry in hides if entry.head.op_id not in lifted]


def is_hidden(
    texts: Mapping[str, TextValue],
    hides: Collection[Entry],
    live: Iterable[Entry],
    entries: Mapping[str, Entry],
    passed: Collection[str],
    out: Collection[str],
) -> bool:
    """Tell whether every visible version (none: the making) is withdrawn, or nothing is left."""
    named = reach(_names(hides), entries, passed)
    visible = [version.op_id for value in texts.values() for version in value.versions]
    made = [op_id for op_id, entry in entries.items() if entry.does == "add"]
    shown = visible or [op_id for op_id in made if op_id not in out]
    if shown:
        return named.issuperset(shown)
    says_something = any(entry.does not in ("undo", "redact") for entry in live)
    return bool(made or hides) or not says_something


def _names(entries: Iterable[Entry]) -> Iterable[str]:
    return (op_id for entry in entries for op_id in entry.head.base)
