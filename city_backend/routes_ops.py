"""The log over HTTP: pull, push, stream, presence."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from functools import partial

import msgspec
from sse_starlette import EventSourceResponse
from sse_starlette.sse import SendTimeoutError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from city_backend import incoming
from city_backend.answers import answer, encoded, packed, takes_gzip
from city_backend.attempts import Attempts
from city_backend.backend import Backend
from city_backend.checked import Checked, check
from city_backend.core import Author, Outcome, accept
from city_backend.crowd import Crowd
from city_backend.errors import Problem
from city_backend.limits import MAX_OPERATIONS, MAX_WAIT_S, MIN_PACKED_BYTES
from city_backend.log import Stamp
from city_backend.log_sql import SqlLog
from city_backend.openapi import Endpoint
from city_backend.pages import MAX_PAGE
from city_backend.presence import LEASE_MS
from city_backend.reading import (
    Admitted,
    Stretch,
    admit,
    hold_against,
    known_device,
    stretch,
)
from city_backend.sightings import PAUSE_MS
from city_backend.stream import Stream
from city_backend.transaction import Device, Transaction
from city_backend.wire import (
    Page,
    PresenceAnswer,
    PresenceRequest,
    Present,
    PushAnswer,
    PushRequest,
    RawPush,
)

_SEQ = 2**53 - 1
_SEND_TIMEOUT_S = 30
log = logging.getLogger(__name__)


class Events(EventSourceResponse):
    """A stream whose reader may fall asleep: that is its business and no fault of ours."""

    def __init__(self, stream: Stream, crowd: Crowd) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType]
            stream.events(), ping=0, send_timeout=_SEND_TIMEOUT_S
        )
        self._crowd = crowd
        self._who = stream.who

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until the reader takes none any more.

        Raises: Problem with too_many_streams.
        """
        try:
            with self._crowd.place(*self._who):
                await super().__call__(scope, receive, send)
        except SendTimeoutError:
            log.info("a stream was dropped: its reader took nothing")


