"""Joining: once per code, by the right order, and guessing does not pay."""

from collections.abc import Callable

import msgspec
import pytest

from city_backend.administration import within
from city_backend.attempts import PER_ADDRESS, PER_BACKEND, WINDOW_MS, Attempts
from city_backend.codes import ALPHABET, LENGTH, LIFETIME_MS
from city_backend.errors import Problem
from city_backend.pairing import Moment, pair
from city_backend.wire import Paired, PairRequest
from console.domain.codec import chain_start, decode_head
from tests.backend.operations import new_id
from tests.backend.running import Person, Running

Join = Callable[[str, str], Person]


def test_codes_have_forty_bits_in_signs_nobody_confuses(codes: dict[str, str]) -> None:
    assert len(ALPHABET) == 32
    assert not set("IO01") & set(ALPHABET)
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes.values())


def test_pairing_writes_the_member_into_the_log(lead: Person, notetaker: Person) -> None:
    records = lead.pull()
    heads = [decode_head(record.head) for record in records]
    assert [head.kind for head in heads] == ["member.added", "member.added"]
    assert [head.n for head in heads] == [None, None]
    assert heads[1].entity == notetaker.place["member"]
    assert msgspec.json.decode(records[1].body or "") == {"name": "Nico Notiz", "role": "notetaker"}
    assert records[1].role == "city"


def test_the_answer_says_all_that_a_console_needs_to_begin(lead: Person) -> None:
    place = lead.place
    assert (place["role"], place["roles"], place["groups"]) == ("lead", ["lead"], [])
    assert place["title"] == "Dortmund"
    first = lead.pull(0, chain_start(place["dialogue"], place["nonce"]).hex())
    assert (first[-1].seq, first[-1].chain) == (place["head"], place["chain"])


def test_the_same_request_again_gets_the_same_answer(lead: Person, codes: dict[str, str]) -> None:
    again = lead.ask_to_pair(codes["lead"])
    assert again.status_code == 200
    assert again.json() == lead.place
    assert len(lead.pull()) == 1


def test_a_code_is_good_once(lead: Person, codes: dict[str, str], backend: Running) -> None:
    with Person(backend.url) as other:
        answer = other.ask_to_pair(codes["lead"])
    assert (answer.status_code, answer.json()["code"]) == (403, "wrong_code")


@pytest.mark.parametrize("typed", [" {0}-{1} ", "{0} {1}", "{0}{1}"])
def test_a_code_may_be_typed_as_it_was_said(
    lead: Person, codes: dict[str, str], join: Join, typed: str
) -> None:
    code = codes["cohost"].lower()
    assert join(typed.format(code[:4], code[4:]), "Cora").place["role"] == "cohost"


def test_others_wait_until_the_lead_is_there(backend: Running, codes: dict[str, str]) -> None:
    with Person(backend.url) as early, Person(backend.url) as lead:
        refused = early.ask_to_pair(codes["notetaker"])
        assert (refused.status_code, refused.json()["code"]) == (409, "not_open_yet")
        assert int(refused.headers["retry-after"]) > 0
        lead.pair(codes["lead"])
        assert early.ask_to_pair(codes["notetaker"]).status_code == 200


def test_the_first_lead_brings_the_dialogue_of_a_file(
    backend: Running, codes: dict[str, str], join: Join
) -> None:
    dialogue, nonce = new_id(), "ab" * 16
    with Person(backend.url) as lead:
        lead.pair(codes["lead"], dialogue=dialogue, nonce=nonce)
        assert (lead.dialogue, lead.place["nonce"]) == (dialogue, nonce)
        lead.pull(0, chain_start(dialogue, nonce).hex())
        assert lead.statuses(lead.hand.note()) == ["accepted"]
        assert join(codes["cohost"], "Cora").dialogue == dialogue


