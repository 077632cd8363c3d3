"""The city's backend is gone for good: the lead brings the file to a new one, the others follow."""

from pathlib import Path

from console.sync.credentials import Credential
from console.sync.pairing import pair, publish, settle
from console.sync.tls import Tls
from tests.backend.running import Running, running
from tests.sync.consoles import Console, Evening, run


async def follow(backend: Running, console: Console, code: str) -> Credential:
    """Join the new backend with a code, on the file that there is."""
    place = await pair(
        backend.url,
        code,
        device=console.store.identity.device,
        device_name="Notebook",
        member_name=console.store.identity.name,
        tls=Tls(),
    )
    settle(console.store, place)
    return place


async def lead_the_way(backend: Running, console: Console, code: str) -> Credential:
    return await publish(
        console.store,
        backend.url,
        code,
        device_name="Notebook",
        member_name="Lea",
        tls=Tls(),
    )


def test_everything_written_at_a_lost_backend_is_in_the_next_ones_log_with_its_author(
    tmp_path: Path,
) -> None:
    async def evening(first: Running, second: Running) -> None:
        async with Evening(tmp_path) as people:
            _, codes = first.create()
            consoles: dict[str, Console] = {}
            for name, role in (("Lea", "lead"), ("Toni", "cohost"), ("Kim", "notetaker")):
                consoles[name] = await people.join(first.url, codes[role], name)
            lea, toni, kim = consoles.values()
            for number in range(3):
                lea.note(f"Leitung {number}")
                kim.note(f"Kim {number}")
            note = kim.note("Kim wird geändert")
            await lea.until(lambda: len(lea.texts()) == 7)
            lea.edit(note, "von Lea geändert")
            for console in consoles.values():
                await console.until(lambda console=console: "von Lea geändert" in console.texts())
                await console.synced()
            first.stop()
            await kim.is_in("offline")
            kim.note("schon ohne Server")
            _, codes = second.create("Noch einmal")
            await lea.engine.move_to(await lead_the_way(second, lea, codes["lead"]))
            await lea.synced()
            await toni.engine.move_to(await follow(second, toni, codes["cohost"]))
            await kim.engine.move_to(await follow(second, kim, codes["notetaker"]))
            wanted = sorted(
                [
                    *(f"{who} {number}" for who in ("Leitung", "Kim") for number in range(3)),
                    "von Lea geändert",
                    "schon ohne Server",
                ]
            )
            for console in consoles.values():
                await console.until(lambda console=console: console.texts() == wanted)
                await console.until(lambda console=console: not console.store.handover.rows())
                await console.synced()
                assert console.store.replica.quarantined() == []
            logs = [[op_id for _, op_id, _, _ in one.store.log_lines()] for one in (lea, toni, kim)]
            assert logs[0] == logs[1] == logs[2]
            assert len(set(logs[0])) == len(logs[0])
            state = toni.store.state
            authors = {
                note.text.text: state.members[note.made_by].name for note in state.board_notes()
            }
            assert authors["Kim 1"] == "Kim"
            assert authors["Leitung 1"] == "Lea"
            assert authors["schon ohne Server"] == "Kim"

    with running(tmp_path / "second.sqlite3") as second:
        first = Running(tmp_path / "first.sqlite3")
        first.start()
        run(evening(first, second), timeout_s=60)
