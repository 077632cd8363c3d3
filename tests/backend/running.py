"""A real backend on a free port, and people who use it over HTTP."""

import asyncio
import hashlib
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

import httpx
import msgspec
import uvicorn.server

from city_backend.administration import codes_for_all_roles, create_dialogue, within
from city_backend.backend import Backend
from city_backend.driver import Where
from city_backend.operating import OPERATING, Operating
from city_backend.sample import nothing_yet
from city_backend.server import Server, address_of, listen, run
from console.domain.clock import Clock
from console.domain.ids import uuid7
from console.domain.ops import Operation, Record
from tests.backend.operations import Hand, wire

NOW = 1_599_580_800_000


class _Hasty:
    """asyncio for uvicorn, which looks ten times a second whether it is to end: here more often.

    A thousand tests would wait for that longer than for all else that they do.
    """

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    @staticmethod
    async def sleep(delay: float) -> None:
        await asyncio.sleep(delay / 10)


uvicorn.server.asyncio = _Hasty()  # type: ignore[assignment]


class Running:
    """A backend in a thread of this process."""

    def __init__(
        self,
        database: Where,
        *,
        clock: Clock | None = None,
        operating: Operating = OPERATING,
        **more: Any,
    ) -> None:
        self.database = database
        self.backend = Backend(database, clock=clock, **more)
        self._listening = listen("127.0.0.1", 0)
        self.url = address_of(self._listening)
        self._ready = threading.Event()
        self.server = Server(self.backend, "127.0.0.1", self._ready.set, operating=operating)
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._work)

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(10)

    def _work(self) -> None:
        try:
            with self._listening:
                asyncio.run(run(self.server, self.backend, self._listening))
        except BaseException as error:  # noqa: BLE001
            self._failure = error

    def stop(self) -> None:
        """Returns when the backend is gone; a backend that hangs fails the test."""
        self.server.stop()
        self._thread.join(20)
        assert not self._thread.is_alive()
        if self._failure is not None:
            raise self._failure

    def create(
        self, title: str = "Dortmund", city: str | None = None
    ) -> tuple[str, dict[str, str]]:
        """A dialogue that waits for its first lead, with a code for each role."""
        now = self.backend.real.wall_ms()
        return within(
            self.database,
            lambda one: (
                made := create_dialogue(one, title, nothing_yet, now, city),
                codes_for_all_roles(one, made, now),
            ),
        )

    def more_codes(self, dialogue: str) -> dict[str, str]:
        """Another code for each role."""
        now = self.backend.real.wall_ms()
        return within(self.database, lambda one: codes_for_all_roles(one, dialogue, now))


@contextmanager
def running(database: Where, **more: Any) -> Iterator[Running]:
    backend = Running(database, **more)
    backend.start()
    try:
        yield backend
    finally:
        backend.stop()


class Person:
    """Somebody with a console, as the wire sees it."""

    def __init__(self, url: str, name: str = "Kim Beispiel") -> None:
        # Reading whom the system trusts would take longer than most of what is asked here.
        self.http = httpx.Client(base_url=url, timeout=30, verify=url.startswith("https"))
        self.name = name
        self.hand = Hand(uuid7(NOW))
        self.token = secrets.token_hex(32)
        self.place: dict[str, Any] = {}
        self.after = 0
        self.chain = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}

    @property
    def dialogue(self) -> str:
        return self.place["dialogue"]

    def pair_request(self, code: str, **more: Any) -> dict[str, Any]:
        return {
            "code": code,
            "device": self.hand.device,
            "device_name": "Notebook",
            "member_name": self.name,
            "token_hash": hashlib.sha256(self.token.encode()).hexdigest(),
            **more,
        }

    def ask_to_pair(self, code: str, **more: Any) -> httpx.Response:
        """With the token, if there is a place already: only the device itself gets it anew."""
        said, headers = self.pair_request(code, **more), self.headers if self.place else {}
        return self.http.post("/v1/pair", json=said, headers=headers)

    def pair(self, code: str, **more: Any) -> "Person":
        answer = self.ask_to_pair(code, **more)
        assert answer.status_code == 200, answer.text
        self.place = answer.json()
        self.after, self.chain = self.place["head"], self.place["chain"]
        return self

    def get(self, path: str = "", **query: Any) -> httpx.Response:
        return self.http.get(
            f"/v1/dialogues/{self.dialogue}{path}", params=query, headers=self.headers
        )

    def post(self, path: str, said: Any) -> httpx.Response:
        return self.http.post(
            f"/v1/dialogues/{self.dialogue}{path}", json=said, headers=self.headers
        )

    def put_presence(self, **said: Any) -> httpx.Response:
        return self.http.put(
            f"/v1/dialogues/{self.dialogue}/presence",
            json={"view": "notes", **said},
            headers=self.headers,
        )

    def ask_to_push(self, operations: Sequence[Operation]) -> httpx.Response:
        said = {"after": self.after, "chain": self.chain, "ops": wire(operations)}
        return self.post("/ops", said)

    def push(self, *operations: Operation) -> list[dict[str, Any]]:
        answer = self.ask_to_push(operations)
        assert answer.status_code == 200, answer.text
        return answer.json()["results"]

    def statuses(self, *operations: Operation) -> list[str]:
        return [result["status"] for result in self.push(*operations)]

    def pull(self, after: int = 0, chain: str | None = None, **more: Any) -> list[Record]:
        """All records after a place, page by page, from the beginning if none is named."""
        found: list[Record] = []
        at, known = after, chain
        while True:
            query = {"after": at, **({} if known is None else {"chain": known}), **more}
            page = self.get("/ops", **query)
            assert page.status_code == 200, page.text
            records = msgspec.convert(page.json()["records"], list[Record])
            found += records
            if not records or records[-1].seq == page.json()["head"]:
                return found
            at, known = records[-1].seq, records[-1].chain
