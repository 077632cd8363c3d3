"""The description: from the same declarations, whole, and true."""

from typing import Any

import httpx
import pytest

from city_backend.core import Author
from city_backend.errors import CODES
from console.domain.kinds import KINDS
from console.domain.roster import ParticipantAdded
from console.words import LANGUAGES, Words
from tests.backend.bringing import brought
from tests.backend.operations import Hand, new_id, wire
from tests.backend.running import Person, Running

PATHS = {
    "/v1/hello": {"get"},
    "/v1/time": {"get"},
    "/v1/pair": {"post"},
    "/v1/dialogues": {"get"},
    "/v1/dialogues/{dialogue}": {"delete"},
    "/v1/dialogues/{dialogue}/ops": {"get", "post"},
    "/v1/dialogues/{dialogue}/salvage": {"post"},
    "/v1/dialogues/{dialogue}/parked": {"get", "post"},
    "/v1/dialogues/{dialogue}/stream": {"get"},
    "/v1/dialogues/{dialogue}/presence": {"put"},
    "/v1/dialogues/{dialogue}/members": {"get", "post"},
    "/v1/dialogues/{dialogue}/invitations": {"post"},
    "/v1/devices": {"post"},
    "/v1/devices/{device}": {"delete"},
    "/healthz": {"get"},
    "/readyz": {"get"},
    "/metrics": {"get"},
}


@pytest.fixture
def api(backend: Running) -> dict[str, Any]:
    return httpx.get(f"{backend.url}/openapi.json").json()


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set[str]()
        return own.union(*(references(one) for one in value.values()))
    if isinstance(value, list):
        return set[str]().union(*(references(one) for one in value))
    return set()


def test_every_endpoint_is_described(api: dict[str, Any]) -> None:
    assert api["openapi"].startswith("3.1")
    assert {path: set(methods) for path, methods in api["paths"].items()} == PATHS


def test_every_reference_leads_somewhere(api: dict[str, Any]) -> None:
    found = references(api)
    assert len(found) > len(KINDS)
    for reference in found:
        name = reference.removeprefix("#/components/schemas/")
        assert name in api["components"]["schemas"], reference


def test_operations_have_names_of_their_own(api: dict[str, Any]) -> None:
    names = [one["operationId"] for methods in api["paths"].values() for one in methods.values()]
    assert len(set(names)) == len(names)


def test_head_and_body_say_what_their_texts_hold(api: dict[str, Any]) -> None:
    schemas = api["components"]["schemas"]
    for name in ("Operation", "Record", "Salvaged", "ParkedOperation"):
        properties = schemas[name]["properties"]
        assert properties["head"]["contentSchema"] == {"$ref": "#/components/schemas/Head"}
        kinds = properties["body"]["contentSchema"]["anyOf"]
        assert [one["title"] for one in kinds] == list(KINDS)
    note = schemas["NoteAdded"]["properties"]
    assert note["text"]["maxLength"] == 4000


def test_answers_are_what_the_description_says(
    api: dict[str, Any], lead: Person, notetaker: Person
) -> None:
    """Every answer has exactly the properties of its schema, and those that are required."""
    lead.push(lead.hand.note())
    notetaker.put_presence()
    notetaker.push(notetaker.hand.one(ParticipantAdded(last_name="Klein")))
    author = Author(member=lead.place["member"], device=new_id())
    brought_back = [brought(Hand().note(), author, "lead")]
    offer = {"after": lead.after, "chain": lead.chain, "records": wire(brought_back)}
    at = "/v1/dialogues/{dialogue}"
    answers = {
        ("/v1/hello", "get"): lead.http.get("/v1/hello"),
        ("/v1/time", "get"): lead.http.get("/v1/time"),
        ("/v1/dialogues", "get"): lead.http.get("/v1/dialogues", headers=lead.headers),
        (f"{at}/ops", "get"): lead.get("/ops", after=0),
        (f"{at}/ops", "post"): lead.ask_to_push([lead.hand.note()]),
        (f"{at}/salvage", "post"): lead.post("/salvage", offer),
        (f"{at}/parked", "get"): lead.get("/parked"),
        (f"{at}/parked", "post"): lead.post("/parked", {"adopt": [new_id()]}),
        (f"{at}/presence", "put"): lead.put_presence(),
        (f"{at}/members", "get"): lead.get("/members"),
        (f"{at}/invitations", "post"): lead.post("/invitations", {"role": "observer"}),
    }
    for (path, method), answer in answers.items():
        described = api["paths"][path][method]["responses"][str(answer.status_code)]
        schema = described["content"]["application/json"]["schema"]
        fits(answer.json(), schema, api["components"]["schemas"], f"{method} {path}")


def fits(value: Any, schema: dict[str, Any], schemas: dict[str, Any], at: str) -> None:
    if "$ref" in schema:
        fits(value, schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas, at)
    elif schema.get("type") == "object" and "properties" in schema:
        assert set(schema.get("required", ())) <= set(value) <= set(schema["properties"]), at
        for name, one in value.items():
            fits(one, schema["properties"][name], schemas, f"{at} {name}")
    elif schema.get("type") == "array" and isinstance(schema.get("items"), dict):
        for one in value:
            fits(one, schema["items"], schemas, at)


def test_examples_can_be_sent(api: dict[str, Any], lead: Person) -> None:
    parked = api["paths"]["/v1/dialogues/{dialogue}/parked"]
    shown = parked["get"]["responses"]["200"]["content"]["application/json"]
    fits(shown["example"], shown["schema"], api["components"]["schemas"], "parked")
    asked = parked["post"]["requestBody"]["content"]["application/json"]["example"]
    assert lead.post("/parked", asked).json()["results"][0]["reason"] == "unknown"
    for path, wanted in (("salvage", "accepted"), ("ops", "duplicate")):
        described = api["paths"][f"/v1/dialogues/{{dialogue}}/{path}"]["post"]
        example = described["requestBody"]["content"]["application/json"]["example"]
        said = {**example, "after": lead.after, "chain": lead.chain}
        assert lead.post(f"/{path}", said).json()["results"][0]["status"] == wanted


def test_problems_of_every_operation_are_described(api: dict[str, Any]) -> None:
    for methods in api["paths"].values():
        for operation in methods.values():
            assert {"421", "426", "500"} <= set(operation["responses"])
            if operation["security"] == [{"token": []}]:
                assert {"401", "403"} <= set(operation["responses"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_title(language: str) -> None:
    words = Words(language)
    for code in CODES:
        assert words(f"backend.problem.{code}")
