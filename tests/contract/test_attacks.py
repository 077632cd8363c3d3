"""What somebody with bad intentions sends, and what becomes of it: the list is docs/security.md."""

import gzip
import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace

from city_backend import incoming
from city_backend.access_log import AccessLog
from city_backend.attempts import PER_ADDRESS
from city_backend.core import Author
from city_backend.crowd import MOST
from city_backend.driver import Where
from city_backend.limits import MAX_DEVICES, MAX_INFLATED_BYTES
from city_backend.operating import OPERATING
from console.domain.bodies import LATEST_INSTANT
from console.domain.ops import MAX_BASE
from console.domain.roster import ParticipantAdded, ParticipantErased
from tests.backend.bringing import brought, offered
from tests.backend.operations import Hand, new_id, wire
from tests.backend.running import Person, Running, running
from tests.backend.streaming import Streaming

NASTY = ("a\x00b", "\x1b[2J\r\nSet-Cookie: x=1", "%_\\' OR 1=1 --", "\u202e\u2028\ufffe", "😀" * 50)


def raw(backend: Running, *parts: bytes) -> bytes:
    """What comes back for bytes that no client would send."""
    host, port = backend.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        for part in parts:
            line.sendall(part)
        found = b""
        while piece := line.recv(65536):
            found += piece
    return found


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_names_of_any_signs_come_back_as_they_are_or_are_refused(
    backend: Running, lead: Person, text: str
) -> None:
    code = lead.post("/invitations", {"role": "notetaker"}).json()["code"]
    with Person(backend.url, text) as somebody:
        paired = somebody.ask_to_pair(code, device_name=text)
        assert paired.status_code in (200, 400), paired.text
        if paired.status_code == 200:
            names = [one["name"] for one in lead.get("/members").json()["members"]]
            # PostgreSQL's text holds every sign but one.
            assert text in names or text.replace("\0", "\ufffd") in names
    renamed = lead.post("/members", {"member": lead.place["member"], "name": text})
    assert renamed.status_code in (200, 400), renamed.text
    seen = lead.put_presence(view=text[:40], digest=text[:100])
    assert seen.status_code in (200, 400), seen.text
    told = lead.get("/ops", after=0)
    assert told.status_code == 200, told.text
    enrolled = lead.http.post(
        "/v1/devices",
        json={"device": new_id(), "device_name": text, "token_hash": "0" * 64},
        headers=lead.headers,
    )
    assert enrolled.status_code in (200, 400), enrolled.text
    note = lead.hand.note(text)
    assert lead.statuses(note) == ["accepted"]


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_device_has_so_many_streams_and_no_more(backend: Running, lead: Person) -> None:
    path = f"/v1/dialogues/{lead.dialogue}/stream?after=0"
    lines: list[Iterator[str]] = []
    with ExitStack() as stack:
        for _ in range(MOST):
            answer = stack.enter_context(lead.http.stream("GET", path, headers=lead.headers))
            assert answer.status_code == 200
            lines.append(answer.iter_lines())
            next(lines[-1])
        more = lead.http.get(path, headers=lead.headers)
        assert refused(more) == (429, "too_many_streams")
        assert more.headers["retry-after"] == "5"
        code = lead.post("/invitations", {"role": "observer"}).json()["code"]
        other = stack.enter_context(Person(backend.url)).pair(code)
        with Streaming(other):
            pass
        assert lead.get("/ops", after=0).status_code == 200, "the log can be read all the same"


def test_waiting_piles_up_so_far_and_no_further(backend: Running, lead: Person) -> None:
    lead.pull()
    query = {"after": lead.after, "chain": lead.chain, "wait": 25}
    with ThreadPoolExecutor(MOST + 1) as pool:
        asked = [pool.submit(lead.get, "/ops", **query) for _ in range(MOST + 1)]
        first = next(as_completed(asked)).result()
        assert refused(first) == (429, "too_many_streams")
        assert lead.statuses(lead.hand.note()) == ["accepted"]
        answers = [one.result() for one in asked]
    assert sorted(one.status_code for one in answers) == [200] * MOST + [429]


def test_a_member_has_a_bounded_number_of_devices(lead: Person, codes: dict[str, str]) -> None:
    for number in range(MAX_DEVICES):
        said = {"device": new_id(), "device_name": "x", "token_hash": f"{number:064x}"}
        answer = lead.http.post("/v1/devices", json=said, headers=lead.headers)
        full = number == MAX_DEVICES - 1
        assert answer.status_code == (403 if full else 200)
    assert answer.json()["code"] == "too_many_devices"


