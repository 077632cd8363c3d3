"""What is let in from outside, what is refused with which word, and that nothing crashes."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import codec
from console.domain.agenda import CheckTicked
from console.domain.bodies import LATEST_INSTANT, UNSET
from console.domain.groups import SeatSet
from console.domain.ids import RUN_ID, check_id, points_id, seat_id, timer_id
from console.domain.kinds import KINDS
from console.domain.members import Undone
from console.domain.notes import NoteAdded, NoteSet, Place
from console.domain.ops import MAX_OPERATION_BYTES, Action, Head, Operation
from console.domain.polls import PointsGiven
from console.domain.run import RunAdvanced
from console.domain.timers import TimerExtended, TimerReturned, TimerStarted
from tests.domain.build import NONCE, SALT, entry, head, operation, record, uid
from tests.domain.strategies import bodies

NOTE = NoteAdded(text="Bänke", place=Place(order="V"))
ADDED = head(1, "note.added")
PLAIN = operation(ADDED, NOTE)


def reason(sent: Operation) -> str:
    with pytest.raises(codec.Invalid) as caught:
        codec.validate(sent)
    return caught.value.reason


def with_head(**changes: Any) -> Operation:
    """The plain operation with fields of its head changed or (None in the text) taken out."""
    fields = {**json.loads(PLAIN.head), **changes}
    return msgspec.structs.replace(PLAIN, head=json.dumps(fields))


def with_body(text: str | None, **more: Any) -> Operation:
    return operation(ADDED, text, **more)


def test_an_operation_that_keeps_to_the_format_comes_back_decoded():
    assert codec.validate(PLAIN) == (ADDED, KINDS["note.added"], NOTE)


def test_texts_are_kept_as_they_came_and_never_made_again():
    text = '{ "text":"B\\u00e4nke", "place" : {"order":"V","column":null} , "later":[1.50] }'
    sent = with_body(text)
    _, _, body = codec.validate(sent)
    assert body == NoteAdded(text="Bänke", place=Place(order="V"))
    previous = codec.chain_start(uid(1), NONCE)
    kept = record(1, sent, previous)
    assert kept.body == text
    assert codec.continues(kept, previous)
    assert codec.encode_body(NOTE) != text
    again = msgspec.structs.replace(kept, body=codec.encode_body(body))
    assert not codec.continues(again, previous)


def test_a_field_left_unset_is_not_in_the_text_and_one_set_to_nothing_is():
    assert codec.encode_body(NoteSet(for_plenary=True)) == '{"for_plenary":true}'
    assert codec.encode_body(NoteSet(group=None)) == '{"group":null}'
    decoded = codec.decode_body(KINDS["note.set"], '{"group":null}')
    assert decoded == NoteSet(group=None)
    assert decoded.theme is UNSET


def test_fields_that_nobody_knows_are_skipped_in_head_and_body():
    sent = with_head(later={"a": [1]})
    assert codec.validate(sent)[0] == ADDED
    assert (
        codec.validate(with_body('{"text":"a","place":{"order":"V","x":1},"y":2}'))[2] is not None
    )


@pytest.mark.parametrize(("kind", "v"), [("note.liked", 1), ("note.added", 2), ("applause", 1)])
def test_an_unknown_kind_or_version_is_let_in_unread(kind: str, v: int):
    sent = operation(head(1, kind, v=v), '{"whatever":[1,{"x":null}]}')
    made, declared, body = codec.validate(sent)
    assert (made.kind, declared, body) == (kind, None, None)


def test_an_erased_body_is_let_in_without_salt():
    assert codec.validate(operation(ADDED, None))[2] is None


LONGEST = "x" * 4000
UUID = uid(5)


@pytest.mark.parametrize(
    "changes",
    [
        {"op_id": "1"},
        {"op_id": UUID.upper().replace("0000", "ABCD")},
        {"op_id": UUID + "\n"},
        {"op_id": f"{{{UUID}}}"},
        {"entity": None},
        {"n": 0},
        {"n": "1"},
        {"n": 1.5},
        {"n": 2**64},
        {"v": 0},
        {"kind": ""},
        {"kind": "note added"},
        {"kind": "note.added\n"},
        {"kind": "note.added\x00"},
        {"kind": "a.b.c"},
        {"kind": "x" * 61},
        {"base": [UUID] * 201},
        {"base": [UUID, None]},
        {"action": {"id": UUID, "i": 500, "of": 500}},
        {"action": {"id": UUID, "i": 0, "of": 501}},
        {"action": {"id": UUID, "i": -1, "of": 1}},
        {"hlc": [1, 0]},
        {"hlc": [-1, 0, UUID]},
        {"hlc": [1, 0, "device"]},
        {"hlc": [LATEST_INSTANT + 1, 0, UUID]},
        {"at": -1},
        {"at": LATEST_INSTANT + 1},
        {"clock": "sundial"},
        {"scope": "1"},
    ],
    ids=str,
)
def test_a_head_outside_the_format_is_refused(changes: dict[str, Any]):
    assert reason(with_head(**changes)) == "head"


@pytest.mark.parametrize("field", ["op_id", "n", "kind", "v", "entity", "action", "hlc", "at"])
def test_a_head_without_a_field_that_it_needs_is_refused(field: str):
    fields = json.loads(PLAIN.head)
    del fields[field]
    assert reason(msgspec.structs.replace(PLAIN, head=json.dumps(fields))) == "head"


def test_the_backends_own_operations_have_no_number():
    assert codec.validate(with_head(n=None))[0].n is None


def test_an_action_counts_its_parts_from_none_to_all():
    assert reason(with_head(action={"id": UUID, "i": 2, "of": 2})) == "action"
    assert codec.validate(with_head(action={"id": UUID, "i": 1, "of": 2}))[0].action.of == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "undone"},
        {"kind": "undone", "undoes": UUID},
        {"kind": "undone", "undoes_kind": "note.added"},
        {"kind": "redacted"},
        {"kind": "redacted", "undoes": UUID, "undoes_kind": "note.added"},
        {"undoes": UUID},
        {"undoes_kind": "note.added"},
    ],
    ids=str,
)
def test_only_what_is_about_other_operations_names_one(changes: dict[str, Any]):
    assert reason(with_head(**changes)) == "target"


@pytest.mark.parametrize("salt", [None, "", "00" * 15, "00" * 17, "0" * 31 + "\n", "0G" * 16])
def test_a_body_comes_with_exactly_its_salt(salt: str | None):
    assert reason(with_body(PLAIN.body, salt=salt)) == "salt"


def test_a_salt_without_a_body_is_refused():
    assert reason(with_body(None, salt=SALT)) == "salt"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        '"text"',
        "{}",
        '{"text":"a"}',
        '{"text":1,"place":{"order":"V"}}',
        '{"text":null,"place":{"order":"V"}}',
        '{"text":"a","place":{"order":""}}',
        '{"text":"a","place":{"order":"V\\n"}}',
        '{"text":"a","place":{"order":"ä"}}',
        '{"text":"a","place":{"order":"V","column":"here"}}',
        '{"text":"a","place":{"order":"V"},"own_words":1}',
        '{"text":"a","place":{"order":"V"}} more',
        '{"text":"\\ud800","place":{"order":"V"}}',
        '{"text":"a","place":{"order":"V"},"x":NaN}',
        json.dumps({"text": LONGEST + "x", "place": {"order": "V"}}),
        json.dumps({"text": "a", "place": {"order": "V" * 121}}),
    ],
    ids=lambda text: text[:40],
)
def test_a_body_outside_its_declaration_is_refused(text: str):
    assert reason(with_body(text)) == "body"


def test_a_text_of_the_greatest_length_is_let_in():
    assert codec.validate(operation(ADDED, NoteAdded(text=LONGEST, place=Place(order="V"))))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"text":"\\u0000","place":{"order":"V"}}', "\x00"),
        ('{"text":"a","text":"b","place":{"order":"V"}}', "b"),
        ('{"text":"\\ud83e\\ude91","place":{"order":"V"}}', "🪑"),
        ('{"text":"\\u202eمرحبا\\u0007","place":{"order":"V"}}', "\u202eمرحبا\x07"),
    ],
    ids=["nul", "twice", "pair of surrogates", "right to left"],
)
def test_unusual_text_is_let_in_as_it_is(text: str, said: str):
    body = codec.validate(with_body(text))[2]
    assert isinstance(body, NoteAdded)
    assert body.text == said


DEEP = "[" * 5_000 + "]" * 5_000
HOSTILE = ["\ud800", '"\ud800"', DEEP, f'{{"x":{DEEP[2000:8000]}}}', "1" * 9_000, "\x00", "NaN"]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:12])
@pytest.mark.parametrize("kind", ["note.added", "note.liked"])
def test_hostile_text_is_refused_without_a_crash(kind: str, text: str):
    known = operation(head(1, kind), text)
    assert reason(known) == "body"
    assert reason(msgspec.structs.replace(PLAIN, head=text)) == "head"


def refusal(sent: Operation) -> str:
    """Why the operation is refused; empty when it is let in."""
    try:
        codec.validate(sent)
    except codec.Invalid as refused:
        return refused.reason
    return ""


@pytest.mark.parametrize("kind", ["note.added", "note.liked"])
@pytest.mark.parametrize("value", ["1" * 9_000, "1e999", "-" + "9" * 400], ids=["int", "e", "neg"])
def test_hostile_numbers_in_fields_that_nobody_knows_do_not_crash(kind: str, value: str):
    text = f'{{"text":"a","place":{{"order":"V"}},"x":{value}}}'
    assert refusal(operation(head(1, kind), text)) in {"", "body"}


@pytest.mark.parametrize("kind", ["note.added", "note.liked"])
@pytest.mark.parametrize(("depth", "expected"), [(31, ""), (32, "body"), (900, "body")])
def test_every_program_lets_in_the_same_depth(kind: str, depth: int, expected: str):
    text = '{"text":"[[[[\\"[[[[","place":{"order":"V"},"x":%s}'
    nested = text % ("[" * depth + "]" * depth)
    assert refusal(operation(head(1, kind), nested)) == expected
    assert refusal(operation(head(1, kind), text % ("[" + "[]," * 200 + "[]]"))) == ""
    deep_head = with_head(x=json.loads("[" * depth + "]" * depth))
    assert refusal(deep_head) == expected.replace("body", "head")


def test_head_and_body_together_have_a_greatest_size_in_bytes():
    room = MAX_OPERATION_BYTES - len(PLAIN.head.encode())
    text = '{"text":"a","place":{"order":"V"},"x":"%s"}'
    filling = "ä" * ((room - len(text) + 2) // 2)
    fits = text % filling
    assert len(fits.encode()) in {room, room - 1}
    assert codec.validate(with_body(fits))
    assert reason(with_body(text % (filling + "ää"))) == "size"


def test_the_size_of_a_head_counts_in_bytes_as_well():
    room = MAX_OPERATION_BYTES - len((PLAIN.body or "").encode())
    head_of = '{"x":"%s",' + PLAIN.head[1:]
    filling = "ä" * ((room - len(head_of) + 2) // 2)
    assert refusal(msgspec.structs.replace(PLAIN, head=head_of % filling)) == ""
    assert refusal(msgspec.structs.replace(PLAIN, head=head_of % (filling + "ää"))) == "size"


ITEM, GROUP, PERSON = uid(0xF0), uid(0x61), uid(0xF1)
VISIT = uid(0xF3)
STARTED = TimerStarted(item=ITEM, group=GROUP, visit=VISIT, run=VISIT, state="running")
PLACED = [
    (SeatSet(item=ITEM, participant=PERSON, group=None), seat_id(ITEM, PERSON), None),
    (CheckTicked(item=ITEM, line="Mikrofone", ticked=True), check_id(ITEM, "Mikrofone"), None),
    (PointsGiven(poll=ITEM, target=PERSON, delta=1), points_id(ITEM, PERSON), None),
    (RunAdvanced(to=ITEM), RUN_ID, None),
    (STARTED, timer_id(ITEM, GROUP), GROUP),
    (TimerExtended(item=ITEM, run=VISIT, delta_ms=1), timer_id(ITEM, None), None),
    (TimerReturned(item=ITEM, group=GROUP, run=VISIT), timer_id(ITEM, GROUP), GROUP),
]


@pytest.mark.parametrize(("body", "entity", "scope"), PLACED, ids=lambda one: type(one).__name__)
def test_what_exists_by_combination_has_only_one_id(body: Any, entity: str, scope: str | None):
    made = head(1, body.KIND, entity=entity, scope=scope)
    assert codec.validate(operation(made, body))[2] == body
    elsewhere = msgspec.structs.replace(made, entity=uid(0xAA))
    assert reason(operation(elsewhere, body)) == "entity"


@pytest.mark.parametrize("scope", [None, uid(0x62)])
def test_a_groups_timer_cannot_claim_the_scope_of_another_group(scope: str | None):
    made = head(1, STARTED.KIND, entity=timer_id(ITEM, GROUP), scope=scope)
    assert reason(operation(made, STARTED)) == "scope"


def test_an_items_own_timer_cannot_claim_the_scope_of_a_group():
    body = TimerExtended(item=ITEM, run=VISIT, delta_ms=1)
    made = head(1, body.KIND, entity=timer_id(ITEM, None), scope=GROUP)
    assert reason(operation(made, body)) == "scope"


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_every_body_survives_its_text(kind: str, data: st.DataObject):
    body = data.draw(bodies(KINDS[kind].body))
    assert codec.decode_body(KINDS[kind], codec.encode_body(body)) == body


def test_every_head_survives_its_text():
    full = entry(7, Undone(), base=[1, 2], undoes=uid(3), undoes_kind="note.added", scope=GROUP)
    made = msgspec.structs.replace(full.head, action=Action(UUID, 3, 9))
    assert codec.decode_head(codec.encode_head(made)) == made


ANYTHING = st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: raw.decode("latin-1"))


@settings(max_examples=200)
@given(ANYTHING, ANYTHING, st.sampled_from(sorted(KINDS)))
def test_no_text_whatever_gets_past_as_anything_but_invalid(first: str, second: str, kind: str):
    for sent in (
        Operation(head=first, body=second, salt=SALT),
        operation(head(1, kind), second),
        Operation(head=PLAIN.head, body=second, salt=first),
    ):
        assert refusal(sent) in {"", "size", "head", "salt", "target", "body", "entity", "scope"}


@settings(max_examples=100)
@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), st.lists, max_leaves=5))
def test_no_value_in_a_head_gets_past_its_limits(value: Any):
    for name in Head.__struct_fields__:
        try:
            made = codec.validate(with_head(**{name: value}))[0]
        except codec.Invalid:
            continue
        codec.decode_head(codec.encode_head(made))


def test_a_body_that_is_gone_has_no_hash_of_its_own():
    with pytest.raises(ValueError, match="erased"):
        codec.body_hash(None, None)
