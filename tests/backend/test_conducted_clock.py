"""A rehearsal moves the backend's clock; its waiting stays real."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

import httpx
import pytest

from city_backend.activity import Activity
from city_backend.cli import main
from city_backend.conducted_clock import ConductedClock, Conductor, Line
from city_backend.driver import Where
from tests.backend.running import Person
from tests.backend.streaming import Streaming
from tests.backend.test_races import city_backend, made_on

EVENING = 1_599_580_800_000


class Conducted:
    """A backend process on a conductor's clock; this test is the conductor."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        port = self._listening.getsockname()[1]
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "city_backend", "serve", "--port", "0"),
                *("--conductor", f"127.0.0.1:{port}"),
                *arguments,
            ],
            env={**os.environ, "DIALOGPULT_HOME": str(home), "DIALOGPULT_REHEARSAL": "1"},
            stdout=subprocess.PIPE,
            text=True,
        )
        self._listening.settimeout(20)
        self._connection, _ = self._listening.accept()
        self._connection.settimeout(20)
        self._lines = self._connection.makefile("rb")
        assert self.set(EVENING) == {"idle": True}
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()

    def set(self, wall_ms: int) -> Any:
        """Move the clock; returns what the backend says when it is idle."""
        line = json.dumps({"wall_ms": wall_ms, "monotonic_ms": 1.5}).encode()
        self._connection.sendall(line + b"\n")
        return json.loads(self._lines.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """The conductor goes away, and so does the backend."""
        self._lines.close()
        self._connection.close()
        self._listening.close()
        assert self._process.stdout is not None
        self._process.stdout.close()
        assert self._process.wait(20) == 0


def test_time_and_stamps_are_the_conductors(tmp_path: Path, where: Where) -> None:
    database = ("--database", str(where))
    made = made_on(tmp_path, *database)
    with Conducted(tmp_path, *database) as conducted:
        time = httpx.get(f"{conducted.url}/v1/time").json()
        assert time == {"received_at": EVENING, "sent_at": EVENING}
        with Person(conducted.url) as lead:
            lead.pair(made["codes"]["lead"])
            assert lead.pull()[-1].received_at == EVENING
            with Streaming(lead) as stream:
                assert stream.hello["server_time"] == EVENING
                assert conducted.set(EVENING + 60_000) == {"idle": True}
                lead.push(lead.hand.note())
                assert stream.records(until=2)[-1].received_at == EVENING + 60_000
                assert conducted.set(EVENING + 120_000) == {"idle": True}
        hello = httpx.get(f"{conducted.url}/v1/hello").json()
        assert hello["server_time"] == EVENING + 120_000


def test_a_sample_can_be_made_at_the_rehearsals_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIALOGPULT_REHEARSAL", "1")
    arguments = ["--title", "Probe", "--sample", "--json", "--now", str(EVENING)]
    made = json.loads(city_backend(tmp_path, "create", *arguments))
    with Conducted(tmp_path) as conducted, Person(conducted.url) as lead:
        lead.pair(made["codes"]["lead"])
        assert {record.received_at for record in lead.pull()} == {EVENING}


class Moved(ConductedClock):
    """Says when it was moved."""

    def __init__(self) -> None:
        super().__init__()
        self.moved = asyncio.Event()

    def set(self, line: Line) -> None:
        super().set(line)
        self.moved.set()


def test_idle_is_said_after_what_was_under_way() -> None:
    order: list[str] = []

    async def whole() -> None:
        activity, clock = Activity(), Moved()
        answered = asyncio.Event()

        async def conduct(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b'{"wall_ms":7,"monotonic_ms":0}\n')
            await reader.readline()
            order.append("idle")
            writer.close()
            answered.set()

        async with await asyncio.start_server(conduct, "127.0.0.1", 0) as server:
            conductor = Conductor(clock, activity)
            activity.begin()
            connecting = asyncio.create_task(
                conductor.connect(*server.sockets[0].getsockname()[:2])
            )
            await clock.moved.wait()
            for _ in range(200):
                await asyncio.sleep(0)
            order.append("done")
            activity.end()
            await answered.wait()
            await connecting
            conductor.close()

    asyncio.run(whole())
    assert order == ["done", "idle"]


def test_a_conductor_that_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIALOGPULT_REHEARSAL", "1")
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    assert main(["serve", "--port", "0", "--conductor", f"127.0.0.1:{port}"]) == 1
    assert str(port) in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["serve", "--conductor", "127.0.0.1:9"],
        ["create", "--title", "T", "--now", "1"],
    ],
)
def test_outside_a_rehearsal_nobody_moves_the_clock(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DIALOGPULT_REHEARSAL", raising=False)
    with pytest.raises(SystemExit) as refused:
        main(arguments)
    assert refused.value.code == 2
    assert arguments[-2] in capsys.readouterr().err