def test_nobody_takes_the_device_of_somebody_else(
    backend: Running, lead: Person, codes: dict[str, str]
) -> None:
    with Person(backend.url, "Nico") as thief:
        thief.pair(codes["notetaker"])
        said = {"device": lead.hand.device, "device_name": "x", "token_hash": "1" * 64}
        answer = thief.http.post("/v1/devices", json=said, headers=thief.headers)
        assert refused(answer) == (400, "malformed")
    with Person(backend.url, "Anna") as thief:
        thief.hand = Hand(lead.hand.device)
        for role in ("observer", "lead"):
            code = lead.post("/invitations", {"role": role}).json()["code"]
            assert refused(thief.ask_to_pair(code)) == (409, "device_known")
            wrong = thief.http.post(
                "/v1/pair", json=thief.pair_request(code), headers=thief.headers
            )
            assert refused(wrong) == (409, "device_known")
    with Person(backend.url, "Anna") as thief:
        # The place of one's own is no proof for somebody else's.
        thief.pair(codes["cohost"])
        thief.hand = Hand(lead.hand.device)
        code = lead.post("/invitations", {"role": "lead"}).json()["code"]
        assert refused(thief.ask_to_pair(code)) == (409, "device_known")
    less = lead.post("/invitations", {"role": "observer"}).json()["code"]
    assert refused(lead.ask_to_pair(less)) == (403, "forbidden"), "a slip of the fingers"
    members = lead.get("/members").json()["members"]
    assert [one["role"] for one in members if one["member"] == lead.place["member"]] == ["lead"]
    assert lead.statuses(lead.hand.note()) == ["accepted"]


def test_stamps_that_somebody_claims_count_for_nothing(lead: Person, codes: dict[str, str]) -> None:
    note = wire([lead.hand.note("echt")])[0]
    forged = {"seq": 1, "by": new_id(), "device": new_id(), "role": "city", "received_at": 0}
    said = {"after": lead.after, "chain": lead.chain, "ops": [{**note, **forged, "origin": forged}]}
    assert lead.post("/ops", said).json()["results"][0]["status"] == "accepted"
    record = lead.pull()[-1]
    assert (record.by, record.device, record.role) == (
        lead.place["member"],
        lead.hand.device,
        "lead",
    )
    assert record.received_at > 0
    assert record.origin is None
    again = lead.post("/ops", said).json()["results"][0]
    assert (again["status"], again["seq"]) == ("duplicate", record.seq)


def test_absurd_instants_are_bounded(backend: Running, lead: Person, codes: dict[str, str]) -> None:
    late = (LATEST_INSTANT, 0, lead.hand.device)
    note = lead.hand.note("später", hlc=late, at=LATEST_INSTANT, first_received_at=0)
    assert lead.statuses(note) == ["accepted"]
    rows = [
        brought(
            Hand().note("x"),
            Author(member=lead.place["member"], device=new_id()),
            "lead",
            received_at=at,
            first_received_at=first,
        )
        for at in (0, LATEST_INSTANT)
        for first in (0, LATEST_INSTANT, None)
    ]
    assert {one["status"] for one in offered(lead, rows)} == {"accepted"}
    now = backend.backend.real.wall_ms()
    for record in lead.pull():
        assert record.first_received_at is not None
        assert record.first_received_at <= record.received_at <= now
    for wrong in (-1, LATEST_INSTANT + 1, 2**64, 1.5, "1"):
        row = {**wire(rows[:1])[0], "received_at": wrong}
        said = {"after": lead.after, "chain": lead.chain, "records": [row]}
        assert lead.post("/salvage", said).json()["results"][0]["status"] == "invalid"


def test_said_twice_in_one_object_is_read_once_and_by_all_alike(lead: Person) -> None:
    note = wire([lead.hand.note("zweimal")])[0]
    note["head"] = note["head"].replace('"kind":', '"kind":"member.added","kind":', 1)
    said = {"after": lead.after, "chain": lead.chain, "ops": [note]}
    assert lead.post("/ops", said).json()["results"][0]["status"] == "accepted"
    note = wire([lead.hand.note("zweimal")])[0]
    note["head"] = note["head"][:-1] + ',"kind":"member.added"}'
    said["ops"] = [note]
    found = lead.post("/ops", said).json()["results"][0]
    assert found["status"] in ("denied", "invalid")


