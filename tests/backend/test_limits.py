"""What one request may hold, and what stands before every request."""

import gzip
import json
from typing import Any

import httpx
import pytest

from city_backend.limits import MAX_BODY_BYTES, MAX_INFLATED_BYTES, MAX_OPERATIONS
from console.domain.notes import NoteAdded, Place
from console.domain.ops import MAX_OPERATION_BYTES, Fact
from tests.backend.operations import new_id, wire
from tests.backend.running import Person, Running
from tests.backend.test_acceptance import NOTE, changed


def push_raw(person: Person, raw: bytes, **headers: str) -> httpx.Response:
    said = {"content-type": "application/json", **person.headers, **headers}
    return person.http.post(f"/v1/dialogues/{person.dialogue}/ops", content=raw, headers=said)


def push_of(person: Person, ops: list[Any]) -> bytes:
    return json.dumps({"after": person.after, "chain": person.chain, "ops": ops}).encode()


def test_five_hundred_operations_are_taken_and_not_one_more(lead: Person) -> None:
    notes = lead.hand.notes(MAX_OPERATIONS + 1)
    refused = lead.ask_to_push(notes)
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")
    assert lead.statuses(*notes[:MAX_OPERATIONS]) == ["accepted"] * MAX_OPERATIONS


def test_a_body_above_a_mebibyte_is_refused(lead: Person) -> None:
    answer = push_raw(lead, b" " * (MAX_BODY_BYTES + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_body_of_unknown_length_is_measured_while_it_comes(lead: Person) -> None:
    parts = (b" " * 65536 for _ in range(MAX_BODY_BYTES // 65536 + 1))
    said = {"content-type": "application/json", **lead.headers}
    answer = lead.http.post(f"/v1/dialogues/{lead.dialogue}/ops", content=parts, headers=said)
    assert answer.status_code == 413


def test_packed_operations_are_taken(lead: Person) -> None:
    raw = gzip.compress(push_of(lead, wire(lead.hand.notes(300))))
    answer = push_raw(lead, raw, **{"content-encoding": "gzip"})
    assert {one["status"] for one in answer.json()["results"]} == {"accepted"}


def test_a_small_body_that_unpacks_to_a_large_one_is_refused(lead: Person) -> None:
    bomb = gzip.compress(b" " * (MAX_INFLATED_BYTES + 1))
    assert len(bomb) < 10_000
    answer = push_raw(lead, bomb, **{"content-encoding": "gzip"})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "raw", [b"no gzip", gzip.compress(b"{}", mtime=0)[:-6]], ids=["noise", "half"]
)
def test_a_broken_packing_is_malformed(lead: Person, raw: bytes) -> None:
    answer = push_raw(lead, raw, **{"content-encoding": "gzip"})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_long_answers_come_packed_to_those_who_take_it(lead: Person) -> None:
    lead.push(*lead.hand.notes(50))
    packed = lead.get("/ops", after=0)
    assert packed.headers["content-encoding"] == "gzip"
    plain = lead.http.get(
        f"/v1/dialogues/{lead.dialogue}/ops?after=0",
        headers={**lead.headers, "accept-encoding": "gzip;q=0"},
    )
    assert "content-encoding" not in plain.headers
    assert plain.json() == packed.json()


@pytest.mark.parametrize(
    ("kind", "status"),
    [("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("", 415)],
)
def test_only_json_is_read(lead: Person, kind: str, status: int) -> None:
    answer = push_raw(lead, push_of(lead, []), **{"content-type": kind})
    assert answer.status_code == status


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff", b'{"ops": []}', b"[" * 5000])
def test_what_is_no_push_is_malformed(lead: Person, raw: bytes) -> None:
    answer = push_raw(lead, raw)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_what_is_no_operation_harms_no_neighbour(lead: Person) -> None:
    first, spoilt, last = wire(lead.hand.notes(3))
    bad = [7, {}, {"head": 7}, {**spoilt, "salt": "xy"}, {**spoilt, "offset_ms": 1.5}]
    answer = push_raw(lead, push_of(lead, [first, *bad, last]))
    results = answer.json()["results"]
    assert [one["status"] for one in results] == ["accepted", *["invalid"] * 5, "accepted"]
    known = json.loads(spoilt["head"])["op_id"]
    assert [one["op_id"] for one in results[1:6]] == [None, None, None, known, known]


def test_an_operation_that_is_too_large_is_invalid_alone(lead: Person) -> None:
    long = lead.hand.one(NoteAdded(text="ö" * 4000, place=Place(order="V")))
    base = [new_id() for _ in range(190)]
    assert len(changed(long, base=base).head) + 8000 > MAX_OPERATION_BYTES
    assert lead.statuses(lead.hand.note(), changed(long, base=base)) == ["accepted", "invalid"]
    assert lead.statuses(long) == ["accepted"]


def test_words_of_any_kind_come_back_unchanged(lead: Person) -> None:
    for text in ("👩‍👩‍👧 Größe", "\u202eשלום", "NUL\u0000 und \u0007", "' or 1=1; --", "\u2028"):
        note = lead.hand.note(text)
        assert lead.statuses(note) == ["accepted"]
        assert lead.pull()[-1].body == note.body


def test_half_a_character_is_invalid(lead: Person) -> None:
    note = wire([lead.hand.note("x")])[0]
    note["body"] = '{"text":"\\ud800","place":{"order":"V"}}'
    answer = push_raw(lead, push_of(lead, [note]))
    assert answer.json()["results"][0]["status"] == "invalid"


def test_pages_hold_what_was_asked_for_and_cut_no_action(lead: Person) -> None:
    lead.push(*lead.hand.notes(8))
    action = lead.hand.action(*(Fact(entity=new_id(), body=NOTE) for _ in range(5)))
    lead.push(*action, *lead.hand.notes(3))
    start = lead.place["head"]
    records = lead.pull()
    chain = {record.seq: record.chain for record in records}

    def page(after: int, limit: int) -> list[int]:
        answer = lead.get("/ops", after=after, chain=chain[after], limit=limit)
        return [record["seq"] for record in answer.json()["records"]]

    assert page(start, 4) == [start + 1, start + 2, start + 3, start + 4]
    assert page(start + 4, 6) == [start + 5, start + 6, start + 7, start + 8]
    assert page(start + 8, 2) == list(range(start + 9, start + 14))
    assert page(start + 8, 6) == list(range(start + 9, start + 15))
    assert page(start + 13, 500) == [start + 14, start + 15, start + 16]


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "after=-1", "after=x", "wait=26"])
def test_numbers_out_of_range_are_malformed(lead: Person, query: str) -> None:
    path = f"/v1/dialogues/{lead.dialogue}/ops?{query}&chain={lead.chain}"
    answer = lead.http.get(path, headers=lead.headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_a_name_that_is_not_this_machine_is_refused(backend: Running) -> None:
    for host, status in (
        ("127.0.0.1:1", 200),
        ("localhost", 200),
        ("[::1]:8720", 200),
        ("city.example", 421),
        ("localhost.city.example", 421),
        ("127.0.0.1.city.example:8720", 421),
    ):
        answer = httpx.get(f"{backend.url}/v1/hello", headers={"host": host})
        assert answer.status_code == status, host


def test_a_console_that_is_too_old_is_told_so(backend: Running) -> None:
    old = httpx.get(f"{backend.url}/v1/hello", headers={"dialogpult-protocol": "0"})
    assert (old.status_code, old.json()["code"]) == (426, "protocol_too_old")
    assert old.json()["protocol"] == [1, 1]


def test_nobody_is_sent_elsewhere(backend: Running) -> None:
    for path in ("/v1/hello/", "/v1", "//v1/hello", "/v1/dialogues/x/ops/"):
        answer = httpx.get(backend.url + path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    wrong = httpx.post(f"{backend.url}/v1/hello")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in wrong.headers["allow"]


def test_problems_are_said_as_the_standard_wants_in_the_readers_language(backend: Running) -> None:
    for language, title in (("de-DE,de;q=0.9", "nicht angemeldet"), ("en", "not signed in")):
        answer = httpx.get(f"{backend.url}/v1/dialogues", headers={"accept-language": language})
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"] == "Bearer"
        said = answer.json()
        assert (said["status"], said["code"]) == (401, "unauthorized")
        assert said["type"] == "urn:dialogpult:problem:unauthorized"
        assert title in said["title"]


def test_hello_and_time_need_no_token(backend: Running) -> None:
    hello = httpx.get(f"{backend.url}/v1/hello").json()
    assert hello["backend"] == backend.backend.identity
    assert hello["protocol"] == [1, 1]
    assert hello["kinds"]["note.added"] == 1
    assert hello["limits"]["operations"] == MAX_OPERATIONS
    time = httpx.get(f"{backend.url}/v1/time").json()
    assert 0 < time["received_at"] <= time["sent_at"]


def test_metrics_are_for_this_machine_alone(backend: Running, lead: Person) -> None:
    lead.push(lead.hand.note())
    answer = httpx.get(f"{backend.url}/metrics")
    assert 'dialogpult_operations_total{status="accepted"} 1' in answer.text
    assert "Leitung" not in answer.text
    forwarded = httpx.get(f"{backend.url}/metrics", headers={"x-forwarded-for": "10.0.0.1"})
    assert (forwarded.status_code, forwarded.json()["code"]) == (403, "loopback_only")


def test_health_and_readiness(backend: Running) -> None:
    assert httpx.get(f"{backend.url}/healthz").text == "ok"
    assert httpx.get(f"{backend.url}/readyz").text == "ready"


def test_another_dialogues_token_opens_nothing(backend: Running, lead: Person) -> None:
    with Person(backend.url) as other:
        other.pair(backend.create("Zweiter")[1]["lead"])
        other.place["dialogue"], own = lead.dialogue, other.dialogue
        assert other.get("/ops", after=0).status_code == 404
        assert other.ask_to_push([other.hand.note()]).status_code == 404
        assert other.put_presence().status_code == 404
        assert other.get("/members").status_code == 404
        found = other.http.get("/v1/dialogues", headers=other.headers).json()["dialogues"]
        assert [one["dialogue"] for one in found] == [own]


def test_an_unknown_token_is_asked_to_sign_in_before_anything_is_unpacked(lead: Person) -> None:
    said = {"authorization": "Bearer wrong"}
    bomb = gzip.compress(b" " * (MAX_INFLATED_BYTES + 1))
    assert push_raw(lead, bomb, **said, **{"content-encoding": "gzip"}).status_code == 401


def test_a_push_on_another_history_writes_nothing(lead: Person) -> None:
    lead.push(lead.hand.note())
    lead.chain = "0" * 64
    answer = lead.ask_to_push([lead.hand.note()])
    said = answer.json()
    assert (answer.status_code, said["code"]) == (409, "history_diverged")
    assert (said["head"], said["chain"]) == (lead.pull()[-1].seq, lead.pull()[-1].chain)
    lead.after, lead.chain = 99, "0" * 64
    assert lead.ask_to_push([lead.hand.note()]).status_code == 409
    assert lead.get("/ops", after=1, chain="0" * 64).status_code == 409
    assert lead.get("/ops", after=0, chain="0" * 64).status_code == 409
    assert lead.get("/ops", after=1).status_code == 409
    assert len(lead.pull()) == 2
