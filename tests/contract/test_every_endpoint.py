"""What holds for every endpoint of the description, one by one."""

from collections.abc import Iterator
from typing import Any

import httpx
import msgspec
import pytest

from city_backend import wire, wire_salvage
from city_backend.errors import CODES
from city_backend.limits import MAX_BODY_BYTES
from tests.backend.operations import new_id
from tests.backend.running import Person, Running

METHODS = ("get", "post", "put", "delete", "patch", "options", "head", "trace")


@pytest.fixture
def api(backend: Running) -> dict[str, Any]:
    return httpx.get(f"{backend.url}/openapi.json").json()


def endpoints(api: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def placed(path: str, person: Person) -> str:
    return path.replace("{dialogue}", person.dialogue).replace("{device}", new_id())


def declared(schema: dict[str, Any]) -> type:
    name = schema["$ref"].rsplit("/", 1)[-1]
    return getattr(wire, name, None) or getattr(wire_salvage, name)


def test_other_methods_are_refused_by_name(api: dict[str, Any], lead: Person) -> None:
    for path, methods in api["paths"].items():
        for method in METHODS:
            # HEAD is GET without the body, but of a stream there would be no end.
            if method in methods or (method == "head" and "get" in methods):
                continue
            answer = lead.http.request(method.upper(), placed(path, lead), headers=lead.headers)
            assert answer.status_code == 405, (method, path)
            allowed = {one.strip().lower() for one in answer.headers["allow"].split(",")}
            assert allowed - {"head"} <= set(methods)
            assert set(methods) & allowed


def test_a_stream_is_not_opened_for_its_head(backend: Running, lead: Person) -> None:
    path = f"/v1/dialogues/{lead.dialogue}/stream?after=0"
    assert lead.http.head(path, headers=lead.headers).status_code == 405
    assert backend.backend.hub.streams == 0
    assert lead.http.head("/healthz").status_code == 200


def test_what_takes_a_body_takes_json_of_bounded_length(api: dict[str, Any], lead: Person) -> None:
    asked = [one for one in endpoints(api) if "requestBody" in one[2]]
    assert len(asked) == 8
    for path, method, _ in asked:
        url = placed(path, lead)
        for kind in ("text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"):
            said = {**lead.headers, "content-type": kind}
            answer = lead.http.request(method, url, content=b"{}", headers=said)
            assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
        said = {**lead.headers, "content-type": "application/json"}
        for raw, status in (
            (b" " * (MAX_BODY_BYTES + 1), 413),
            (b"", 400),
            (b"{", 400),
            (b"[]", 400),
            (b"\xff\xfe{}", 400),
            (b"[" * 100_000, 400),
            (b'{"a":' * 50_000, 400),
        ):
            answer = lead.http.request(method, url, content=raw, headers=said)
            assert answer.status_code == status, (path, raw[:10])


def test_who_has_no_token_gets_no_further(api: dict[str, Any], lead: Person) -> None:
    for path, method, operation in endpoints(api):
        if operation["security"] != [{"token": []}]:
            continue
        for said in ({}, {"authorization": "Bearer x"}, {"authorization": "Basic eDp5"}):
            answer = lead.http.request(method, placed(path, lead), headers=said)
            assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized"), path


def test_ids_that_are_none_are_not_there(api: dict[str, Any], lead: Person) -> None:
    for path, method, operation in endpoints(api):
        if "{" not in path:
            continue
        example = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        more = {"json": example["example"]} if example else {}
        for text in ("x", "%00", "%27%20OR%201=1", "%25", "_", "%ED%A0%80", "..%2f..", "ä" * 300):
            url = path.replace("{dialogue}", text).replace("{device}", text)
            answer = lead.http.request(method, url, headers=lead.headers, **more)
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), (url, method)


def test_every_request_and_answer_has_an_example_that_is_one(api: dict[str, Any]) -> None:
    shown = 0
    for path, _, operation in endpoints(api):
        contents = [one.get("content", {}) for one in operation["responses"].values()]
        contents.append(operation.get("requestBody", {}).get("content", {}))
        for content in contents:
            for media, said in content.items():
                if media == "application/json":
                    msgspec.convert(said["example"], declared(said["schema"]))
                elif media != "application/problem+json":
                    assert said["example"], path
                shown += 1
    assert shown > 100


def test_every_problem_says_by_which_codes_it_comes(api: dict[str, Any]) -> None:
    named: set[str] = set()
    for _, _, operation in endpoints(api):
        for status, answer in operation["responses"].items():
            for said in (
                answer.get("content", {})
                .get("application/problem+json", {})
                .get("examples", {})
                .values()
            ):
                example = msgspec.convert(said["value"], wire.ProblemBody)
                assert str(example.status) == status
                assert example.type == f"urn:dialogpult:problem:{example.code}"
                named.add(example.code)
    assert named == set(CODES)