@pytest.mark.parametrize(
    "text", ['"\\ud800"', '"\\ud800\\ud800"', "1e999", "NaN", '{"a":' * 40 + "1" + "}" * 40]
)
def test_heads_and_bodies_that_are_no_json_harm_nobody(lead: Person, text: str) -> None:
    for part in ("head", "body"):
        note = wire([lead.hand.note("x")])[0]
        note[part] = note[part][:-1] + f',"more":{text}}}'
        said = {
            "after": lead.after,
            "chain": lead.chain,
            "ops": [note, wire([lead.hand.note()])[0]],
        }
        results = [one["status"] for one in lead.post("/ops", said).json()["results"]]
        assert results[0] in ("invalid", "accepted")
        assert results[1] == "accepted"
    assert lead.get("/ops", after=0).status_code == 200


def test_lines_that_no_client_sends_are_refused(backend: Running, lead: Person) -> None:
    host = backend.url.removeprefix("http://").encode()
    token = lead.token.encode()
    ask = b"POST /v1/dialogues/%s/ops HTTP/1.1\r\nHost: %s\r\n" % (lead.dialogue.encode(), host)
    ask += b"Authorization: Bearer %s\r\nContent-Type: application/json\r\n" % token
    hidden = b"GET /v1/hello HTTP/1.1\r\nHost: %s\r\n\r\n" % host
    for headers in (
        b"Content-Length: 2\r\nContent-Length: 40\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: 2\r\nTransfer-Encoding: gzip, chunked\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"X: a\r\n b: c\x00\r\n",
        b"Host: evil.example\r\n",
    ):
        answer = raw(backend, ask + headers + b"Connection: close\r\n\r\n{}" + hidden)
        assert status(answer) == 400, headers
        assert b"server_time" not in answer, "nothing is read as a second request"
    both = b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n"
    answer = raw(backend, ask + both + hidden)
    assert status(answer) == 400
    assert b"server_time" not in answer
    for target in (b"http://evil.example/v1/hello", b"//evil/v1/hello", b"/v1/../v1/hello", b"*"):
        answer = raw(
            backend, b"GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" % (target, host)
        )
        assert status(answer) in (400, 404), target
    for name in (b"evil.example", b"127.0.0.1.evil.example", b"", b"localhost@evil", b"[::1].evil"):
        answer = raw(
            backend, b"GET /v1/hello HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" % name
        )
        assert status(answer) in (400, 421), name


def test_a_web_page_gets_nothing_done(backend: Running, lead: Person) -> None:
    page = {"origin": "https://evil.example"}
    pair = lead.pair_request("AAAAAAAA")
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        said = {**page, "content-type": kind}
        answer = httpx.post(f"{backend.url}/v1/pair", content=json.dumps(pair), headers=said)
        assert refused(answer) == (415, "unsupported_media_type")
    asked = {**page, "access-control-request-method": "POST"}
    answer = httpx.options(f"{backend.url}/v1/pair", headers=asked)
    assert answer.status_code == 405
    for one in (answer, httpx.get(f"{backend.url}/v1/hello", headers=page)):
        assert not [name for name in one.headers if name.startswith("access-control")]


def test_bombs_do_not_unfold(lead: Person) -> None:
    twice = gzip.compress(gzip.compress(b" " * (8 * MAX_INFLATED_BYTES)))
    several = gzip.compress(b"{}") * 500
    for bomb, expected in ((twice, 400), (several, 413), (gzip.compress(b"[" * 10**6), 400)):
        said = {**lead.headers, "content-type": "application/json", "content-encoding": "gzip"}
        path = f"/v1/dialogues/{lead.dialogue}/ops"
        assert lead.http.post(path, content=bomb, headers=said).status_code == expected


def test_who_was_shut_out_invites_nobody(lead: Person, codes: dict[str, str]) -> None:
    with Person(str(lead.http.base_url)) as second:
        second.pair(lead.post("/invitations", {"role": "lead"}).json()["code"])
        code = second.post("/invitations", {"role": "lead"}).json()["code"]
        lead.post("/members", {"member": second.place["member"], "revoked": True})
        assert refused(second.post("/invitations", {"role": "lead"})) == (403, "revoked")
    with Person(str(lead.http.base_url)) as accomplice:
        assert refused(accomplice.ask_to_pair(code)) == (403, "wrong_code")


