"""The dialogues themselves: which one a token opens, and deleting it."""

from __future__ import annotations

import asyncio
import logging

from starlette.requests import Request
from starlette.responses import Response

from city_backend import incoming
from city_backend.answers import answer
from city_backend.backend import Backend
from city_backend.deleting import delete_within, make_sure
from city_backend.errors import Problem
from city_backend.openapi import Endpoint
from city_backend.pairing import paired
from city_backend.reading import admit, admit_anywhere, knock
from city_backend.receipts import Receipt, add, file_beside
from city_backend.transaction import Transaction
from city_backend.wire import DialogueInfo, Dialogues, Paired
from console.domain.errors import KnownFailure

log = logging.getLogger(__name__)


class DialogueRoutes:
    """Endpoints about a dialogue as a whole."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def endpoints(self) -> list[Endpoint]:
        """Return what is offered."""
        at = "/v1/dialogues/{dialogue}"
        return [
            Endpoint("GET", "/v1/dialogues", self.dialogues, answer=Dialogues),
            Endpoint("DELETE", at, self.delete, answer=None, problems=(410,)),
        ]

    async def dialogues(self, request: Request) -> Response:
        """The dialogue that the token opens."""
        token = incoming.token_hash(request)

        def job(transaction: Transaction) -> Paired:
            admit_anywhere(transaction, token)
            return paired(transaction, token)

        found = await self._backend.reader.glance(job)
        info = DialogueInfo(
            dialogue=found.dialogue,
            title=found.title,
            city=found.city,
            nonce=found.nonce,
            head=found.head,
            chain=found.chain,
            member=found.member,
            role=found.role,
            roles=found.roles,
            groups=found.groups,
        )
        return answer(request, Dialogues(dialogues=[info]))

    async def delete(self, request: Request) -> Response:
        """Delete a dialogue with everything in it, for good, and record it."""
        backend, dialogue = self._backend, request.path_params["dialogue"]
        token = incoming.token_hash(request)
        await backend.reader.glance(knock(token, dialogue))
        try:
            await asyncio.to_thread(make_sure, backend.tombstones)
        except KnownFailure as failure:
            raise Problem("unavailable", retry_after_s=30) from failure

        def job(transaction: Transaction) -> Receipt:
            transaction.state(dialogue)
            who = admit(transaction, token, dialogue, transaction.now_ms())
            if who.base != "lead":
                raise Problem("forbidden")
            return delete_within(transaction, dialogue, who.member.name)

        receipt = await backend.writer.run(job)
        try:
            await asyncio.to_thread(add, file_beside(backend.tombstones), receipt)
        except KnownFailure:
            # It could be written a moment ago; the dialogue is gone, and that is what was asked.
            log.exception("the receipt of a deletion could not be written")
        return Response(status_code=204)
