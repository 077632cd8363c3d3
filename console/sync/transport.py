"""The only place of the console that speaks HTTP: one method for each request."""

from __future__ import annotations

import gzip
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager, suppress
from typing import Final, TypeVar

import httpx
import msgspec
from httpx_sse import EventSource, ServerSentEvent

from console.domain.ops import Operation, Salvaged
from console.sync import wire, wire_members, wire_parked
from console.sync.address import is_loopback, origin_of
from console.sync.bounded import bound
from console.sync.failure import RequestFailed
from console.sync.half_open import watch_handshake
from console.sync.outcome import answer, check_stream, refusal, told
from console.sync.proxy import proxy_for
from console.sync.spki import pin_of
from console.sync.tls import Tls

T = TypeVar("T")

_CONNECT_S: Final = 5.0
_REQUEST_S: Final = 15.0
#: Below this a body is not worth compressing; above the other one it always is.
_SMALL: Final = 8 * 1024
_LARGE: Final = 800 * 1024
_encode: Final = msgspec.json.Encoder().encode
_HELLO: Final = msgspec.json.Decoder(wire.Hello)
_TIME: Final = msgspec.json.Decoder(wire.Time)
_PAGE: Final = msgspec.json.Decoder(wire.Page)
_PUSHED: Final = msgspec.json.Decoder(wire.PushAnswer)
_OFFERED: Final = msgspec.json.Decoder(wire.SalvageAnswer)
_PARKED: Final = msgspec.json.Decoder(wire_parked.ParkedPage)
_PAIRED: Final = msgspec.json.Decoder(wire.Paired)
_PRESENCE: Final = msgspec.json.Decoder(wire.PresenceAnswer)
_MEMBERS: Final = msgspec.json.Decoder(wire_members.Members)
_INVITATION: Final = msgspec.json.Decoder(wire_members.Invitation)
_EVENTS: Final[dict[str, msgspec.json.Decoder[wire.StreamEvent]]] = {
    "hello": msgspec.json.Decoder(wire.StreamHello),
    "ops": msgspec.json.Decoder(wire.StreamOps),
    "presence": msgspec.json.Decoder(wire.StreamPresence),
    "head": msgspec.json.Decoder(wire.StreamHead),
    "bye": msgspec.json.Decoder(wire.StreamBye),
}


