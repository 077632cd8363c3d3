"""Rules of docs/protocol.md that only console and backend together can keep or break."""

import os
from contextlib import closing
from pathlib import Path

from console.domain import codec
from console.storage.store import Store
from console.sync.core import Core
from tests.backend.running import Running, running
from tests.simulation.city import KIND_VERSIONS, City
from tests.simulation.people import SimulatedClock, copied
from tests.simulation.world import DEVICES, MEMBERS, NOW, ROLES, Templates, identity_of
from tests.storage.files import note, rows
from tests.sync.consoles import Console, Evening, run
from tests.sync.own_process import OwnProcess


def test_r1_numbers_are_gapless_and_no_reader_misses_one(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    """Three consoles write at once while a fourth reads along."""

    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            await lead.synced()
            others = [
                await people.join(backend.url, codes[role], role)
                for role in ("notetaker", "cohost", "observer")
            ]
            writers = [lead, others[0]]
            for number in range(150):
                for writer in writers:
                    writer.note(f"{writer.credential.name} {number}")
                if number % 10 == 0:
                    await lead.until(lambda: True)
            everybody = [lead, *others]
            for console in everybody:
                await console.until(lambda: len(console.texts()) == 300)  # noqa: B023
                await console.is_in("synced", "refused")
            logs = [log_of(console) for console in everybody]
            assert all(log == logs[0] for log in logs)
            assert [seq for seq, _ in logs[0]] == list(range(1, len(logs[0]) + 1))

    run(evening())


def log_of(console: Console) -> list[tuple[object, ...]]:
    return rows(console.store, "SELECT seq, chain FROM ops WHERE seq IS NOT NULL ORDER BY seq")


def test_r6_what_came_back_survives_the_backend(tmp_path: Path) -> None:
    """Nothing comes back before it is durable: killed right afterwards, it is still there."""
    database = tmp_path / "city.sqlite3"
    with running(database) as first:
        codes = first.create()[1]

    async def evening() -> None:
        async with OwnProcess(database) as process, Evening(tmp_path) as people:
            way, address = await people.way(process.url)
            lead = await people.join(address, codes["lead"], "Lea")
            for number in range(3):
                lead.note(f"Notiz {number}")
                await lead.until(lambda: not lead.store.pending_count)
                known = log_of(lead)
                await process.start()
                way.target = process.url
                lead.engine.network_changed()
                await lead.synced()
                assert log_of(lead)[: len(known)] == known
            assert "merging" not in {status.state for status in lead.statuses}

    run(evening(), timeout_s=60)


def test_r10_a_duplicate_is_no_refusal_though_the_role_was_lost_meanwhile(tmp_path: Path) -> None:
    """The answer was lost; before the second try somebody else became the note-taker."""
    templates = Templates(tmp_path)
    city = City(templates.city, os.urandom)
    number = ROLES.index("notetaker")
    member = list(MEMBERS)[number]
    clock = SimulatedClock(0)
    clock.now = NOW + 1000
    path = copied(templates.console, tmp_path / "notes.dialogpult")
    with closing(Store.open(path, clock, identity_of(number))) as store:
        core = Core(store.replica)
        core.greet(city.identity, KIND_VERSIONS)
        entity = note(store, "rechtzeitig geschrieben")
        push = core.push()
        assert push is not None
        operations = [one.operation for one in push.pending]

        def send() -> object:
            return city.push(member, DEVICES[number], NOW, push.after, push.chain, operations)

        send()
        city.set_role(member, "observer", NOW)
        core.pushed(push, send())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        assert store.replica.quarantined() == []
        pull = core.pull()
        assert pull is not None
        core.pulled(pull, city.page(member, pull.after, pull.chain, 500))
        assert store.pending_count == 0
        assert store.state.notes[entity].text.text == "rechtzeitig geschrieben"
    city.close()


def test_r12_what_the_log_gives_back_is_what_was_made(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            await lead.synced()
            lead.note('Ein "Zitat", ein\nUmbruch, 🌳, \u202eumgekehrt und \x00')
            made = rows(lead.store, "SELECT head, body, salt, op_hash FROM ops WHERE seq IS NULL")
            other = await people.join(backend.url, codes["notetaker"], "Nico")
            await other.until(lambda: len(other.texts()) == 1)
            kept = rows(
                other.store, "SELECT head, body, salt, op_hash FROM ops WHERE kind = 'note.added'"
            )
            assert kept == made
            head, body, salt, hashed = (str(value) for value in kept[0])
            assert codec.op_hash(head, codec.body_hash(body, salt)).hex() == hashed

    run(evening())
