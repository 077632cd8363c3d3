"""One console of a rehearsal: the whole product with a real window, and an actor in front of it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from console.app.console_app import ConsoleApp
from console.app.event_loop import EventLoop
from console.app.launch import start_log
from console.app.surroundings import surroundings
from console.rehearsal.actor import Actor, Lost
from console.rehearsal.conducted_clock import ConductedClock
from console.rehearsal.journal import Journal
from console.rehearsal.wire import Answer, Cue
from console.sync.status import SyncStatus
from console.views.main_window import MainWindow
from console.views.theme import STYLE_ARGUMENTS


def run(address: str) -> int:
    """Connect to the conductor at "HOST:PORT" and follow its cues until it says "close"."""
    app = QApplication(["dialogpult", *STYLE_ARGUMENTS])
    app.setQuitOnLastWindowClosed(False)

    def new_loop() -> asyncio.AbstractEventLoop:
        return EventLoop(app)

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_follow(address))
    return 0


async def _follow(address: str) -> None:
    clock = ConductedClock()
    host, port = address.rsplit(":", 1)
    reader, writer = await asyncio.open_connection(host, int(port))
    cues = msgspec.json.Decoder(Cue)
    first = cues.decode(await reader.readline())
    clock.set(first.wall_ms, first.monotonic_ms)
    around = surroundings(clock)
    start_log(around.paths.logs)
    around.theme.set_reduced_motion(True)
    window = MainWindow(around.theme, around.words)
    window.resize(1366, 768)
    window.show()
    console = ConsoleApp(window, around)
    rehearsing = Rehearsing(console, around.paths.data)
    writer.write(msgspec.json.encode(Answer()) + b"\n")
    while line := await reader.readline():
        cue = cues.decode(line)
        clock.set(cue.wall_ms, cue.monotonic_ms)
        answer = await rehearsing.obey(cue)
        writer.write(msgspec.json.encode(answer) + b"\n")
        await writer.drain()
        if cue.do == "close":
            break
    writer.close()


class Rehearsing(QObject):
    """Obeys one cue after the other and says so when nothing is left to do."""

    _turned = Signal(object)

    def __init__(self, console: ConsoleApp, folder: Path) -> None:
        super().__init__(console)
        self._console = console
        who = os.environ.get("DIALOGPULT_ACTOR", "lead")
        self._journal = Journal(folder.parent / "journal.jsonl", who)
        self._actor = Actor(console, self._journal, self.turn)
        self._news = asyncio.Event()
        self._turned.connect(self._resolve, Qt.ConnectionType.QueuedConnection)

    async def turn(self) -> None:
        """Return when everything that was queued for the views before has reached them."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._turned.emit(done)
        await done

    @staticmethod
    def _resolve(done: asyncio.Future[None]) -> None:
        if not done.done():
            done.set_result(None)

    async def obey(self, cue: Cue) -> Answer:
        """Let the time be that of the cue, do what it says, and wait until it is done."""
        console = self._console
        console.ticker.tick.emit()
        made, problem = "", ""
        try:
            if cue.do == "settle":
                await self._settle(cue.seq)
            elif cue.do == "network" and console.place is not None:
                console.place.link.engine.network_changed()
            elif cue.do == "close":
                console.quit()
                await console.closed.wait()
            elif cue.do:
                made = await self._actor.do(cue.do, cue.args)
        except Lost as lost:
            problem = str(lost)
        if cue.do != "close":
            await self.turn()
        return self._answer(made, problem)

    def _answer(self, made: str, problem: str) -> Answer:
        session = self._console.session
        return Answer(
            made=made,
            cursor=session.store.replica.position.cursor if session is not None else 0,
            pending=session.store.pending_count if session is not None else 0,
            problem=problem,
            entries=self._journal.take_fresh(),
        )

    async def _settle(self, seq: int) -> None:
        """Wait until the log has everything of ours and is known here up to `seq`."""
        session = self._console.session
        if session is None:
            return
        store = session.store
        heard = self._news

        def listen(_change: object) -> None:
            heard.set()

        unsubscribe = store.subscribe(listen)
        self._console.status_heard.connect(self._on_status)
        try:
            while store.pending_count or store.replica.position.cursor < seq:
                heard.clear()
                await heard.wait()
        finally:
            unsubscribe()
            self._console.status_heard.disconnect(self._on_status)

    def _on_status(self, _status: SyncStatus) -> None:
        self._news.set()