class Transport:
    """One backend at one address. Redirects are not followed; http goes to this machine only.

    Every method raises RequestFailed. `token` is this device's bearer token for one dialogue.
    """

    def __init__(self, client: httpx.AsyncClient, origin: str, token: str) -> None:
        self._client = client
        self.origin = origin
        self.host = httpx.URL(origin).host
        self.token = token
        #: The SHA-256 (hex) of the other side's public key, once `hello` has seen it.
        self.key = ""
        self._near = is_loopback(self.host)

    @classmethod
    async def open(cls, address: str, tls: Tls, token: str = "", pin: str = "") -> Transport:
        """Return a transport for an address; nothing is sent yet.

        With a `pin` (or print) it speaks to that key only. Raises: RequestFailed with
        address_invalid, address_insecure, proxy_invalid, certificate_file_missing among others.
        """
        origin = origin_of(address)
        encrypted = origin.startswith("https")
        if pin and not encrypted:
            raise RequestFailed("address_insecure", address=address)
        near = is_loopback(httpx.URL(origin).host)
        context = await tls.context(encrypted=encrypted, pin=pin, origin=origin)
        client = httpx.AsyncClient(
            base_url=origin,
            verify=context,
            follow_redirects=False,
            proxy=await _proxy(origin, tls),
            # Only what stands here counts: a proxy is looked for above, keys and names elsewhere.
            trust_env=False,
            timeout=httpx.Timeout(_REQUEST_S, connect=_CONNECT_S),
            limits=httpx.Limits(keepalive_expiry=30.0),
            event_hooks={"request": [watch_handshake] if encrypted else [], "response": [bound]},
            headers={
                "accept-encoding": "identity" if near else "gzip",
                "dialogpult-protocol": str(wire.PROTOCOL),
            },
        )
        return cls(client, origin, token)

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def hello(self) -> wire.Hello:
        """Ask who is there.  Raises: RequestFailed, with protocol_version for another protocol."""
        with told(self.host):
            response = await self._client.get("/v1/hello", headers=self._headers())
        self.key = _key_of(response)
        said = answer(response, _HELLO, self.host)
        lowest, highest = said.protocol
        if not lowest <= wire.PROTOCOL <= highest:
            raise RequestFailed(
                "protocol_version",
                status=426,
                host=self.host,
                address=self.host,
                server="newer" if lowest > wire.PROTOCOL else "older",
            )
        return said

    async def time(self) -> wire.Time:
        """Ask for the backend's time."""
        return await self._get("/v1/time", _TIME)

    async def pair(self, request: wire.PairRequest) -> wire.Paired:
        """Change a code into a place in a dialogue."""
        return await self._send("POST", "/v1/pair", request, _PAIRED)

    async def enrol(self, request: wire.DeviceRequest) -> wire.Paired:
        """Enrol a sibling device of the same member."""
        return await self._send("POST", "/v1/devices", request, _PAIRED)

    async def page(
        self, dialogue: str, after: int, chain: str, *, limit: int, wait_s: int = 0
    ) -> wire.Page:
        """Read the log after a cursor; with `wait_s` the backend waits for news so long."""
        path = f"/v1/dialogues/{dialogue}/ops?after={after}&chain={chain}&limit={limit}"
        if wait_s:
            path += f"&wait={wait_s}"
        return await self._get(path, _PAGE, wait_s=wait_s)

    async def push(
        self, dialogue: str, after: int, chain: str, operations: list[Operation]
    ) -> wire.PushAnswer:
        """Send operations of whole actions."""
        request = wire.PushRequest(after=after, chain=chain, ops=operations)
        return await self._send("POST", f"/v1/dialogues/{dialogue}/ops", request, _PUSHED)

    async def salvage(
        self, dialogue: str, after: int, chain: str, records: list[Salvaged]
    ) -> wire.SalvageAnswer:
        """Offer what others wrote and the log lacks."""
        request = wire.SalvageRequest(after=after, chain=chain, records=records)
        return await self._send("POST", f"/v1/dialogues/{dialogue}/salvage", request, _OFFERED)

    async def parked(self, dialogue: str, after_id: str = "") -> wire_parked.ParkedPage:
        """Ask a lead's question: what waits for somebody who leads."""
        after = f"?after_id={after_id}" if after_id else ""
        return await self._get(f"/v1/dialogues/{dialogue}/parked{after}", _PARKED)

    async def decide_parked(
        self, dialogue: str, request: wire_parked.ParkedRequest
    ) -> wire.SalvageAnswer:
        """Take parked rows into the log, or out of sight."""
        return await self._send("POST", f"/v1/dialogues/{dialogue}/parked", request, _OFFERED)

    async def presence(self, dialogue: str, request: wire.PresenceRequest) -> wire.PresenceAnswer:
        """Say what is looked at and edited here."""
        return await self._send("PUT", f"/v1/dialogues/{dialogue}/presence", request, _PRESENCE)

    async def members(self, dialogue: str) -> wire_members.Members:
        """Ask who has a place, and from a lead's console on which devices."""
        return await self._get(f"/v1/dialogues/{dialogue}/members", _MEMBERS)

    async def change_member(
        self, dialogue: str, request: wire_members.MemberRequest
    ) -> wire_members.Members:
        """Change a member's place, or take it away."""
        return await self._send("POST", f"/v1/dialogues/{dialogue}/members", request, _MEMBERS)

    async def invite(
        self, dialogue: str, request: wire_members.InvitationRequest
    ) -> wire_members.Invitation:
        """Ask for a code for one more device."""
        path = f"/v1/dialogues/{dialogue}/invitations"
        return await self._send("POST", path, request, _INVITATION)

    async def revoke_device(self, device: str) -> None:
        """Shut one device out."""
        with told(self.host):
            response = await self._client.delete(f"/v1/devices/{device}", headers=self._headers())
        if not response.is_success:
            raise refusal(response, self.host)

    @asynccontextmanager
    async def stream(
        self, dialogue: str, after: int, chain: str, *, read_s: float
    ) -> AsyncGenerator[AsyncIterator[wire.StreamEvent], None]:
        """Open the stream of events after a cursor; silence longer than `read_s` ends it."""
        headers = {
            **self._headers(),
            "accept": "text/event-stream",
            "accept-encoding": "identity",
            "last-event-id": str(after),
        }
        with told(self.host):
            async with self._client.stream(
                "GET",
                f"/v1/dialogues/{dialogue}/stream?after={after}&chain={chain}",
                headers=headers,
                timeout=httpx.Timeout(read_s, connect=_CONNECT_S),
            ) as response:
                if not response.is_success:
                    await response.aread()
                check_stream(response, self.host)
                events = self._events(EventSource(response))
                try:
                    yield events
                finally:
                    await _give_up(response, events)

    async def _events(self, source: EventSource) -> AsyncGenerator[wire.StreamEvent, None]:
        async with aclosing(source.aiter_sse()) as said:
            async for event in said:
                decoded = self._decoded(event)
                if decoded is not None:
                    yield decoded

    def _decoded(self, event: ServerSentEvent) -> wire.StreamEvent | None:
        decoder = _EVENTS.get(event.event)
        if decoder is None:
            return None
        try:
            return decoder.decode(event.data)
        except (msgspec.DecodeError, RecursionError) as error:
            raise RequestFailed("not_a_backend", host=self.host, address=self.host) from error

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"} if self.token else {}

    async def _get(self, path: str, decoder: msgspec.json.Decoder[T], *, wait_s: int = 0) -> T:
        with told(self.host):
            timeout = httpx.Timeout(_REQUEST_S + wait_s, connect=_CONNECT_S)
            response = await self._client.get(path, headers=self._headers(), timeout=timeout)
        return answer(response, decoder, self.host)

    async def _send(
        self, method: str, path: str, request: msgspec.Struct, decoder: msgspec.json.Decoder[T]
    ) -> T:
        body = _encode(request)
        headers = {**self._headers(), "content-type": "application/json"}
        if len(body) > (_LARGE if self._near else _SMALL):
            body = gzip.compress(body, compresslevel=3)
            headers["content-encoding"] = "gzip"
        with told(self.host):
            response = await self._client.request(method, path, content=body, headers=headers)
        return answer(response, decoder, self.host)


