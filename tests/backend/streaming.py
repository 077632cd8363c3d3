"""A reader of server-sent events that waits for what should come, never for time to pass."""

import json
from collections.abc import Iterator
from typing import Any, Self

import httpx
import msgspec

from console.domain.ops import Record
from tests.backend.running import Person

Event = tuple[str, dict[str, Any], int | None]


class Streaming:
    """One open stream of a person, from its cursor on."""

    def __init__(self, person: Person, after: int | None = None, **headers: str) -> None:
        self._person = person
        self._after = person.after if after is None else after
        self._headers = headers
        self.cursor = self._after

    def __enter__(self) -> Self:
        person = self._person
        records = person.pull() if self._after else []
        chains = {record.seq: record.chain for record in records}
        query: dict[str, Any] = {"after": self._after}
        if self._after:
            query["chain"] = chains[self._after]
        self._http = httpx.Client(base_url=str(person.http.base_url), timeout=30, verify=False)
        self._context = self._http.stream(
            "GET",
            f"/v1/dialogues/{person.dialogue}/stream",
            params=query,
            headers={**person.headers, **self._headers},
        )
        self.answer = self._context.__enter__()
        self._events = self._parsed()
        self.hello = self.next("hello")
        return self

    def __exit__(self, *_: object) -> None:
        self._context.__exit__(None, None, None)
        self._http.close()

    def _parsed(self) -> Iterator[Event]:
        said: dict[str, str] = {}
        for line in self.answer.iter_lines():
            if line:
                name, _, value = line.partition(": ")
                said[name] = value
                continue
            if "event" in said:
                seq = int(said["id"]) if "id" in said else None
                yield said["event"], json.loads(said["data"]), seq
            said = {}

    def events(self) -> Iterator[Event]:
        return self._events

    def next(self, name: str) -> dict[str, Any]:
        """The next event of this name; others on the way are skipped."""
        return next(data for event, data, _ in self._events if event == name)

    def records(self, until: int) -> list[Record]:
        """The records of the next ops events, up to a number."""
        found: list[Record] = []
        while self.cursor < until:
            found += msgspec.convert(self.next("ops")["records"], list[Record])
            self.cursor = found[-1].seq
        return found

    def ends(self) -> bool:
        """Whether the answer is over; returns only when it is."""
        for _ in self._events:
            pass
        return True
