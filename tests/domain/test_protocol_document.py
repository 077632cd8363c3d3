"""docs/protocol.md: its test vectors hold, computed by hand and by the program."""

import hashlib
import json
import re
import uuid
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.domain import codec, ids
from console.domain.kinds import KINDS
from console.domain.ops import Record

DOCUMENT = Path(__file__).parents[2] / "docs" / "protocol.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
VECTORS: dict[str, Any] = json.loads(TEXT.split("```json\n")[1].split("\n```")[0])
RECORDS: list[dict[str, Any]] = VECTORS["records"]
ROLES = ["city", "lead", "cohost", "notetaker", "observer", "display"]


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def number(value: int, size: int = 8) -> bytes:
    return value.to_bytes(size, "big", signed=value < 0)


def stamp(stamps: dict[str, Any]) -> bytes:
    who = uuid.UUID(stamps["by"]).bytes + uuid.UUID(stamps["device"]).bytes
    return who + bytes([ROLES.index(stamps["role"])]) + number(stamps["received_at"])


def test_the_vectors_have_an_origin_an_offset_and_a_lost_body_and_none_of_them():
    for name in ("origin", "offset_ms", "body"):
        assert {record[name] is None for record in RECORDS} == {True, False}


def test_the_hashes_are_those_that_the_text_describes():
    chain = sha(
        b"dialogpult-1", uuid.UUID(VECTORS["dialogue"]).bytes, bytes.fromhex(VECTORS["nonce"])
    )
    assert chain.hex() == VECTORS["chain_0"]
    for record in RECORDS:
        body_hash = bytes.fromhex(record["body_hash"])
        if record["body"] is not None:
            assert body_hash == sha(bytes.fromhex(record["salt"]), record["body"].encode())
        head = record["head"].encode()
        op_hash = sha(number(len(head), 4), head, body_hash)
        assert op_hash.hex() == record["op_hash"]
        offset = -(2**63) if record["offset_ms"] is None else record["offset_ms"]
        origin = record["origin"]
        brought = b"" if origin is None else stamp(origin) + uuid.UUID(origin["via"]).bytes
        stamps = [stamp(record), number(offset), sha(brought)]
        chain = sha(chain, number(record["seq"]), op_hash, *stamps)
        assert chain.hex() == record["chain"]


def test_the_program_follows_the_chain_of_the_vectors():
    previous = codec.chain_start(VECTORS["dialogue"], VECTORS["nonce"])
    assert previous.hex() == VECTORS["chain_0"]
    for plain in RECORDS:
        record = msgspec.json.decode(json.dumps(plain), type=Record)
        assert codec.continues(record, previous)
        previous = bytes.fromhex(record.chain)
        head = codec.decode_head(record.head)
        kind = codec.known_kind(head)
        assert kind is not None
        if record.body is not None:
            codec.decode_body(kind, record.body)


def changed(record: dict[str, Any], **more: Any) -> Record:
    return msgspec.json.decode(json.dumps({**record, **more}), type=Record)


@pytest.mark.parametrize(
    "change",
    [
        {"head": RECORDS[1]["head"].replace('"n":1', '"n":2')},
        {"body": RECORDS[1]["body"].replace("180000", "180001")},
        {"body": RECORDS[1]["body"].replace(" ", "")},
        {"salt": "00" * 16},
        {"body": None, "salt": None, "body_hash": "00" * 32},
        {"body": RECORDS[1]["body"], "salt": None},
        {"offset_ms": None},
        {"seq": 3},
        {"by": VECTORS["dialogue"]},
        {"device": VECTORS["dialogue"]},
        {"role": "observer"},
        {"received_at": 1},
        {"origin": None},
        {"origin": {**RECORDS[1]["origin"], "via": VECTORS["dialogue"]}},
        {"origin": {**RECORDS[1]["origin"], "role": "cohost"}},
        {"op_hash": "00" * 32},
        {"chain": "00" * 32},
        {"head": "\x00\ud800"},
    ],
    ids="+".join,
)
def test_a_record_changed_anywhere_does_not_continue_the_chain(change: dict[str, Any]):
    previous = bytes.fromhex(RECORDS[0]["chain"])
    assert codec.continues(changed(RECORDS[1]), previous)
    whole = msgspec.structs.replace(changed(RECORDS[1]), **_typed(change))
    assert not codec.continues(whole, previous)
    assert not codec.continues(changed(RECORDS[1]), b"\0" * 32)


def _typed(change: dict[str, Any]) -> dict[str, Any]:
    if isinstance(change.get("origin"), dict):
        origin = changed(RECORDS[1], origin=change["origin"]).origin
        return {**change, "origin": origin}
    return change


def test_a_blank_record_continues_the_chain_as_the_whole_one_did():
    previous = bytes.fromhex(RECORDS[0]["chain"])
    assert codec.continues(changed(RECORDS[1], body=None, salt=None), previous)


def test_the_document_names_every_kind_and_no_other():
    listed = TEXT.split("### Kinds, version 1")[1].split("\n## ")[0]
    assert set(re.findall(r"`([a-z_]+\.[a-z_]+|undone|redacted)`", listed)) == set(KINDS)


def test_the_document_names_the_namespace_of_derived_ids_and_their_parts():
    assert f"`{ids.NAMESPACE}`" in TEXT
    item, nil = VECTORS["dialogue"], "00000000-0000-0000-0000-000000000000"
    expected = uuid.uuid5(ids.NAMESPACE, f"visit|{nil}|{item}")
    assert ids.visit_id(None, item) == str(expected)
    assert ids.timer_id(item, None) == str(uuid.uuid5(ids.NAMESPACE, f"timer|{item}|plenary"))