def test_a_dialogue_that_is_or_was_known_is_not_brought_again(
    backend: Running, lead: Person
) -> None:
    second = backend.create("Zweiter")[1]
    with Person(backend.url) as other:
        brought = {"dialogue": lead.dialogue, "nonce": "ab" * 16}
        refused = other.ask_to_pair(second["lead"], **brought)
        assert (refused.status_code, refused.json()["code"]) == (409, "dialogue_known")
        lead.http.delete(f"/v1/dialogues/{lead.dialogue}", headers=lead.headers)
        assert other.ask_to_pair(second["lead"], **brought).json()["code"] == "dialogue_known"
        assert other.ask_to_pair(second["lead"]).status_code == 200


def test_a_file_of_another_dialogue_does_not_join_one_that_has_begun(
    backend: Running, lead: Person, codes: dict[str, str]
) -> None:
    with Person(backend.url) as other:
        refused = other.ask_to_pair(codes["cohost"], dialogue=new_id(), nonce="ab" * 16)
        assert (refused.status_code, refused.json()["code"]) == (409, "other_dialogue")
        assert other.ask_to_pair(codes["cohost"], dialogue=lead.dialogue).status_code == 200


def test_a_device_that_joins_again_is_the_same_member_with_the_new_role(
    notetaker: Person, codes: dict[str, str]
) -> None:
    before = notetaker.place["member"]
    notetaker.pair(codes["cohost"])
    assert (notetaker.place["member"], notetaker.place["role"]) == (before, "cohost")
    last = decode_head(notetaker.pull()[-1].head)
    assert (last.kind, last.entity) == ("member.set", before)


def test_a_device_that_is_known_has_to_prove_its_old_token(
    backend: Running, lead: Person, notetaker: Person, codes: dict[str, str]
) -> None:
    code = lead.post("/invitations", {"role": "notetaker"}).json()["code"]
    with Person(backend.url, "Doppelt") as other:
        other.hand.device = notetaker.hand.device
        for headers in ({}, other.headers, lead.headers):
            said = other.pair_request(code)
            refused = other.http.post("/v1/pair", json=said, headers=headers)
            assert (refused.status_code, refused.json()["code"]) == (409, "device_known")
            assert refused.json()["dialogue"] == lead.dialogue
        assert notetaker.statuses(notetaker.hand.note()) == ["accepted"], "its place is its own"
        before = len(lead.pull())
        proven = other.http.post("/v1/pair", json=said, headers=notetaker.headers)
        assert proven.json()["member"] == notetaker.place["member"]
        assert proven.json()["device"] == notetaker.hand.device
        assert len(lead.pull()) == before + 1, "the new name"
        assert notetaker.get("/members").status_code == 401, "the token is another one now"


@pytest.mark.parametrize("column", ["revoked_at", "expires_at"])
def test_a_token_that_is_good_for_nothing_else_still_proves_whose_it_was(
    backend: Running, lead: Person, notetaker: Person, column: str
) -> None:
    device = notetaker.hand.device
    within(
        backend.database,
        lambda one: one.db.execute(f"UPDATE device SET {column} = 1 WHERE id = ?", [device]),
    )
    assert notetaker.get("/members").status_code == 403
    code = lead.post("/invitations", {"role": "notetaker"}).json()["code"]
    assert notetaker.pair(code).place["device"] == device
    assert notetaker.get("/members").status_code == 200


def test_a_device_is_known_in_its_own_dialogue_only(backend: Running, lead: Person) -> None:
    _, codes = backend.create("Zweiter")
    with Person(backend.url) as same:
        same.hand.device = lead.hand.device
        assert same.pair(codes["lead"]).dialogue != lead.dialogue


def test_the_same_token_gets_the_same_place_under_whatever_id_it_asks(
    backend: Running, notetaker: Person, codes: dict[str, str]
) -> None:
    """It asked again under another id, and that answer was lost as well."""
    again = notetaker.ask_to_pair(codes["notetaker"], device=new_id())
    assert again.json() == notetaker.place
    assert again.json()["device"] == notetaker.hand.device


