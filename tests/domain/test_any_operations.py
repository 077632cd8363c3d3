"""Whatever valid operations there are of an entity, and in whatever order they come."""

import itertools
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.fold import EntityState, fold
from console.domain.fold_undo import left_out_by_undo
from console.domain.ops import Entry
from console.domain.project import PROJECTIONS
from console.domain.standing import sets_of
from tests.domain.build import ENTITY, families, undo
from tests.domain.strategies import bodies, histories, operations

SELDOM = settings(max_examples=6)
EXAMPLES = settings(max_examples=15)
OFTEN = settings(max_examples=100)
TEXTS = ("note", "agenda_item", "measure")


def shown(family: str, entries: list[Entry], **more: Any) -> tuple[EntityState, bytes]:
    """The state, and the value as it is stored: not even the order of a mapping may differ."""
    state = fold(family, ENTITY, entries, **more)
    return state, msgspec.json.encode(PROJECTIONS[family](state))


def test_every_family_of_a_kind_has_a_projection():
    assert set(families()) <= set(PROJECTIONS)


@pytest.mark.parametrize("family", families())
@EXAMPLES
@given(data=st.data())
def test_few_operations_give_one_value_in_every_order(family: str, data: st.DataObject):
    entries = data.draw(histories(family, most=4))
    expected = shown(family, entries)
    for order in itertools.permutations(entries):
        assert shown(family, list(order)) == expected


@pytest.mark.parametrize("family", families())
@EXAMPLES
@given(data=st.data())
def test_many_operations_give_one_value_in_any_order(family: str, data: st.DataObject):
    entries = data.draw(histories(family))
    more = {"erased": data.draw(st.booleans())}
    more["left_out"] = {entry.head.op_id for entry in entries if data.draw(st.booleans())}
    expected = shown(family, entries, **more)
    for _ in range(3):
        assert shown(family, data.draw(st.permutations(entries)), **more) == expected


@pytest.mark.parametrize("family", ["note", "participant", "run"])
@EXAMPLES
@given(data=st.data())
def test_two_copies_of_an_operation_count_once_whatever_their_stamps(
    family: str, data: st.DataObject
):
    entries = data.draw(histories(family, most=4))
    copies = [
        msgspec.structs.replace(entry, first_received_at=None, sent=False) for entry in entries
    ]
    assert shown(family, [*entries, *copies]) == shown(family, [*copies, *entries])


@pytest.mark.parametrize("family", families())
@SELDOM
@given(data=st.data())
def test_one_operation_alone_folds_like_one_among_others(family: str, data: st.DataObject):
    entry = data.draw(operations(family, 1))
    nothing = ["another operation"]
    assert fold(family, ENTITY, [entry]) == fold(family, ENTITY, [entry], left_out=nothing)


def replaced(entry: Entry, name: str, entries: dict[str, Entry], live: list[Entry]) -> bool:
    """The rule said slowly: another one that sets `name`, or is blank, names it."""
    return any(
        entry.head.op_id in named(other, entries, live)
        and (name in sets_of(other) or is_blank(other))
        for other in live
        if other is not entry
    )


def named(other: Entry, entries: dict[str, Entry], live: list[Entry]) -> set[str]:
    found: set[str] = set()
    frontier = {op_id for op_id in other.head.base if op_id in entries}
    while frontier - found:
        found |= frontier
        gone = [entries[op] for op in frontier if entries[op] not in live or not entries[op].body]
        frontier = {op for one in gone for op in one.head.base if op in entries}
    return found


def is_blank(entry: Entry) -> bool:
    return entry.body is None and entry.does in {"add", "set"}


@pytest.mark.parametrize("family", TEXTS)
@OFTEN
@given(data=st.data())
def test_a_wording_that_nobody_replaced_is_visible(family: str, data: st.DataObject):
    entries = data.draw(histories(family))
    by_id = {entry.head.op_id: entry for entry in entries}
    state = fold(family, ENTITY, entries)
    # What a redaction took away is away; the fold's own list of live ones shows it.
    folded = {entry.head.op_id: entry for entry in state.live}
    by_id.update(folded)
    live = list(folded.values())
    for name in {name for entry in live for name in sets_of(entry)}:
        setting = [entry for entry in live if name in sets_of(entry)]
        standing = [entry for entry in setting if not replaced(entry, name, by_id, live)]
        tops = [one for one in live if is_blank(one) and not replaced(one, name, by_id, live)]
        under_blank = any(
            entry.head.op_id in named(top, by_id, live) for top in tops for entry in setting
        )
        expected = standing or ([] if under_blank else setting)
        assert set(state.heads.get(name, ())) == {entry.head.op_id for entry in expected}
        if name in state.texts:
            versions = {version.op_id for version in state.texts[name].versions}
            assert versions == set(state.heads[name])


#: What an undone action leaves behind besides itself.
BOOKKEEPING = {"live": (), "unsent": {}}


@pytest.mark.parametrize("family", families())
@EXAMPLES
@given(data=st.data())
def test_undo_is_the_exact_inverse_and_redo_its_inverse(family: str, data: st.DataObject):
    # Nobody can have named what came later, so the action's numbers are unknown before it.
    before = data.draw(histories(family, most=5))
    action = [data.draw(operations(family, number, undoable=True)) for number in (11, 12)]
    undone = [undo(number + 10, entry) for number, entry in enumerate(action, 11)]
    redone = [undo(number + 20, entry) for number, entry in enumerate(undone, 11)]
    old, taken_back, done, done_again = (
        msgspec.structs.replace(fold(family, ENTITY, entries), **BOOKKEEPING)
        for entries in (
            before,
            [*before, *action, *undone],
            [*before, *action],
            [*before, *action, *undone, *redone],
        )
    )
    if any(entry.does == "add" for entry in action):
        # An entity whose making was undone is hidden, even if somebody has moved it meanwhile.
        old = msgspec.structs.replace(old, hidden=taken_back.hidden)
    assert taken_back == old
    assert done_again == done


@OFTEN
@given(data=st.data())
def test_what_is_left_out_agrees_with_walking_each_chain(data: st.DataObject):
    entries = {entry.head.op_id: entry for entry in data.draw(histories("note"))}
    out = left_out_by_undo(entries)
    takers = {
        op_id: [
            entry
            for entry in entries.values()
            if entry.head.kind == "undone" and left_out_by_undo_of(entry, entries) == op_id
        ]
        for op_id in entries
    }
    for op_id, undoing in takers.items():
        if not in_ring(op_id, entries):
            assert (op_id in out) == any(one.head.op_id not in out for one in undoing)


def left_out_by_undo_of(entry: Entry, entries: dict[str, Entry]) -> str | None:
    target = entries.get(entry.head.undoes or "")
    if target is None or target is entry or target.head.kind == "redacted":
        return None
    real = target.head.undoes_kind if target.head.kind == "undone" else target.head.kind
    return target.head.op_id if real == entry.head.undoes_kind else None


def in_ring(op_id: str, entries: dict[str, Entry]) -> bool:
    seen: set[str] = set()
    at: str | None = op_id
    while at is not None and at not in seen:
        seen.add(at)
        at = left_out_by_undo_of(entries[at], entries)
    return at is not None


@pytest.mark.parametrize("family", families())
@SELDOM
@given(data=st.data())
def test_every_body_survives_its_own_text(family: str, data: st.DataObject):
    entry = data.draw(operations(family, 1))
    if entry.kind is not None and entry.body is not None:
        body = data.draw(bodies(entry.kind.body))
        assert entry.kind.decoder.decode(msgspec.json.encode(body)) == body
