"""Cut lines, dead backends, walls between: everything is kept and comes through in the end."""

from pathlib import Path

import pytest

from console.sync.line import Pace
from tests.backend.running import Running, running
from tests.sync.consoles import Console, Evening, run
from tests.sync.own_process import OwnProcess

#: Nobody waits that long: what goes on, goes on because somebody said so.
NEVER = 1e6


def test_ten_thousand_notes_written_offline_reach_the_other_console(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea", start=False)
            lead.notes(10_000)
            assert lead.store.pending_count == 10_000
            lead.engine.start()
            await lead.synced()
            assert lead.store.pending_count == 0
            notes = await people.join(backend.url, codes["notetaker"], "Nico")
            await notes.synced()
            assert notes.texts() == lead.texts()
            assert len(notes.texts()) == 10_000
            assert len(notes.store.search_notes("notiz 777")) == 11

    run(evening(), timeout_s=100)


def test_a_lost_stream_costs_nothing_but_a_moment(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            way, url = await people.way(backend.url)
            lead = await people.join(backend.url, codes["lead"], "Lea")
            notes = await people.join(url, codes["notetaker"], "Nico")
            await notes.synced()
            for number in range(5):
                way.drop()
                lead.note(f"Leitung {number}")
                notes.note(f"Protokoll {number}")
            await notes.until(lambda: len(notes.texts()) == 10)
            await lead.until(lambda: len(lead.texts()) == 10)
            await notes.synced()

    run(evening())


def test_what_is_written_while_the_line_is_cut_waits_and_is_then_everywhere(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path, chance=NEVER) as people:
            way, url = await people.way(backend.url)
            lead = await people.join(backend.url, codes["lead"], "Lea")
            notes = await people.join(url, codes["notetaker"], "Nico")
            await notes.synced()
            way.cut = True
            way.drop()
            await notes.is_in("offline")
            entity = notes.note("ohne Netz")
            notes.edit(entity, "ohne Netz geschrieben")
            lead.note("mit Netz")
            assert notes.status.pending == 2
            assert notes.status.reason in ("cut", "refused", "unreachable")
            way.cut = False
            notes.engine.network_changed()
            await notes.synced()
            await lead.until(lambda: "ohne Netz geschrieben" in lead.texts())
            assert notes.texts() == lead.texts() == ["mit Netz", "ohne Netz geschrieben"]

    run(evening())


def test_a_backend_that_is_killed_and_started_again_loses_nothing(tmp_path: Path) -> None:
    """SIGKILL in the middle of many notes, three times."""
    database = tmp_path / "city.sqlite3"
    with running(database) as first:
        codes = first.create()[1]

    async def evening() -> None:
        async with OwnProcess(database) as process, Evening(tmp_path) as people:
            way, address = await people.way(process.url)
            lead = await people.join(address, codes["lead"], "Lea")
            await lead.synced()
            lead.notes(4000)
            for _ in range(3):
                cursor = lead.store.replica.position.cursor
                await lead.until(lambda: came_further(lead, cursor))  # noqa: B023
                await process.start()
                way.target = process.url
                lead.engine.network_changed()
            await lead.synced()
            notes = await people.join(address, codes["notetaker"], "Nico")
            await notes.synced()
            assert notes.texts() == lead.texts()
            assert len(notes.texts()) == 4000

    run(evening(), timeout_s=100)


def came_further(console: Console, cursor: int) -> bool:
    return console.store.replica.position.cursor > cursor or not console.store.pending_count


def test_r7_a_proxy_that_buffers_streams_is_got_around_by_asking(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path, pace=Pace(hello_within_s=0.2)) as people:
            way, url = await people.way(backend.url)
            way.buffers = True
            lead = await people.join(backend.url, codes["lead"], "Lea")
            notes = await people.join(url, codes["notetaker"], "Nico")
            await notes.synced()
            for number in range(3):
                lead.note(f"Notiz {number}")
                await notes.until(lambda: notes.texts() == lead.texts())
            notes.note("zurück")
            await lead.until(lambda: "zurück" in lead.texts())
            assert way.streams == 1, "tried once, then asked for pages"

    run(evening())


def test_r7_a_proxy_that_cuts_streams_is_got_around_by_asking(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            way, url = await people.way(backend.url)
            way.cuts_streams = True
            lead = await people.join(backend.url, codes["lead"], "Lea")
            notes = await people.join(url, codes["notetaker"], "Nico")
            for number in range(8):
                lead.note(f"Notiz {number}")
                await notes.until(lambda: notes.texts() == lead.texts())
                await notes.is_in("offline", "synced")
            await notes.until(lambda: way.streams == 5)
            lead.note("noch eine")
            await notes.until(lambda: notes.texts() == lead.texts())
            assert way.streams == 5, "then it is left alone"

    run(evening())


def test_r8_a_wall_that_dislikes_a_sentence_holds_up_that_sentence_only(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            way, url = await people.way(backend.url)
            way.poison = b"' or 1=1"
            lead = await people.join(url, codes["lead"], "Lea")
            await lead.synced()
            lead.note("vorher")
            bad = lead.note("' or 1=1")
            lead.note("nachher")
            await lead.is_in("waiting")
            assert (lead.status.pending, lead.status.waiting) == (1, 1)
            assert not lead.store.state.notes[bad].hidden
            assert len(backend.backend.hub._tails[lead.credential.dialogue].chain) == 64
            lead.note("geht weiter")
            await lead.until(lambda: lead.status.pending == 1)
            way.poison = b""
            lead.engine.sync_now()
            way.drop()
            await lead.synced()
            assert lead.status.waiting == 0

    run(evening())


@pytest.mark.parametrize("code", ["notetaker", "observer"])
def test_what_a_role_may_not_do_is_refused_kept_and_shown_as_refused(
    tmp_path: Path, backend: Running, codes: dict[str, str], code: str
) -> None:
    from console.domain.ops import Fact
    from console.domain.roster import ParticipantAdded

    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            await lead.synced()
            other = await people.join(backend.url, codes[code], "Nico")
            await other.synced()
            who = other.store.new_id()
            other.store.commit([Fact(entity=who, body=ParticipantAdded(last_name="Unbefugt"))])
            await other.is_in("refused")
            (kept,) = other.store.replica.quarantined()
            assert kept.reason == "denied:role"
            assert "Unbefugt" in (kept.body or "")
            assert other.store.state.participants[who].hidden
            lead.note("danach")
            await other.until(lambda: other.texts() == ["danach"])
            assert other.status.state == "refused"
            assert other.status.quarantined == 1
            assert who not in lead.store.state.participants

    run(evening())


def test_a_line_that_is_silent_is_noticed_and_made_anew(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    """Nothing says that a stream is dead but that it says nothing."""

    async def evening() -> None:
        async with Evening(tmp_path, pace=Pace(silence_s=0.3)) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            await lead.synced()
            await lead.is_in("offline")
            assert lead.status.reason == "timed_out"
            await lead.synced()

    run(evening())
