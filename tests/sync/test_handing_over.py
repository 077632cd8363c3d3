"""Hand-over by file, salvage and adoption, with a real backend that comes back later."""

import shutil
from pathlib import Path

import pytest

from console.domain.ids import RUN_ID
from console.domain.ops import Fact
from console.domain.roster import ParticipantAdded, ParticipantErased
from console.domain.run import RunAdvanced
from console.storage.store import Store
from console.sync.administration import Administration
from console.sync.failure import RequestFailed
from console.sync.tls import Tls
from tests.backend.running import Running, running
from tests.storage.files import values_of
from tests.storage.handing import everybody_gives
from tests.sync.consoles import Console, Evening, run
from tests.sync.strange_servers import Way
from tests.sync.test_restored_backend import restore

ROLES = {"Lea": "lead", "Toni": "cohost", "Kim": "notetaker", "Nico": "notetaker"}


async def everybody(people: Evening, backend: Running, url: str) -> dict[str, Console]:
    """Four consoles of one dialogue, each at the head of the log."""
    codes = backend.create()[1]
    lead = await people.join(url, codes["lead"], "Lea")
    await lead.synced()
    made = {"Lea": lead}
    for name in ("Toni", "Kim", "Nico"):
        invitation = await office(lead).invite(ROLES[name])  # pyright: ignore[reportArgumentType]
        made[name] = await people.join(url, invitation.code, name)
    for console in made.values():
        await console.until(lambda console=console: len(console.store.state.members) == 4)
        await console.synced()
    return made


def office(console: Console) -> Administration:
    return Administration(lambda: console.engine.place, Tls())


async def dark(way: Way, *consoles: Console) -> None:
    way.cut = True
    way.drop()
    for console in consoles:
        await console.is_in("offline")


def light(way: Way, *consoles: Console) -> None:
    way.cut = False
    for console in consoles:
        console.engine.network_changed()


def give(giver: Console, *takers: Console) -> None:
    data = giver.store.handover.write("all")
    for taker in takers:
        taker.store.handover.read(data)


def log_of(store: Store) -> list[str]:
    return [op_id for _, op_id, _, _ in store.log_lines()]


