"""The groups of a dialogue as people count them: the second of every round is group 2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from city_backend.rights_fold import folded
from city_backend.transaction import Transaction
from console.domain.errors import KnownFailure


class Numbered(Struct, frozen=True, kw_only=True):
    """The groups with one number, one in every round that has so many; `name` is the first's."""

    number: int
    name: str
    ids: tuple[str, ...]


def numbered_groups(transaction: Transaction, dialogue: str) -> list[Numbered]:
    """Return the groups by number, counted from 1.  Raises: Problem."""
    by_item: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    log = transaction.log(dialogue)
    for (family, entity), state in folded(log.rows({"group"})).items():
        if family == "group" and not state.hidden and "item" in state.fields:
            order = str(state.fields.get("order", ""))
            by_item[str(state.fields["item"])].append((order, entity, state.text("name")))
    rounds = [sorted(groups) for _, groups in sorted(by_item.items())]
    found: list[Numbered] = []
    for index in range(max(map(len, rounds), default=0)):
        named = [groups[index] for groups in rounds if index < len(groups)]
        ids = tuple(entity for _, entity, _ in named)
        found.append(Numbered(number=index + 1, name=named[0][2].strip(), ids=ids))
    return found


def groups_by_number(transaction: Transaction, dialogue: str, numbers: Sequence[int]) -> list[str]:
    """Return the ids of the groups with these numbers.

    Raises: KnownFailure with unknown_group and the number; Problem.
    """
    if not numbers:
        return []
    known = {one.number: one.ids for one in numbered_groups(transaction, dialogue)}
    for number in numbers:
        if number not in known:
            raise KnownFailure("unknown_group", number=number)
    return [entity for number in dict.fromkeys(numbers) for entity in known[number]]