def test_a_body_that_drips_is_given_up(
    backend: Running, lead: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "BODY_WITHIN_S", 0.2)
    host = backend.url.removeprefix("http://").encode()
    ask = b"POST /v1/pair HTTP/1.1\r\nHost: %s\r\nContent-Length: 100\r\n" % host
    ask += b"Connection: close\r\nContent-Type: application/json\r\n\r\n{"
    answer = raw(backend, ask)
    assert status(answer) == 408
    assert lead.statuses(lead.hand.note()) == ["accepted"]


def test_codes_are_not_guessed_by_letting_the_backend_start_again(where: Where) -> None:
    with running(where) as first, Person(first.url) as guesser:
        answers = [guesser.ask_to_pair(f"AAAA{number:04}") for number in range(PER_ADDRESS)]
        assert {one.status_code for one in answers} == {403}
    with running(where) as second, Person(second.url) as guesser:
        assert refused(guesser.ask_to_pair("AAAA9999")) == (429, "too_many_attempts")
        forwarded = {"x-forwarded-for": "192.0.2.7", "forwarded": "for=192.0.2.8"}
        said = guesser.pair_request("AAAA9998")
        answer = guesser.http.post("/v1/pair", json=said, headers=forwarded)
        assert answer.status_code == 429, "an address that somebody claims is none"


def test_a_flood_of_presence_leaves_one_line(lead: Person, codes: dict[str, str]) -> None:
    for number in range(200):
        assert lead.put_presence(view=f"v{number}", outbox=number).status_code == 200
    present = lead.get("/ops", after=0).json()["presence"]
    assert [one["view"] for one in present] == ["v199"]
    too_much = {"view": "x", "editing": [new_id()] * 51}
    path = f"/v1/dialogues/{lead.dialogue}/presence"
    assert lead.http.put(path, json=too_much, headers=lead.headers).status_code == 400


def test_an_operation_that_names_too_much_is_invalid_alone(lead: Person) -> None:
    named = tuple(new_id() for _ in range(MAX_BASE))
    full = lead.hand.note("x", base=named)
    more = wire([lead.hand.note("x", base=(*named, new_id()))])[0]
    said = {"after": lead.after, "chain": lead.chain, "ops": [more, *wire([full])]}
    results = lead.post("/ops", said).json()["results"]
    assert [one["status"] for one in results] == ["invalid", "accepted"]


def test_an_erasure_that_is_sent_again_takes_nothing_more(lead: Person) -> None:
    person, other = new_id(), new_id()
    lead.push(lead.hand.one(ParticipantAdded(last_name="Eins"), person))
    erasure = lead.hand.one(ParticipantErased(), person)
    lead.push(erasure, lead.hand.one(ParticipantAdded(last_name="Zwei"), other))
    head = lead.pull()[-1].seq
    assert lead.statuses(erasure) == ["duplicate"]
    moved = wire([erasure])[0]
    moved["head"] = moved["head"].replace(person, other)
    said = {"after": lead.after, "chain": lead.chain, "ops": [moved]}
    assert lead.post("/ops", said).json()["results"][0]["status"] == "invalid", "another text"
    bodies = str([one.body for one in lead.pull()])
    assert lead.pull()[-1].seq == head
    assert "Zwei" in bodies
    assert "Eins" not in bodies


def test_what_somebody_types_makes_no_line_of_the_access_log(where: Where, tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    log = AccessLog(path, addresses=True)
    with (
        running(where, operating=replace(OPERATING, access=log)) as backend,
        Person(backend.url, 'x"}\n{"at":"gelogen') as somebody,
    ):
        somebody.pair(backend.create()[1]["lead"])
        for text in ("%0a%7b%22at%22", "a%1b[2J", somebody.token):
            somebody.http.get(f"/v1/dialogues/{text}/ops", headers=somebody.headers)
            somebody.http.request("GEXT", f"/{text}")
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) == 7
    assert {*json.loads(lines[0])} >= {"at", "method", "route", "status"}
    everything = path.read_text("utf-8")
    for word in ("gelogen", "\x1b", somebody.token, "GEXT", "at%22"):
        assert word not in everything
