"""The engine around the core: time, presence, roles, status, and ending."""

import asyncio
import gc
from itertools import pairwise
from pathlib import Path

import pytest
import qasync
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from console.commands.lead import claim_lead, give_back_lead
from console.commands.run import go_on
from console.domain.agenda import AgendaItemAdded
from console.domain.errors import KnownFailure
from console.domain.ops import Fact
from console.domain.roster import ParticipantAdded
from console.storage.replica import Replica
from console.sync import transport
from console.sync.engine import Engine
from console.sync.line import Pace
from console.sync.pairing import identity_of
from console.sync.status import SyncStatus
from console.sync.tls import Tls
from tests.backend.running import Person, Running
from tests.storage.files import MovedClock
from tests.sync.consoles import Console, Evening, own_file, run
from tests.sync.strange_servers import says_nothing, serving

NEVER = 1e6


async def pair_of(people: Evening, url: str, codes: dict[str, str]) -> tuple[Console, Console]:
    lead = await people.join(url, codes["lead"], "Lea")
    await lead.synced()
    notes = await people.join(url, codes["notetaker"], "Nico")
    await notes.synced()
    return lead, notes


def test_a_clock_two_hours_off_follows_the_backend(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            clock = MovedClock(backend.backend.clock.wall_ms() - 7_200_000)
            lead = await people.join(backend.url, codes["lead"], "Lea", clock=clock, start=False)
            lead.note("noch ohne Uhr")
            lead.engine.start()
            await lead.synced()
            assert abs(lead.store.now_ms() - backend.backend.clock.wall_ms()) < 2000
            (made,) = (one.made_at for one in lead.store.state.board_notes())
            assert abs(made - backend.backend.clock.wall_ms()) < 10_000
            lead.note("mit Uhr")
            await lead.synced()
            again = lead.store.entries("note", lead.note("und danach"))
            assert again[0].head.clock == "server"

    run(evening())


def test_what_a_wrong_clock_began_offline_began_for_all_when_it_did(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            now = backend.backend.clock.wall_ms
            clock = MovedClock(now() - 7_200_000)
            lead = await people.join(backend.url, codes["lead"], "Lea", clock=clock, start=False)
            item = lead.store.new_id()
            added = AgendaItemAdded(title="Begrüßung", kind="plenary", minutes=10, order="a")
            lead.store.commit([Fact(entity=item, body=added)])
            go_on(lead.store)
            # Three minutes go by before the network is back; somebody sets the clock meanwhile.
            clock.monotonic += 180_000
            clock.wall += 180_000 + 3_600_000
            lead.engine.start()
            await lead.synced()
            other = await people.join(backend.url, codes["notetaker"], "Nico")
            await other.synced()
            for store in (lead.store, other.store):
                began = store.state.course.visits[-1].started_at
                assert abs(began - (now() - 180_000)) < 10_000

    run(evening())


def test_everybody_sees_who_is_there_and_looks_at_what(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead, notes = await pair_of(people, backend.url, codes)
            entity = notes.note("wird bearbeitet")
            notes.engine.look_at("notes", (entity,))

            def seen() -> list[tuple[str, tuple[str, ...], bool]]:
                return [
                    (peer.view, peer.editing, peer.online)
                    for peer in lead.status.peers
                    if peer.member == notes.credential.member
                ]

            await lead.until(lambda: seen() == [("notes", (entity,), True)])
            await notes.synced()
            assert [peer.role for peer in notes.status.peers if peer.online] != []

    run(evening())


def test_another_role_is_taken_over_with_the_words_that_belong_to_it(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            await lead.synced()
            other = await people.join(backend.url, codes["observer"], "Olga")
            who = lead.store.new_id()
            lead.store.commit([Fact(entity=who, body=ParticipantAdded(last_name="König"))])
            await other.until(lambda: who in other.store.state.participants)
            assert other.store.state.participants[who].last_name == ""
            other.note("darf ich nicht")
            await other.is_in("refused")
            await set_role(lead, other, "notetaker")
            await other.until(lambda: other.store.state.participants[who].last_name == "König")
            await other.synced()
            assert other.store.identity.role == "notetaker"
            await lead.until(lambda: lead.texts() == ["darf ich nicht"])

    run(evening())


def test_a_restart_without_network_keeps_the_role_of_the_log(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            await lead.synced()
            other = await people.join(backend.url, codes["observer"], "Olga")
            await set_role(lead, other, "cohost")
            await other.until(lambda: other.store.identity.role == "cohost")
            await other.synced()
            await other.engine.stop()
            assert other.credential.role == "observer", "as the place was given out"
            other.store.be(identity_of(other.credential))
            nowhere = replace(other.credential, origin="http://127.0.0.1:1")
            again = people.open(other.store, nowhere)
            assert again.store.identity.role == "cohost"

    run(evening())


def test_a_deputy_leads_at_once_without_a_network_and_for_all_with_one(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path, chance=1e6) as people:
            way, url = await people.way(backend.url)
            lead = await people.join(backend.url, codes["lead"], "Lea")
            deputy = await people.join(url, codes["cohost"], "Kim")
            await deputy.synced()
            way.cut = True
            way.drop()
            await deputy.is_in("offline")
            claim_lead(deputy.store)
            await deputy.until(lambda: deputy.status.role == "lead")
            deputy.note("schreibt nur, wer leitet")
            way.cut = False
            deputy.engine.network_changed()
            await deputy.synced()
            await lead.until(lambda: lead.texts() == ["schreibt nur, wer leitet"])
            assert lead.store.identity.role == "lead", "nobody loses a right"
            give_back_lead(deputy.store)
            await deputy.until(lambda: deputy.status.role == "cohost")
            await deputy.synced()
            deputy.note("darf nicht mehr")
            await deputy.is_in("refused")

    run(evening())


async def set_role(lead: Console, other: Console, role: str) -> None:
    """What the lead's console will ask for one day, by hand."""
    import httpx

    async with httpx.AsyncClient(base_url=lead.credential.origin) as client:
        answer = await client.post(
            f"/v1/dialogues/{lead.credential.dialogue}/members",
            json={"member": other.credential.member, "role": role},
            headers={"authorization": f"Bearer {lead.credential.token}"},
        )
        assert answer.status_code == 200, answer.text


def test_a_deleted_dialogue_stops_the_exchange_and_keeps_the_file(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        import httpx

        async with Evening(tmp_path) as people:
            lead, notes = await pair_of(people, backend.url, codes)
            notes.note("bleibt hier")
            await notes.synced()
            async with httpx.AsyncClient(base_url=lead.credential.origin) as client:
                await client.delete(
                    f"/v1/dialogues/{lead.credential.dialogue}",
                    headers={"authorization": f"Bearer {lead.credential.token}"},
                )
            await notes.is_in("deleted")
            await lead.is_in("deleted")
            assert notes.texts() == ["bleibt hier"]

    run(evening())


def test_without_a_place_everything_is_local(tmp_path: Path) -> None:
    async def evening() -> None:
        store = own_file(tmp_path / "own.dialogpult")
        heard: list[SyncStatus] = []
        engine = Engine(store, None, tls=Tls(), announce=heard.append)
        engine.start()
        async with Evening(tmp_path):
            engine.network_changed()
            engine.sync_now()
            engine.look_at("notes")
            assert engine.status.state == "local_only"
            assert engine.is_idle
        await engine.stop()
        store.close()

    run(evening())


def test_a_status_is_told_once_and_says_since_when(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead, _ = await pair_of(people, backend.url, codes)
            lead.note("eins")
            await lead.synced()
            told = lead.statuses
            assert all(one != two for one, two in pairwise(told))
            assert all(one.since <= two.since for one, two in pairwise(told))
            assert all(
                one.since == two.since for one, two in pairwise(told) if one.state == two.state
            )
            assert told[0].state == "connecting"
            assert {"syncing", "synced"} <= {status.state for status in told}

    run(evening())


def test_nothing_is_under_way_when_the_engine_says_it_is_idle(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead, notes = await pair_of(people, backend.url, codes)
            await lead.until(lambda: lead.engine.is_idle)
            lead.note("eins")
            assert not lead.engine.is_idle
            await lead.until(lambda: lead.engine.is_idle)
            assert lead.store.pending_count == 0
            await notes.until(lambda: notes.texts() == ["eins"])

    run(evening())


def test_a_back_off_ends_at_once_when_the_network_changes(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path, chance=NEVER) as people:
            way, url = await people.way(backend.url)
            lead = await people.join(url, codes["lead"], "Lea", start=False)
            way.cut = True
            lead.engine.start()
            await lead.is_in("offline")
            await lead.until(lambda: lead.engine.is_idle)
            way.cut = False
            lead.engine.network_changed()
            await lead.synced()

    run(evening())


@pytest.mark.parametrize("when", ["never started", "connecting", "connected", "backing off"])
def test_stopping_is_prompt_and_leaves_no_task(
    tmp_path: Path, backend: Running, codes: dict[str, str], when: str
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path, chance=NEVER) as people, serving(says_nothing) as port:
            way, url = await people.way(backend.url)
            lead = await people.join(url, codes["lead"], "Lea", start=False)
            if when == "connecting":
                way.target = f"http://127.0.0.1:{port}"
            way.cut = when == "backing off"
            if when != "never started":
                lead.engine.start()
            if when == "connected":
                await lead.synced()
            elif when == "backing off":
                await lead.is_in("offline")
            else:
                await asyncio.sleep(0)
            before = asyncio.all_tasks()
            async with asyncio.timeout(5):
                await lead.engine.stop()
                await lead.engine.stop()
            left = " ".join(repr(task) for task in asyncio.all_tasks() & before)
            assert "sync/puller" not in left
            assert "sync/pusher" not in left
            lead.note("danach noch geschrieben")
            assert lead.store.pending_count == 1

    run(evening())


def test_a_disk_that_refuses_a_page_is_asked_again(
    tmp_path: Path,
    backend: Running,
    codes: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def evening() -> None:
        original = Replica.receive
        refusing: list[bool] = []

        def receive(replica: Replica, *more: object) -> object:
            if refusing and replica is notes.store.replica:
                raise KnownFailure("disk_full", path="x")
            return original(replica, *more)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

        async with Evening(tmp_path) as people:
            lead, notes = await pair_of(people, backend.url, codes)
            monkeypatch.setattr(Replica, "receive", receive)
            refusing.append(True)
            lead.note("passt nicht mehr drauf")
            await notes.until(lambda: notes.status.reason == "disk_full")
            assert notes.texts() == []
            refusing.clear()
            await notes.until(lambda: notes.texts() == ["passt nicht mehr drauf"])
            await notes.synced()
            assert notes.status.reason == ""

    run(evening())


def test_a_page_that_was_asked_for_too_early_leaves_nothing_behind(
    tmp_path: Path,
    backend: Running,
    codes: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The next page is asked for before this one is taken: given up, it must not linger."""

    async def evening() -> None:
        original = Replica.receive
        refusals = iter([True, True])

        def receive(replica: Replica, *more: object) -> object:
            if next(refusals, False):
                raise KnownFailure("disk_full", path="x")
            return original(replica, *more)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

        async with Evening(tmp_path, pace=Pace(page=2)) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            lead.notes(9)
            await lead.synced()
            monkeypatch.setattr(Replica, "receive", receive)
            notes = await people.join(backend.url, codes["notetaker"], "Nico")
            await notes.synced()
            assert notes.texts() == lead.texts()

    # What nobody awaits would be told of here, and a warning is a failure.
    run(evening())
    gc.collect()


def test_a_bug_does_not_end_the_exchange_for_the_evening(
    tmp_path: Path,
    backend: Running,
    codes: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def evening() -> None:
        original = Replica.receive
        bugs = [True]

        def receive(replica: Replica, *more: object) -> object:
            if bugs and replica is notes.store.replica:
                bugs.clear()
                raise ZeroDivisionError
            return original(replica, *more)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

        async with Evening(tmp_path) as people:
            lead, notes = await pair_of(people, backend.url, codes)
            monkeypatch.setattr(Replica, "receive", receive)
            lead.note("stolpert")
            await notes.until(lambda: notes.texts() == ["stolpert"])
            assert not bugs
            # Time-outs of Python 3.11.2 end a task that still counts as cancelled.
            assert not any(task.cancelling() for task in asyncio.all_tasks())

    run(evening())


def test_it_runs_on_the_loop_of_the_window(
    tmp_path: Path, backend: Running, codes: dict[str, str], qapp: QApplication
) -> None:
    async def evening() -> None:
        async with asyncio.timeout(20), Evening(tmp_path) as people:
            lead, notes = await pair_of(people, backend.url, codes)
            lead.note("unter Qt")
            await notes.until(lambda: notes.texts() == ["unter Qt"])
            await lead.synced()

    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qapp)) as runner:
        runner.run(evening())


def test_r7_a_heartbeat_that_knows_of_more_makes_us_ask(
    tmp_path: Path, backend: Running, codes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the stream forgot, the next heartbeat brings by a page."""

    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            await lead.synced()
            monkeypatch.delitem(transport._EVENTS, "ops")
            await asyncio.to_thread(write_as_somebody, backend.url, codes["notetaker"])
            loop = backend.backend.writer._loop
            assert loop is not None
            loop.call_soon_threadsafe(beat, backend)
            await lead.until(lambda: lead.texts() == ["vom Strom vergessen"])

    run(evening())


def test_a_heartbeat_at_the_cursor_says_that_the_log_was_read_to_its_end(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    """Records that come on the stream do not say so: more may be behind them."""

    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            kim = await people.join(backend.url, codes["notetaker"], "Kim")
            for console in (lead, kim):
                await console.synced()
            line = kim.engine._line
            assert line is not None
            salvage = line.core.salvage
            lead.note("nach dem Wechsel")
            await kim.until(lambda: kim.texts() == ["nach dem Wechsel"])
            salvage.swapped()
            loop = backend.backend.writer._loop
            assert loop is not None
            while not salvage._looked_again:
                loop.call_soon_threadsafe(beat, backend)
                await asyncio.sleep(0.01)

    run(evening(), timeout_s=9)


def write_as_somebody(url: str, code: str) -> None:
    with Person(url) as somebody:
        somebody.pair(code).push(somebody.hand.note("vom Strom vergessen"))


def beat(backend: Running) -> None:
    """Let the next heartbeat be now."""
    hub = backend.backend.hub
    hub.beat += 1
    for tail in hub._tails.values():
        for listener in tail.listeners:
            listener.wake.set()
