"""Operations of others over HTTP: salvage, and what is parked."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from city_backend import incoming
from city_backend.adoption import adopt, set_aside
from city_backend.answers import answer
from city_backend.backend import Backend
from city_backend.checked import Checked, check
from city_backend.errors import Problem
from city_backend.judging import Author, Outcome
from city_backend.limits import MAX_OPERATIONS
from city_backend.log import Log, Parked, Result
from city_backend.openapi import Endpoint
from city_backend.reading import Admitted, admit, hold_against, knock
from city_backend.salvage import accept_salvage
from city_backend.transaction import Transaction
from city_backend.wire import PushAnswer
from city_backend.wire_salvage import (
    ParkedList,
    ParkedOperation,
    ParkedRequest,
    RawSalvage,
    SalvageRequest,
)
from console.domain.ids import UUID_PATTERN
from console.domain.ops import Salvaged

#: At 12 KiB for the longest operation an answer stays near a megabyte.
_PAGE: Final = 100


class SalvageRoutes:
    """Endpoints for what somebody else wrote."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def endpoints(self) -> list[Endpoint]:
        """Return what is offered."""
        at = "/v1/dialogues/{dialogue}"
        writes = (409, 410, 413, 503, 507)
        return [
            Endpoint(
                "POST",
                f"{at}/salvage",
                self.salvage,
                request=SalvageRequest,
                answer=PushAnswer,
                problems=writes,
            ),
            Endpoint(
                "GET",
                f"{at}/parked",
                self.parked,
                answer=ParkedList,
                query={"after_id": "id"},
                problems=(410,),
            ),
            Endpoint(
                "POST",
                f"{at}/parked",
                self.decide,
                request=ParkedRequest,
                answer=PushAnswer,
                problems=writes,
            ),
        ]

    async def salvage(self, request: Request) -> Response:
        """Operations of others that the log lacks."""
        backend, dialogue = self._backend, request.path_params["dialogue"]
        token, real_now = incoming.token_hash(request), backend.real.wall_ms()
        # Nobody without a place makes us unpack and check a megabyte.
        await backend.reader.glance(lambda one: _admitted(one, token, dialogue, real_now))
        after, chain, checked = _checked(await incoming.body(request))

        def job(transaction: Transaction) -> PushAnswer:
            transaction.state(dialogue)
            now = backend.moment(transaction)
            who = admit(transaction, token, dialogue, now.real)
            hold_against(who.log, after, chain)
            outcome = accept_salvage(checked, _author(who), who.log, now.dialogue)
            transaction.apply(who.log, outcome.write)
            return _answer(who.log, outcome)

        said = await backend.writer.run(job)
        self._count(said.results)
        return answer(request, said)

    async def parked(self, request: Request) -> Response:
        """What waits for somebody who leads."""
        backend, dialogue = self._backend, request.path_params["dialogue"]
        token, now = incoming.token_hash(request), backend.real.wall_ms()
        after = request.query_params.get("after_id", "")
        if after and re.fullmatch(UUID_PATTERN, after) is None:
            raise Problem("malformed", parameter="after_id")

        def job(transaction: Transaction) -> list[Parked]:
            who = _lead(admit(transaction, token, dialogue, now))
            return who.log.parked_after(after, _PAGE + 1)

        found = await backend.reader.run(job)
        shown = [_shown(row) for row in found[:_PAGE]]
        following = shown[-1].op_id if len(found) > _PAGE else None
        return answer(request, ParkedList(parked=shown, next=following))

    async def decide(self, request: Request) -> Response:
        """Take parked operations into the log, or put them out of sight."""
        backend, dialogue = self._backend, request.path_params["dialogue"]
        token = incoming.token_hash(request)
        await backend.reader.glance(knock(token, dialogue))
        asked = incoming.decoded(await incoming.body(request), ParkedRequest)

        def job(transaction: Transaction) -> PushAnswer:
            transaction.state(dialogue)
            now = backend.moment(transaction)
            who = _lead(admit(transaction, token, dialogue, now.real))
            adopted = adopt(asked.adopt, _author(who), who.log, now.dialogue)
            transaction.apply(who.log, adopted.write)
            hidden = set_aside(asked.set_aside, who.log)
            transaction.apply(who.log, hidden.write)
            results = (*adopted.results, *hidden.results)
            return PushAnswer(head=who.log.head().seq, results=results)

        said = await backend.writer.run(job)
        self._count(said.results[: len(set(asked.adopt))])
        return answer(request, said)

    def _count(self, results: tuple[Result, ...]) -> None:
        for status, count in Counter(result.status for result in results).items():
            self._backend.metrics.add("operations_total", "status", status, count)


def _admitted(transaction: Transaction, token: str, dialogue: str, now: int) -> None:
    admit(transaction, token, dialogue, now)


def _lead(who: Admitted) -> Admitted:
    """Return somebody who leads.  Raises: Problem with forbidden."""
    if "lead" not in who.member.roles:
        raise Problem("forbidden")
    return who


def _author(who: Admitted) -> Author:
    return Author(member=who.member.id, device=who.device.id)


def _answer(log: Log, outcome: Outcome) -> PushAnswer:
    return PushAnswer(head=log.head().seq, results=outcome.results)


def _shown(row: Parked) -> ParkedOperation:
    return ParkedOperation(
        op_id=row.head.op_id,
        kind=row.head.kind,
        entity=row.head.entity,
        scope=row.head.scope,
        head=row.operation.head,
        body=row.operation.body,
        salt=row.operation.salt,
        reason=row.reason,
        by=row.by,
        role=row.role,  # pyright: ignore[reportArgumentType]
        device=row.device,
        offered_by=row.offered_by,
        offered_at=row.offered_at,
        set_aside=row.set_aside,
    )


def _checked(raw: bytes) -> tuple[int, str, list[Checked]]:
    """Return the cursor and the checked operations of an offer.

    Raises: Problem with malformed or too_large.
    """
    try:
        offer = msgspec.json.decode(raw, type=SalvageRequest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        # One record that is none must not harm its neighbours.
        offer = incoming.decoded(raw, RawSalvage)
    if len(offer.records) > MAX_OPERATIONS:
        raise Problem("too_large", limit=MAX_OPERATIONS)
    return offer.after, offer.chain, check(offer.records, Salvaged)
