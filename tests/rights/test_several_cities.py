"""Several municipalities on one backend: nobody sees what is another's, nor that it is there."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from console.domain.roster import ParticipantAdded
from tests.backend.operations import new_id
from tests.backend.running import Person, Running
from tests.backend.streaming import Streaming
from tests.rights.statements import taken

CITIES = ("Achstadt", "Bedorf", "Ceburg")
CHAIN = "0" * 64
#: What is asked in a body; the description's other endpoints take none.
BODIES: Mapping[tuple[str, str], Any] = {
    ("/v1/dialogues/{dialogue}/ops", "post"): {"after": 0, "chain": CHAIN, "ops": []},
    ("/v1/dialogues/{dialogue}/salvage", "post"): {"after": 0, "chain": CHAIN, "records": []},
    ("/v1/dialogues/{dialogue}/parked", "post"): {"adopt": []},
    ("/v1/dialogues/{dialogue}/presence", "put"): {"view": "notes"},
    ("/v1/dialogues/{dialogue}/members", "post"): {"member": new_id(), "revoked": True},
    ("/v1/dialogues/{dialogue}/invitations", "post"): {"role": "lead"},
}


class City:
    """A municipality with a dialogue, somebody of each kind, and words of its own."""

    def __init__(self, name: str, backend: Running, stack: ExitStack) -> None:
        self.name = name
        self.words = [f"{name}-{one}" for one in ("Titel", "Lea", "Nico", "Notiz", "Mensch")]
        self.dialogue, codes = backend.create(self.words[0], name)
        self.lead = stack.enter_context(Person(backend.url, self.words[1])).pair(codes["lead"])
        self.notes = stack.enter_context(Person(backend.url, self.words[2]))
        self.notes.pair(codes["notetaker"])
        assert [one.place["city"] for one in (self.lead, self.notes)] == [name] * 2
        note = self.lead.hand.note(self.words[3])
        person = self.lead.hand.one(ParticipantAdded(last_name=self.words[4]))
        assert self.lead.statuses(note, person) == ["accepted"] * 2
        self.notes.put_presence(view=f"{name}-view")
        denied = self.notes.hand.one(ParticipantAdded(last_name=self.words[4]))
        assert self.notes.statuses(denied) == ["denied"], "there is something parked, too"
        place = (self.lead.place, self.notes.place)
        self.ids = [self.dialogue, *(one["member"] for one in place)]
        self.ids += [self.lead.hand.device, self.notes.hand.device, self.lead.place["nonce"]]


@pytest.fixture
def cities(backend: Running) -> Iterator[list[City]]:
    with ExitStack() as stack:
        yield [City(name, backend, stack) for name in CITIES]


@pytest.fixture
def api(backend: Running) -> dict[str, Any]:
    return httpx.get(f"{backend.url}/openapi.json").json()["paths"]


def ask(person: Person, path: str, method: str) -> httpx.Response:
    said = BODIES.get(next((one for one in BODIES if _fits(one, path, method)), ("", "")))
    more = {} if said is None else {"json": said}
    return person.http.request(method, path, headers=person.headers, **more)


def _fits(one: tuple[str, str], path: str, method: str) -> bool:
    return one[1] == method and path.rsplit("/", 1)[1] == one[0].rsplit("/", 1)[1]


def said(answer: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    return answer.status_code, answer.content, headers


def by_id(api: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for path, methods in api.items():
        if "{" in path:
            yield from ((path, method) for method in methods)


def test_everything_that_is_asked_by_an_id_is_tried(api: dict[str, Any]) -> None:
    asked = {(path, method) for path, method in by_id(api) if method in ("post", "put")}
    assert asked == set(BODIES)
    assert len(list(by_id(api))) == 12


def test_what_is_anothers_and_what_is_not_there_look_alike_and_cost_alike(
    cities: list[City], api: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = cities.pop()
    deleted = f"/v1/dialogues/{gone.dialogue}"
    assert gone.lead.http.delete(deleted, headers=gone.lead.headers).status_code == 204
    for city in cities:
        (other,) = (one for one in cities if one is not city)
        for who in (city.lead, city.notes):
            for path, method in by_id(api):
                foreign = {"{dialogue}": other.dialogue, "{device}": other.notes.hand.device}
                ways = [foreign, dict.fromkeys(foreign, new_id())]
                ways += [{**foreign, "{dialogue}": gone.dialogue}]
                answers = []
                for ids in ways:
                    url = path
                    for name, value in ids.items():
                        url = url.replace(name, value)
                    with taken(monkeypatch) as statements:
                        answer = ask(who, url, method)
                    answers.append((said(answer), statements))
                found, cost = answers[0]
                assert (found[0], b'"not_found"' in found[1]) == (404, True), (method, path)
                assert cost, "the database was asked"
                assert answers[1:] == [answers[0]] * 2, (method, path)
        assert other.lead.pull()[-1].seq == 4, "nothing was written"


def test_nothing_of_a_city_is_in_any_answer_to_another(
    cities: list[City], api: dict[str, Any]
) -> None:
    for city in cities:
        own = {"{dialogue}": city.dialogue, "{device}": new_id()}
        for who in (city.lead, city.notes):
            with Streaming(who, after=0) as stream:
                who.put_presence(view=f"{city.name}-view")
                heard = [str(stream.hello), str(stream.next("presence"))]
                heard += [str(one) for one in stream.records(until=4)]
            for path, method in [(path, one) for path, methods in api.items() for one in methods]:
                if path.endswith("/stream") or method == "delete" or path == "/v1/pair":
                    continue
                url = path
                for name, value in own.items():
                    url = url.replace(name, value)
                heard.append(ask(who, url, method).text)
            everything = "\n".join(heard)
            assert city.words[3] in everything
            for other in cities:
                if other is not city:
                    words = [other.name, *other.words, *other.ids, f"{other.name}-view"]
                    assert [one for one in words if one in everything] == []


def test_what_is_counted_tells_of_no_city(
    cities: list[City], backend: Running, api: dict[str, Any]
) -> None:
    for city in cities:
        ask(city.lead, f"/v1/dialogues/{city.dialogue}/{city.name}", "get")
    counted = httpx.get(f"{backend.url}/metrics").text
    assert "requests_total" in counted
    for city in cities:
        assert [one for one in (city.name, *city.words, *city.ids) if one in counted] == []


def test_a_code_of_one_city_leads_nowhere_else(
    cities: list[City], backend: Running, stack: ExitStack
) -> None:
    first, second, _ = cities
    code = first.lead.post("/invitations", {"role": "notetaker"}).json()["code"]
    somebody = stack.enter_context(Person(backend.url))
    refused = somebody.ask_to_pair(code, dialogue=second.dialogue, nonce=second.lead.place["nonce"])
    unknown = somebody.ask_to_pair(code, dialogue=new_id(), nonce=second.lead.place["nonce"])
    assert (refused.status_code, refused.json()["code"]) == (409, "other_dialogue")
    assert said(refused) == said(unknown)
    assert somebody.pair(code).dialogue == first.dialogue
    assert second.lead.get("/members").json() == second.lead.get("/members").json()
    assert len(second.lead.get("/members").json()["members"]) == 2


def test_a_device_of_one_city_is_not_shut_out_by_the_lead_of_another(
    cities: list[City], join: Callable[[str, str], Person]
) -> None:
    first, second, _ = cities
    # The same installation in two cities: an id of a device is no secret.
    code = second.lead.post("/invitations", {"role": "notetaker"}).json()["code"]
    both = join(first.lead.post("/invitations", {"role": "cohost"}).json()["code"], "Doppelt")
    twin = Person(str(both.http.base_url))
    twin.hand.device = both.hand.device
    with twin:
        twin.pair(code)
        path = f"/v1/devices/{both.hand.device}"
        assert second.lead.http.delete(path, headers=second.lead.headers).status_code == 204
        assert twin.get("/members").status_code == 403
        assert both.get("/members").status_code == 200
