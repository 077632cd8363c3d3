"""An evening on which everything breaks: four consoles, a backend, a bad line between, SIGKILL."""

import asyncio
import random
import re
import shutil
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from city_backend.log import Row
from console.clock_system import SystemClock
from tests.benchmarks.city import City
from tests.benchmarks.consoles import Console
from tests.benchmarks.process import ROOT, surroundings
from tests.chaos.bad_line import BadLine

ROLES = ("lead", "cohost", "notetaker", "notetaker")
#: A co-host writes no notes: this one listens, and is killed like the others.
WRITERS = ("lead", "notetaker")
MARK = re.compile(r"c\d\.\d+\.\d{5}")
PATIENCE_S = 120


class Broken(Exception):
    """Something that was saved is lost, twice, or somebody else's."""


@dataclass
class Report:
    """What happened."""

    saved: int = 0
    console_kills: int = 0
    backend_kills: int = 0
    records: int = 0
    fates: dict[str, int] = field(default_factory=dict)


class Seat:
    """One console's files, and the process that runs on them."""

    def __init__(self, number: int, role: str, home: Path) -> None:
        self.name = f"c{number}"
        self.writes = role in WRITERS
        self.role = role
        self.home = home
        self.console = Console(home, SystemClock())
        self.saved: list[str] = []
        self.board: list[str] = []
        self._life = 0
        self._process: Process | None = None
        self._listening: asyncio.Task[None] | None = None
        self._heard: dict[str, asyncio.Event] = {}

    async def join(self, city: City, url: str, dialogue: str) -> None:
        """Take a place over a line that holds."""
        await self.console.join(url, city.invite(dialogue, self.role), self.name)
        async with self.console.connected(city.head(dialogue)):
            pass
        self.console.close()

    @property
    def member(self) -> str:
        """Whom the backend takes this console for."""
        assert self.console.place is not None
        return self.console.place.member

    async def start(self, url: str) -> None:
        """Start the program once more."""
        self._life += 1
        self._heard = {"stopped": asyncio.Event(), "rested": asyncio.Event()}
        script = ["-P", "-m", "tests.chaos.console_process"]
        arguments = [str(self.console.file), url, self.name, str(self._life)]
        with (self.home / "process.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, *script, *arguments),
                cwd=ROOT,
                env=surroundings(self.home, {}),
                stdin=PIPE,
                stdout=PIPE,
                stderr=log,
                limit=2**20,
            )
        self._listening = asyncio.create_task(self._listen(self._process))
        if self.writes:
            self.tell("write")

    async def _listen(self, process: Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            word, _, rest = line.decode().rstrip("\n").partition(" ")
            if word == "saved":
                self.saved.append(rest)
            elif word == "board":
                self.board.append(rest)
            else:
                self._heard[word].set()

    def tell(self, line: str) -> None:
        """Send a line."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())

    async def heard(self, word: str) -> None:
        """Wait for an answer.  Raises: Broken when it does not come."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._heard[word].wait()
        except TimeoutError:
            raise Broken(f"{self.name} was never {word}: {self._log()}") from None

    def forget(self, word: str) -> None:
        """Wait for another answer of this name from now on."""
        self._heard[word].clear()

    async def kill(self) -> None:
        """SIGKILL; what it had said before is still heard."""
        process, self._process = self._process, None
        if process is None:
            return
        assert self._listening is not None
        if process.returncode is None:
            process.kill()
        await process.wait()
        await self._listening

    def check(self) -> None:
        """Nobody else than we ends a console.  Raises: Broken."""
        if self._process is not None and self._process.returncode is not None:
            raise Broken(f"{self.name} ended by itself: {self._log()}")

    def _log(self) -> str:
        return (self.home / "process.log").read_text("utf-8")[-2000:]


async def play(folder: Path, seed: int, notes: int, postgres: str | None = None) -> Report:
    """Break things until so many commits were shown as saved, then let all come to rest.

    Every fate of a line and both kinds of killing will have happened.  Raises: Broken.
    """
    shutil.rmtree(folder, ignore_errors=True)
    chance, report = random.Random(seed), Report()
    city = City(folder / "city", postgres=postgres)
    dialogue = city.create()
    line = BadLine(seed)
    await line.start()
    backend = await asyncio.to_thread(city.start)
    line.target, line.is_healed = int(city.port), True
    seats = [Seat(number, role, folder / f"c{number}") for number, role in enumerate(ROLES)]
    url = f"http://127.0.0.1:{line.port}"
    try:
        for seat in seats:
            await seat.join(city, url, dialogue)
        line.is_healed = False
        for seat in seats:
            await seat.start(url)
        while sum(len(seat.saved) for seat in seats) < notes or not _all_happened(report, line):
            await asyncio.sleep(chance.uniform(0.2, 0.9))
            for seat in seats:
                seat.check()
            fate = chance.random()
            if fate < 0.25:
                await asyncio.to_thread(backend.end, signal.SIGKILL)
                report.backend_kills += 1
                await asyncio.sleep(chance.uniform(0, 0.5))
                backend = await asyncio.to_thread(city.start)
            elif fate < 0.6:
                seat = chance.choice(seats)
                await seat.kill()
                report.console_kills += 1
                await seat.start(url)
            else:
                line.drop()
        line.is_healed = True
        line.drop()
        await _come_to_rest(city, dialogue, seats)
        report.saved = sum(len(seat.saved) for seat in seats)
        report.fates = line.fates
        rows = city.rows(dialogue, "note")
        report.records = len(rows)
        check(rows, seats)
    finally:
        for seat in seats:
            await seat.kill()
        await asyncio.to_thread(backend.end)
        await line.close()
    return report


async def _come_to_rest(city: City, dialogue: str, seats: list[Seat]) -> None:
    for seat in seats:
        seat.tell("stop")
    for seat in seats:
        await seat.heard("stopped")
    # Twice: the head is final only when everybody has sent everything.
    for _ in range(2):
        head = await asyncio.to_thread(city.head, dialogue)
        for seat in seats:
            seat.board.clear()
            seat.forget("rested")
            seat.tell(f"rest {head}")
        for seat in seats:
            await seat.heard("rested")


def _all_happened(report: Report, line: BadLine) -> bool:
    return bool(report.console_kills and report.backend_kills) and all(line.fates.values())


def check(rows: Sequence[Row], seats: Sequence[Seat]) -> None:
    """Hold what was shown as saved against the log's notes, and the boards against each other.

    Raises: Broken.
    """
    authors: dict[str, str] = {}
    times: Counter[str] = Counter()
    for row in rows:
        for mark in MARK.findall(row.record.body or ""):
            times[mark] += 1
            authors[mark] = row.record.by
    for seat in seats:
        if lost := [mark for mark in seat.saved if mark not in times]:
            raise Broken(f"{seat.name} showed as saved what the log has not: {lost[:5]}")
        if strange := [one for one in seat.saved if authors[one] != seat.member]:
            raise Broken(f"the log says that others wrote what {seat.name} wrote: {strange[:5]}")
    if twice := [mark for mark, count in times.items() if count > 1]:
        raise Broken(f"in the log more than once: {twice[:5]}")
    if any(seat.board != seats[0].board for seat in seats) or not seats[0].board:
        raise Broken("the consoles do not show the same board")
