"""The backend went back to an old backup without telling anybody."""

import shutil
from pathlib import Path

from tests.backend.running import Running, running
from tests.sync.consoles import Evening, run


def test_r11_a_restored_backend_gets_everything_back_and_nothing_is_lost(tmp_path: Path) -> None:
    database, backup = tmp_path / "city.sqlite3", tmp_path / "backup.sqlite3"

    async def evening() -> None:
        first = Running(database)
        first.start()
        codes = first.create()[1]
        async with Evening(tmp_path) as people:
            way, url = await people.way(first.url)
            lead = await people.join(url, codes["lead"], "Lea")
            await lead.synced()
            notes = await people.join(url, codes["notetaker"], "Nico")
            entity = lead.note("vor der Sicherung")
            await notes.until(lambda: notes.texts() == ["vor der Sicherung"])
            await lead.synced()
            way.cut = True
            way.drop()
            first.stop()
            shutil.copyfile(database, backup)
            with running(database) as second:
                way.target, way.cut = second.url, False
                for console in (lead, notes):
                    console.engine.network_changed()
                notes.edit(entity, "nach der Sicherung geändert")
                lead.note("nach der Sicherung")
                notes.note("auch danach")
                await lead.until(lambda: len(lead.texts()) == 3)
                await notes.until(lambda: notes.texts() == lead.texts())
                await lead.synced()
                await notes.synced()
                shown = lead.texts()
                way.cut = True
                way.drop()
                await lead.is_in("offline")
                await notes.is_in("offline")
            restore(database, backup)
            with running(database) as third:
                lead.note("während er weg war")
                way.target, way.cut = third.url, False
                for console in (lead, notes):
                    console.engine.network_changed()
                await lead.synced()
                await notes.synced()
                await lead.until(lambda: len(lead.texts()) == 4)
                await notes.until(lambda: notes.texts() == lead.texts())
                assert notes.texts() == sorted([*shown, "während er weg war"])
                merged = [status.state for status in (*lead.statuses, *notes.statuses)]
                assert "merging" in merged
                for console in (lead, notes):
                    told = console.engine.status.merged
                    assert told is not None
                    assert told.queued
                    assert console.store.replica.quarantined() == []
                    assert not console.store.state.notes[entity].text.alternatives

    run(evening())


def restore(database: Path, backup: Path) -> None:
    """What an administrator does at night."""
    for leftover in database.parent.glob(f"{database.name}*"):
        leftover.unlink()
    shutil.copyfile(backup, database)


def test_an_empty_backend_at_the_same_address_asks_a_person(tmp_path: Path) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            with running(tmp_path / "one.sqlite3") as first:
                way, url = await people.way(first.url)
                lead = await people.join(url, first.create()[1]["lead"], "Lea")
                lead.note("eins")
                await lead.synced()
                way.cut = True
                way.drop()
                await lead.is_in("offline")
            with running(tmp_path / "two.sqlite3") as second:
                way.target, way.cut = second.url, False
                lead.engine.network_changed()
                lead.note("zwei")
                await lead.is_in("other_history")
                assert lead.texts() == ["eins", "zwei"]
                assert lead.status.pending == 1

    run(evening())