def test_a_team_that_handed_over_all_evening_is_one_log_afterwards(
    tmp_path: Path, backend: Running
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            way, url = await people.way(backend.url)
            made = await everybody(people, backend, url)
            lea, toni, kim, nico = made.values()
            await dark(way, *made.values())
            first = kim.note("von Kim")
            nico.note("von Nico")
            person = toni.store.new_id()
            toni.store.commit([Fact(entity=person, body=ParticipantAdded(last_name="König"))])
            everybody_gives([console.store for console in made.values()])
            nico.edit(first, "von Nico geändert")
            lea.store.commit([Fact(entity=RUN_ID, body=RunAdvanced(to="end"))])
            lea.store.commit([Fact(entity=person, body=ParticipantErased())])
            lea.note("von Lea")
            everybody_gives([console.store for console in made.values()])
            wanted = ["von Lea", "von Nico", "von Nico geändert"]
            assert [console.texts() for console in made.values()] == [wanted] * 4
            light(way, *made.values())
            for console in made.values():
                await console.synced()
            for console in made.values():
                await console.until(
                    lambda console=console: (
                        log_of(console.store) == log_of(lea.store)
                        and not console.store.state.notes[first].unsent
                        and not console.store.handover.rows()
                    )
                )
            for console in made.values():
                assert values_of(console.store) == values_of(lea.store)
                assert console.store.replica.quarantined() == []
                assert console.store.state.participants[person].erased
            assert await office(lea).parked() == (), "what its author sent waits for nobody"
            seen = log_of(lea.store)
            assert len(seen) == len(set(seen))
            authors = {
                note.text.text: lea.store.state.members[note.made_by].name
                for note in lea.store.state.board_notes()
            }
            assert authors == {
                "von Nico": "Nico",
                "von Nico geändert": "Kim",
                "von Lea": "Lea",
            }

    run(evening())


def test_words_of_an_author_who_does_not_come_back_wait_for_the_lead_and_stay_theirs(
    tmp_path: Path, backend: Running
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            way, url = await people.way(backend.url)
            made = await everybody(people, backend, url)
            lea, toni, kim, nico = made.values()
            await dark(way, *made.values())
            entity = kim.note("von Kim")
            give(kim, nico)
            await kim.engine.stop()
            light(way, lea, toni, nico)
            await nico.until(
                lambda: [row.offered for row in nico.store.handover.rows()] == ["parked"]
            )
            (parked,) = await office(lea).parked()
            assert (parked.reason, parked.kind, parked.entity) == ("offered", "note.added", entity)
            assert (parked.by, parked.role) == (kim.credential.member, "notetaker")
            assert parked.offered_by == nico.credential.member
            assert '"von Kim"' in (parked.body or "")
            assert entity not in lea.store.state.notes
            (aside,) = await office(lea).set_aside([parked.op_id])
            assert (await office(lea).parked())[0].set_aside
            assert aside.status == "parked"
            (adopted,) = await office(lea).adopt([parked.op_id])
            assert adopted.status == "accepted"
            for console in (lea, toni, nico):
                await console.until(
                    lambda console=console: (
                        entity in console.store.state.notes
                        and not console.store.state.notes[entity].unsent
                    )
                )
                note = console.store.state.notes[entity]
                assert (note.made_by, note.made_role) == (kim.credential.member, "notetaker")
            assert nico.store.handover.rows() == []
            assert await office(lea).parked() == ()
            kim.engine.start()
            kim.engine.network_changed()
            await kim.synced()
            await kim.until(lambda: log_of(kim.store) == log_of(lea.store))
            assert values_of(kim.store) == values_of(lea.store)
            (adopted_again,) = await office(lea).adopt([parked.op_id])
            assert adopted_again.status == "duplicate"

    run(evening())


def test_a_lead_brings_back_what_a_restored_backend_lost_of_an_author_who_is_gone(
    tmp_path: Path,
) -> None:
    database, backup = tmp_path / "city.sqlite3", tmp_path / "backup.sqlite3"

    async def evening() -> None:
        first = Running(database)
        first.start()
        async with Evening(tmp_path) as people:
            way, url = await people.way(first.url)
            made = await everybody(people, first, url)
            lea, toni, kim, nico = made.values()
            await dark(way, *made.values())
            first.stop()
            shutil.copyfile(database, backup)
            with running(database) as second:
                way.target = second.url
                light(way, *made.values())
                entity = kim.note("von Kim")
                for console in (lea, toni, kim):
                    await console.until(lambda console=console: console.texts() == ["von Kim"])
                await kim.synced()
                await kim.engine.stop()
                await nico.engine.stop()
                await lea.engine.stop()
                await dark(way, toni)
            restore(database, backup)
            with running(database) as third:
                way.target = third.url
                light(way, toni)
                toni.store.commit(
                    [Fact(entity=toni.store.new_id(), body=ParticipantAdded(last_name="König"))]
                )
                await toni.until(
                    lambda: [row.offered for row in toni.store.handover.rows()] == ["parked"]
                )
                assert toni.texts() == ["von Kim"], "shown all the time"
                lea.engine.start()
                await lea.until(
                    lambda: (
                        entity in lea.store.state.notes
                        and not lea.store.state.notes[entity].unsent
                        and lea.status.state == "synced"
                    )
                )
                await toni.until(lambda: log_of(toni.store) == log_of(lea.store))
                assert toni.store.handover.rows() == lea.store.handover.rows() == []
                assert values_of(toni.store) == values_of(lea.store)
                note = toni.store.state.notes[entity]
                assert (note.made_by, note.made_role) == (kim.credential.member, "notetaker")
                nico.engine.start()
                nico.engine.network_changed()
                await nico.until(lambda: nico.texts() == ["von Kim"])

    run(evening())


def test_a_file_that_is_read_while_connected_is_offered_at_once(
    tmp_path: Path, backend: Running
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            way, url = await people.way(backend.url)
            made = await everybody(people, backend, url)
            lea, kim = made["Lea"], made["Kim"]
            await kim.engine.stop()
            kim.note("von Kim")
            assert not way.cut
            give(kim, lea)
            await lea.until(
                lambda: [row.offered for row in lea.store.handover.rows()] == ["parked"]
            )

    run(evening())


def test_a_lead_sees_and_adopts_more_than_one_answer_holds(
    tmp_path: Path, backend: Running
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            made = await everybody(people, backend, backend.url)
            lea, kim, nico = made["Lea"], made["Kim"], made["Nico"]
            await kim.engine.stop()
            kim.notes(700)
            give(kim, nico)
            await nico.until(
                lambda: [row.offered for row in nico.store.handover.rows()] == ["parked"] * 700
            )
            parked = await office(lea).parked()
            assert len({one.op_id for one in parked}) == 700
            await office(lea).set_aside([one.op_id for one in parked])
            assert all(one.set_aside for one in await office(lea).parked())
            adopted = await office(lea).adopt([one.op_id for one in parked])
            assert [one.op_id for one in adopted] == [one.op_id for one in parked]
            assert {one.status for one in adopted} == {"accepted"}
            for console in (lea, nico):
                await console.until(lambda console=console: len(console.texts()) == 700)
                await console.synced()
            assert nico.store.handover.rows() == []
            assert {note.made_by for note in lea.store.state.board_notes()} == {
                kim.credential.member
            }

    run(evening())


def test_only_who_leads_may_look_at_what_is_parked(tmp_path: Path, backend: Running) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            made = await everybody(people, backend, backend.url)
            for asked in (
                office(made["Kim"]).parked(),
                office(made["Toni"]).adopt([made["Kim"].note("x")]),
            ):
                with pytest.raises(RequestFailed) as refused:
                    await asked
                assert refused.value.code == "forbidden"

    run(evening())