def test_a_token_belongs_to_one_device(
    backend: Running, lead: Person, codes: dict[str, str]
) -> None:
    with Person(backend.url) as other:
        other.token = lead.token
        assert other.ask_to_pair(codes["cohost"]).status_code == 400
    assert lead.statuses(lead.hand.note()) == ["accepted"]


def test_a_dialogue_prepared_by_the_city_is_open_to_all(backend: Running, lead: Person) -> None:
    lead.push(lead.hand.note())
    code = lead.post("/invitations", {"role": "observer"}).json()["code"]
    with Person(backend.url) as other:
        assert other.pair(code).place["role"] == "observer"


def test_wrong_codes_are_slowed_down_by_address(backend: Running, codes: dict[str, str]) -> None:
    with Person(backend.url) as guesser:
        answers = [guesser.ask_to_pair("AAAAAAAA") for _ in range(PER_ADDRESS)]
        assert {answer.json()["code"] for answer in answers} == {"wrong_code"}
        last = guesser.ask_to_pair(codes["lead"])
    assert (last.status_code, last.json()["code"]) == (429, "too_many_attempts")
    assert 0 < int(last.headers["retry-after"]) <= WINDOW_MS // 1000


class Desk:
    """Pairing at any time and from any address, without waiting for either."""

    def __init__(self, backend: Running) -> None:
        self.backend = backend
        self.now = backend.backend.real.wall_ms()

    def ask(self, code: str, address: str = "10.0.0.1") -> Paired | Problem:
        asked = PairRequest(
            code=code,
            device=new_id(),
            device_name="",
            member_name="Kim",
            token_hash=new_id().replace("-", "") * 2,
        )
        job = pair(asked, address, lambda _: Moment(dialogue=self.now, real=self.now))
        return within(self.backend.database, job)


@pytest.fixture
def desk(backend: Running) -> Desk:
    return Desk(backend)


def code_of(answer: Paired | Problem) -> str:
    return answer.code if isinstance(answer, Problem) else "paired"


def test_a_code_is_good_for_ten_minutes(desk: Desk, codes: dict[str, str]) -> None:
    desk.now += LIFETIME_MS + 1000
    assert code_of(desk.ask(codes["lead"])) == "wrong_code"


def test_wrong_used_and_expired_cannot_be_told_apart(
    desk: Desk, lead: Person, codes: dict[str, str]
) -> None:
    wrong, used = desk.ask("AAAAAAAA"), desk.ask(codes["lead"])
    desk.now += LIFETIME_MS + 1000
    expired = desk.ask(codes["cohost"])
    said = [(one.code, one.status, one.retry_after_s, one.more) for one in (wrong, used, expired)]
    assert said[0] == said[1] == said[2]


def test_an_address_may_try_again_after_ten_minutes(desk: Desk, codes: dict[str, str]) -> None:
    for _ in range(PER_ADDRESS):
        desk.ask("AAAAAAAA")
    assert code_of(desk.ask(codes["lead"])) == "too_many_attempts"
    assert code_of(desk.ask("AAAAAAAA", "10.0.0.2")) == "wrong_code"
    desk.now += WINDOW_MS + 1000
    assert code_of(desk.ask("AAAAAAAA")) == "wrong_code"


def test_many_wrong_codes_close_the_pairing_for_all(
    desk: Desk, backend: Running, lead: Person, codes: dict[str, str]
) -> None:
    for number in range(PER_BACKEND):
        desk.ask("AAAAAAAA", f"10.0.{number // 10}.1")
    closed = desk.ask(codes["cohost"], "10.9.9.9")
    assert code_of(closed) == "pairing_closed"
    until = within(backend.database, lambda one: Attempts(one.db, desk.now).closed_until())
    assert until == desk.now + WINDOW_MS
    desk.now += WINDOW_MS - 1000
    assert code_of(desk.ask(codes["cohost"], "10.9.9.9")) == "pairing_closed"
    desk.now += 2000
    assert code_of(desk.ask("AAAAAAAA", "10.9.9.9")) == "wrong_code"
