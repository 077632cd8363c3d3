"""The way out: one push in flight, whole actions, nothing forgotten."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from console.domain.errors import KnownFailure
from console.sync.backoff import Backoff
from console.sync.credentials import Credential, new_token
from console.sync.failure import RequestFailed
from console.sync.line import Line
from console.sync.pairing import enrol_sibling
from console.sync.push_lane import Push
from console.sync.salvage_lane import Offer

log = logging.getLogger(__name__)


class Pusher:
    """Sends own operations as soon as there are any and the backend answers.

    `moved` is called with the place of a sibling device before anything is sent as it.
    """

    def __init__(self, line: Line, backoff: Backoff, moved: Callable[[Credential], None]) -> None:
        self._line = line
        self._core = line.core
        self._backoff = backoff
        self._moved = moved
        self._sibling: tuple[str, str] | None = None

    async def run(self) -> None:
        """Send, wait to be woken, send again. Never returns."""
        line = self._line
        while True:
            await line.greeted.wait()
            line.wake.clear()
            push = self._core.push()
            try:
                if self._core.outgoing.is_cloned:
                    await self._enrol()
                elif push is not None:
                    await self._send(push)
                elif (offer := self._core.offer()) is not None:
                    await self._offer(offer)
                else:
                    await line.wake.wait()
            except KnownFailure as failure:
                line.reason = failure.code
                line.changed()
                await line.pause(self._backoff.failed())

    async def _send(self, push: Push) -> None:
        line = self._line
        operations = [one.operation for one in push.pending]
        dialogue = line.store.replica.position.dialogue
        try:
            answer = await line.ask(
                line.transport.push(dialogue, push.after, push.chain, operations)
            )
        except RequestFailed as failure:
            await self._failed(failure, partial(self._core.push_failed, push))
            return
        await self._answered(understood=self._core.pushed(push, answer))

    async def _offer(self, offer: Offer) -> None:
        line = self._line
        dialogue = line.store.replica.position.dialogue
        try:
            answer = await line.ask(
                line.transport.salvage(dialogue, offer.after, offer.chain, offer.records)
            )
        except RequestFailed as failure:
            await self._failed(failure, partial(self._core.offer_failed, offer))
            return
        await self._answered(understood=self._core.offered(offer, answer))

    async def _answered(self, *, understood: bool) -> None:
        if understood:
            self._backoff.succeeded()
            self._line.reason = ""
        else:
            await self._line.pause(self._backoff.failed())
        self._line.changed()

    async def _failed(self, failure: RequestFailed, take: Callable[..., None]) -> None:
        line = self._line
        log.info("push failed: %s %s", failure.code, failure.status)
        answers = failure.status in (409, 413) or await self._answers(failure)
        take(failure, answers=answers)
        if self._core.is_merging or self._core.stopped:
            line.interrupt()
        elif failure.is_passing:
            line.reason = failure.code
        elif not answers:
            line.lost(failure)
            return
        line.changed()
        if failure.status not in (409, 413):
            await line.pause(self._backoff.failed(failure.retry_after_ms))

    async def _answers(self, failure: RequestFailed) -> bool:
        """Tell whether the backend answers other requests: then it is about what was sent."""
        if failure.is_passing:
            return False
        try:
            await self._line.ask(self._line.transport.hello())
        except RequestFailed:
            # The line is what fails; the push was not to blame.
            return False
        return True

    async def _enrol(self) -> None:
        """Another installation uses our device's numbers: go on as a sibling of it."""
        line = self._line
        device, token = self._sibling = self._sibling or (line.store.new_id(), new_token())
        credential = await line.ask(
            enrol_sibling(line.transport, line.credential, device, token, line.credential.name)
        )
        self._moved(credential)
        line.credential = credential
        line.transport.token = token
        line.store.replica.give_to_device(device, frozenset(credential.devices))
        self._core.outgoing.enrolled()
        self._sibling = None
