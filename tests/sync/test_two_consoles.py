"""The way of a note from one console to another through a real backend."""

from pathlib import Path

from tests.backend.running import Running
from tests.sync.consoles import Evening, run


def test_a_note_of_one_console_is_shown_on_the_other(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            notes = await people.join(backend.url, codes["notetaker"], "Nico")
            await notes.is_in("synced")
            lead.note("Mehr Bänke am Markt")
            await notes.until(lambda: notes.texts() == ["Mehr Bänke am Markt"])
            await lead.synced()
            assert lead.store.state.members[lead.credential.member].name == "Lea"

    run(evening())