async def _proxy(origin: str, tls: Tls) -> httpx.Proxy | None:
    address = proxy_for(origin)
    if not address:
        return None
    # Whoever vouches for the proxy, it is never the invitation's key.
    encrypted = address.startswith("https")
    context = await tls.context(encrypted=True) if encrypted else None
    try:
        return httpx.Proxy(address, ssl_context=context)
    except (httpx.InvalidURL, ValueError) as error:
        raise RequestFailed("proxy_invalid") from error


def _key_of(response: httpx.Response) -> str:
    """Return the pin of the key that answered; empty where nothing was encrypted."""
    stream = response.extensions.get("network_stream")
    connection = stream.get_extra_info("ssl_object") if stream is not None else None
    shown = connection.getpeercert(binary_form=True) if connection is not None else None
    with suppress(ValueError):
        return pin_of(shown) if shown else ""
    # Whoever vouched for it could read it; then there is only nothing to show.
    return ""


async def _give_up(
    response: httpx.Response, events: AsyncGenerator[wire.StreamEvent, None]
) -> None:
    """Let every reader of a stream end now; one left in the middle ends when no loop may run.

    Reading on from a closed response ends them all, from the connection upwards.
    """
    try:
        await response.aclose()
    finally:
        with suppress(httpx.HTTPError, httpx.StreamError, RequestFailed):
            async for _ in events:
                pass
