"""Made-up requests from the description: no answer is a fault of ours, every answer is described.

Seeded, so that a run is like the one before; what they once found has a plain test of its own.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyStrategyDefinition
from hypothesis.stateful import run_state_machine_as_test
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.backend.running import Person, Running

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
#: For each endpoint and way of making up; what takes a second once took all of CI.
EXAMPLES = 12
WALKS = 5
BOUNDED = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def operations(api: Mapping[str, Any]) -> Iterator[schemathesis.APIOperation]:
    """Everything that can be asked and is answered at once."""
    for found in schemathesis.openapi.from_dict(dict(api)).get_all_operations():
        operation = found.ok()
        if not operation.path.endswith("/stream"):
            yield operation


def takes_anything(operation: schemathesis.APIOperation) -> bool:
    """Whether anything can be wrong about what is asked."""
    return bool([*operation.path_parameters, *operation.query, *operation.body])


def put_in_place(case: schemathesis.Case, person: Person) -> None:
    """Let a request reach the dialogue that is there, at a place in its log that is there."""
    if "dialogue" in case.path_parameters:
        case.path_parameters["dialogue"] = person.dialogue
    if isinstance(case.body, dict) and "after" in case.body:
        case.body |= {"after": person.after, "chain": person.chain}
    if case.query and "after" in case.query:
        case.query |= {"after": person.after, "chain": person.chain}


def at_once(case: schemathesis.Case) -> None:
    """Let nobody wait for news: what is asked for with patience is tried elsewhere."""
    if case.query and str(case.query.get("wait", "")).isdigit():
        case.query["wait"] = "0"


def hold(operation: schemathesis.APIOperation, mode: GenerationMode, person: Person) -> None:
    """Ask one endpoint whatever its description allows, or what it does not."""
    checks = [*CHECKS, *([negative_data_rejection] if mode is GenerationMode.NEGATIVE else [])]
    url = str(person.http.base_url).rstrip("/")

    @BOUNDED
    @given(operation.as_strategy(generation_mode=mode), st.booleans())
    def ask(case: schemathesis.Case, placed: bool) -> None:
        if placed and mode is GenerationMode.POSITIVE and operation.method != "delete":
            put_in_place(case, person)
        at_once(case)
        case.call_and_validate(base_url=url, headers=person.headers, checks=checks)

    ask()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_described(backend: Running, lead: Person, mode: GenerationMode) -> None:
    api = httpx.get(f"{backend.url}/openapi.json").json()
    failures: list[Exception] = []
    for operation in operations(api):
        if mode is GenerationMode.NEGATIVE and not takes_anything(operation):
            continue
        try:
            hold(operation, mode, lead)
        except Exception as failure:  # noqa: BLE001
            failures.append(failure)
    if failures:
        raise ExceptionGroup("not as described", failures)
    assert lead.get("/ops", after=0).status_code == 200, "it is all there"


def test_what_answers_lead_to_is_as_described(backend: Running) -> None:
    """Chains of requests along the links; every walk is the lead of a dialogue of its own."""
    api = httpx.get(f"{backend.url}/openapi.json").json()
    del api["paths"]["/v1/dialogues/{dialogue}/stream"]
    walk = schemathesis.openapi.from_dict(api).as_state_machine()
    asked: set[tuple[str, int]] = set()
    failures: list[Exception] = []

    class Walk(walk):
        """One walk: it may delete, revoke and shut out as it likes."""

        def setup(self) -> None:
            self.stack = ExitStack()
            self.lead = self.stack.enter_context(Person(backend.url, "Lea"))
            self.lead.pair(backend.create()[1]["lead"])
            self.lead.push(*self.lead.hand.notes(3))

        def teardown(self) -> None:
            self.stack.close()

        def before_call(self, case: schemathesis.Case) -> None:
            at_once(case)

        def get_call_kwargs(self, case: schemathesis.Case) -> dict[str, Any]:
            return {"headers": self.lead.headers, "base_url": backend.url}

        def validate_response(
            self, response: Any, case: schemathesis.Case, *more: Any, **kwargs: Any
        ) -> None:
            asked.add((case.operation.label, response.status_code))
            try:
                case.validate_response(response, checks=CHECKS)
            except Exception as failure:  # noqa: BLE001
                failures.append(failure)

    steps = settings(BOUNDED, derandomize=False, max_examples=3, stateful_step_count=12)
    for number in range(WALKS):
        # Answers hold ids and instants, so no walk is ever the same twice, and that is no fault.
        with suppress(FlakyStrategyDefinition):
            run_state_machine_as_test(seed(number)(Walk), settings=steps)
    if failures:
        raise ExceptionGroup("not as described", failures)
    at = "/v1/dialogues/{dialogue}"
    assert {
        ("GET /v1/dialogues", 200),
        (f"GET {at}/members", 200),
        (f"POST {at}/invitations", 201),
    } <= asked, asked
