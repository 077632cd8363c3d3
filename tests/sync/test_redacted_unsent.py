"""Words that are redacted before any log had them: nobody gets them, and everybody agrees."""

from __future__ import annotations

from pathlib import Path

from console.domain.members import Redacted
from console.domain.notes import NoteAdded, NoteEdited, Place
from console.domain.ops import Fact
from tests.backend.running import Running
from tests.sync.consoles import Console, Evening, run


def redact(console: Console, entity: str) -> None:
    """Redact every version of a note's text, as a redaction does."""
    found = console.store.entries("note", entity)
    body = Redacted(ops=tuple(entry.head.op_id for entry in found))
    console.store.commit([Fact(entity=entity, body=body, undoes_kind="note.added")])


def told(console: Console, entity: str) -> tuple[str, int]:
    note = console.store.state.notes[entity]
    return note.text.text, len(note.text.versions)


def test_an_edit_that_was_never_sent_is_redacted_with_the_note_and_the_rest_goes_up(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            other = await people.join(backend.url, codes["notetaker"], "Nico")
            entity = lead.note("Frau Klein sagt")
            await other.until(lambda: entity in other.store.state.notes)
            await lead.synced()
            await lead.engine.stop()
            base = lead.store.entity("note", entity).base_for(["text"])
            beside = lead.store.new_id()
            lead.store.commit(
                [
                    Fact(entity=entity, body=NoteEdited(text="Frau Klein meint"), base=base),
                    Fact(entity=beside, body=NoteAdded(text="Bleibt.", place=Place(order="V"))),
                ]
            )
            redact(lead, entity)
            lead.engine.start()
            await lead.synced()
            await other.until(lambda: beside in other.store.state.notes)
            await other.until(lambda: other.store.state.notes[entity].text.versions == ())
            assert told(lead, entity) == told(other, entity) == ("", 0)
            assert lead.store.replica.quarantined() == []
            assert not lead.store.replica.has_offers
            # Nobody has to know of it to go on writing.
            lead.edit(entity, "Jemand sagt")
            await lead.synced()
            await other.until(lambda: told(other, entity) == told(lead, entity))
            assert told(other, entity) == ("Jemand sagt", 1)

    run(evening())
