"""Arbitrary valid operations, with ids from small pools so that references collide."""

from functools import cache
from typing import Any

from hypothesis import strategies as st
from msgspec import inspect

from console.domain.ids import UUID_PATTERN
from console.domain.kinds import KINDS, Kind
from console.domain.members import Redacted, Undone
from console.domain.ops import Entry
from tests.domain.build import DEVICE, ENTITY, OTHER_DEVICE, entry, uid

#: Entities and other things that bodies name.
THINGS = [uid(0xF0), uid(0xF1), ENTITY]
WORDS = ["", "Bänke", "Bänke\nim Park", "Bänke\nLicht\nim Park", "Mehr Bänke\nLicht\nim Park"]
#: Operations of one example have the numbers 1 … MOST; bases may name others, too.
MOST = 8
NAMED = st.lists(st.integers(1, MOST + 1), max_size=4)


def values_of(kind: inspect.Type) -> st.SearchStrategy[Any]:
    """Values that the declared type allows."""
    match kind:
        case inspect.Metadata(type=inner):
            return values_of(inner)
        case inspect.UnionType(types=options):
            return st.one_of(*map(values_of, options))
        case inspect.VarTupleType(item_type=item, min_length=least):
            return st.lists(values_of(item), min_size=least or 0, max_size=3).map(tuple)
        case inspect.DictType(key_type=key, value_type=value):
            return st.dictionaries(values_of(key), values_of(value), max_size=2)
        case inspect.StructType(cls=body):
            return bodies(body)
        case _:
            return st.sampled_from(_plain(kind))


def _plain(kind: inspect.Type) -> list[Any]:
    match kind:
        case inspect.StrType(pattern=pattern, max_length=longest):
            return [text[:longest] for text in _strings(pattern)]
        case inspect.IntType(ge=least, le=most):
            return [least, most, *(n for n in (0, 1, 3, 7) if n >= least)]
        case inspect.BoolType():
            return [False, True]
        case inspect.NoneType():
            return [None]
        case inspect.LiteralType(values=values):
            return list(values)
    raise AssertionError(f"no values known for {kind}")


def _strings(pattern: str | None) -> list[str]:
    if pattern is None:
        return WORDS
    if pattern == UUID_PATTERN:
        return THINGS
    return [*THINGS, "end"] if UUID_PATTERN in pattern else ["1", "V", "V0", "Va"]


@cache
def bodies(body: type[Any]) -> st.SearchStrategy[Any]:
    """Bodies of one declaration, optional fields set or not."""
    info = inspect.type_info(body)
    assert isinstance(info, inspect.StructType)
    required = {field.name: values_of(field.type) for field in info.fields if field.required}
    optional = {field.name: values_of(field.type) for field in info.fields if not field.required}
    fields = st.fixed_dictionaries(required, optional=optional)
    return fields.map(lambda values: body(**values))


@cache
def kinds_of(family: str) -> tuple[Kind, ...]:
    return tuple(kind for kind in KINDS.values() if kind.family == family)


@st.composite
def operations(draw: st.DrawFn, family: str, number: int, *, undoable: bool = False) -> Entry:
    """One operation of a family. `undoable`: one that can be taken back, and takes nothing back."""
    ordinary = [kind for kind in kinds_of(family) if not undoable or _can_be_undone(kind.name)]
    choice = draw(st.integers(0, 11 if not undoable else 7))
    stamps = draw(_stamps())
    if choice == 11 or not ordinary:
        named = draw(st.sampled_from([*(kind.name for kind in kinds_of(family)), "note.liked"]))
        more = {"undoes": uid(draw(st.integers(1, MOST))), "undoes_kind": named}
        return entry(number, Undone(), **more, **stamps)
    if choice == 10:
        ops = tuple(uid(op) for op in draw(st.lists(st.integers(1, MOST), min_size=1, max_size=3)))
        undoes_kind = kinds_of(family)[0].name
        return entry(number, Redacted(ops=ops), undoes_kind=undoes_kind, **stamps)
    kind = draw(st.sampled_from(ordinary))
    if choice == 9:
        return entry(number, None, kind=f"{family}.liked", **stamps)
    if choice == 8:
        return entry(number, None, kind=kind.name, v=2, **stamps)
    body = None if choice == 0 else draw(bodies(kind.body))
    return entry(number, body, kind=kind.name, **stamps)


def _can_be_undone(kind: str) -> bool:
    return kind != "participant.erased" and not kind.startswith("member.")


@st.composite
def _stamps(draw: st.DrawFn) -> dict[str, Any]:
    ms = draw(st.sampled_from([5_000, 5_001, 6_000, 900_000]))
    clock = draw(st.sampled_from(["server", "device"]))
    return {
        "base": draw(NAMED),
        "ms": ms,
        "counter": draw(st.integers(0, 1)),
        "device": draw(st.sampled_from([DEVICE, OTHER_DEVICE])),
        "clock": clock,
        "unsent": draw(st.integers(0, 3)) == 0,
        "received": draw(st.sampled_from([5_500, 6_500, 7_000])),
        "offset_ms": draw(st.sampled_from([None, -3_000, 700])) if clock == "device" else None,
    }


@st.composite
def undones(draw: st.DrawFn, number: int, target: Entry) -> Entry:
    """A well-formed `undone` of one of the operations, so that chains and rings come about."""
    kind = target.head.undoes_kind if target.head.kind == "undone" else target.head.kind
    stamps = draw(_stamps())
    return entry(number, Undone(), undoes=target.head.op_id, undoes_kind=kind, **stamps)


@st.composite
def histories(draw: st.DrawFn, family: str, most: int = MOST) -> list[Entry]:
    """Operations of one entity of a family: bases in rings, undone chains, blanked and unsent."""
    numbers = draw(st.permutations(range(1, draw(st.integers(1, most)) + 1)))
    found: list[Entry] = []
    for number in numbers:
        if found and draw(st.integers(0, 4)) == 0:
            found.append(draw(undones(number, draw(st.sampled_from(found)))))
        else:
            found.append(draw(operations(family, number)))
    return found