class OpsRoutes:
    """Endpoints of one dialogue's log."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._streams = Crowd()
        self._waiting = Crowd()

    def endpoints(self) -> list[Endpoint]:
        """Return what is offered."""
        at = "/v1/dialogues/{dialogue}"
        page = {
            "after": (0, _SEQ),
            "chain": "hash",
            "limit": (1, MAX_PAGE),
            "wait": (0, MAX_WAIT_S),
        }
        cursor = {"after": (0, _SEQ), "chain": "hash"}
        return [
            Endpoint("GET", f"{at}/ops", self.pull, answer=Page, query=page, problems=(409, 410)),
            Endpoint(
                "POST",
                f"{at}/ops",
                self.push,
                request=PushRequest,
                answer=PushAnswer,
                problems=(409, 410, 413, 503, 507),
            ),
            Endpoint(
                "GET", f"{at}/stream", self.stream, answer=str, query=cursor, problems=(409, 410)
            ),
            Endpoint(
                "PUT",
                f"{at}/presence",
                self.presence,
                request=PresenceRequest,
                answer=PresenceAnswer,
                problems=(410,),
            ),
        ]

    async def pull(self, request: Request) -> Response:
        """Records after a cursor; with `wait`, as soon as there are any."""
        backend, dialogue = self._backend, request.path_params["dialogue"]
        job = self._stretch(request, incoming.number(request, "limit", MAX_PAGE, 1, MAX_PAGE))
        wait = incoming.number(request, "wait", 0, 0, MAX_WAIT_S)
        found = await backend.reader.run(job)
        backend.sightings.saw(incoming.token_hash(request), found.last_seen_at)
        if wait and not found.items and not backend.hub.is_closing:
            with self._waiting.place(found.member, found.device):
                await self._wait(dialogue, found.head, wait)
            found = await backend.reader.run(job)
        raw = _page(found, await backend.presence.of(dialogue))
        if len(raw) >= MIN_PACKED_BYTES and takes_gzip(request):
            small = await asyncio.to_thread(packed, raw)
            return Response(small, headers=_PACKED, media_type="application/json")
        return answer(request, raw)

    async def _wait(self, dialogue: str, head: Stamp, seconds: int) -> None:
        """Let time pass until there is more; a graceful stop does not wait for it."""
        tail = self._backend.hub.follow(dialogue, head)
        self._backend.activity.end()
        try:
            await tail.wait_beyond(head.seq, seconds)
        finally:
            self._backend.activity.begin()

    def _stretch(self, request: Request, limit: int) -> Callable[[Transaction], Stretch]:
        chain = request.query_params.get("chain")
        if chain is not None and (len(chain) != 64 or not chain.isalnum()):
            raise Problem("malformed", parameter="chain")
        return stretch(
            request.path_params["dialogue"],
            incoming.token_hash(request),
            after=incoming.number(request, "after", 0, 0, _SEQ),
            chain=chain,
            limit=limit,
            now=self._backend.real.wall_ms(),
        )

    async def push(self, request: Request) -> Response:
        """Operations of whole actions; answered when they are durable."""
        backend, dialogue = self._backend, request.path_params["dialogue"]
        token = incoming.token_hash(request)
        # Nobody without a token makes us unpack and check a megabyte.
        await backend.door.knock(token, dialogue)
        after, chain, checked = _checked(await incoming.body(request))

        def job(transaction: Transaction) -> tuple[Outcome, int]:
            device = known_device(transaction, token, dialogue)
            log = transaction.log(dialogue)
            now = backend.moment(transaction)
            author = Author(member=device.member, device=device.id, barred=device.barred(now.real))
            if not author.barred:
                _hold_reader_against(log, device, after, chain)
            outcome = accept(checked, author, log, now.dialogue)
            transaction.apply(log, outcome.write)
            if now.real - device.last_seen_at >= PAUSE_MS:
                transaction.db.execute(
                    "UPDATE device SET last_seen_at = ? WHERE token_hash = ?", [now.real, token]
                )
            head = outcome.write.head.seq if outcome.write is not None else log.head().seq
            return outcome, head

        outcome, head = await backend.writer.run(job)
        for status, count in Counter(result.status for result in outcome.results).items():
            backend.metrics.add("operations_total", "status", status, count)
        return answer(request, PushAnswer(head=head, results=outcome.results))

    async def stream(self, request: Request) -> Response:
        """Records as they come, as server-sent events."""
        backend, dialogue = self._backend, request.path_params["dialogue"]
        begin = await backend.reader.run(self._stretch(request, 0))
        stream = Stream(
            dialogue,
            begin,
            _resumed(request, begin.head.seq),
            hub=backend.hub,
            reader=backend.reader,
            activity=backend.activity,
            about=partial(self._about, "lead" in begin.roles),
            seen=partial(backend.sightings.saw, incoming.token_hash(request), begin.last_seen_at),
        )
        return Events(stream, self._streams)

    async def _about(self, leads: bool) -> dict[str, object]:
        backend = self._backend
        said: dict[str, object] = {
            "server_time": backend.clock.wall_ms(),
            "backend": backend.identity,
        }
        if leads:
            now = backend.real.wall_ms()
            closed = await backend.reader.glance(lambda one: Attempts(one.db, now).closed_until())
            said["pairing_closed_until"] = closed
        return said

    async def presence(self, request: Request) -> Response:
        """Say what one looks at; it holds for a while."""
        backend, dialogue = self._backend, request.path_params["dialogue"]
        token, now = incoming.token_hash(request), backend.real.wall_ms()

        def job(transaction: Transaction) -> tuple[Admitted, int]:
            who = admit(transaction, token, dialogue, now)
            return who, who.log.head().seq

        who, head = await backend.reader.glance(job)
        backend.sightings.saw(token, who.device.last_seen_at)
        said = incoming.decoded(await incoming.body(request), PresenceRequest)
        changed = await backend.presence.report(
            dialogue,
            member=who.member.id,
            device=who.device.id,
            role=who.member.role,
            said=said,
        )
        if changed:
            backend.hub.presence_changed(dialogue)
        return answer(request, PresenceAnswer(lease_ms=LEASE_MS, head=head))


def _page(found: Stretch, present: list[Present]) -> bytes:
    records = b",".join(item.encoded(found.roles) for item in found.items)
    return b'{"records":[%b],"head":%d,"chain":"%b","presence":%b}' % (
        records,
        found.head.seq,
        found.head.chain.hex().encode(),
        encoded(present),
    )


def _resumed(request: Request, head: int) -> int:
    """Return where a stream goes on: at the last event that came, else at the cursor.

    Raises: Problem with history_diverged when that event is not in this log.
    """
    last = request.headers.get("last-event-id", "")
    after = incoming.number(request, "after", 0, 0, _SEQ)
    if not last.isascii() or not last.isdigit() or len(last) > 16:
        return after
    if int(last) > head:
        raise Problem("history_diverged", head=head)
    return max(after, int(last))


def _hold_reader_against(log: SqlLog, device: Device, after: int, chain: str) -> None:
    """Hold a cursor against the log for those who can move it.

    Whoever may not read any more can only hand in what there is, whatever log it was made for.
    Raises: Problem with history_diverged.
    """
    try:
        hold_against(log, after, chain)
    except Problem:
        member = log.rights().members.get(device.member)
        if member is not None and not member.revoked:
            raise


_PACKED = {"cache-control": "no-store", "vary": "accept-encoding", "content-encoding": "gzip"}


def _checked(raw: bytes) -> tuple[int, str, list[Checked]]:
    """Return the cursor and the checked operations of a push.

    Raises: Problem with malformed or too_large.
    """
    try:
        push = msgspec.json.decode(raw, type=PushRequest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        # One operation that is none must not harm its neighbours.
        push = incoming.decoded(raw, RawPush)
    if len(push.ops) > MAX_OPERATIONS:
        raise Problem("too_large", limit=MAX_OPERATIONS)
    return push.after, push.chain, check(push.ops)
