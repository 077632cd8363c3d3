"""What has to be true when everything has come to rest."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from console.domain import codec
from console.domain.ops import Entry, Record
from console.storage.entries import all_entries, entry_of, entry_of_row
from console.storage.erasure import erased_people
from console.storage.folding import Folder, Key
from console.storage.projections import encode_value
from console.storage.rows import head_of, row_of_record
from console.storage.state import DialogueState
from tests.simulation.people import Person
from tests.simulation.world import World

#: Families that only some roles can read.
_NOT_FOR_ALL = {"participant", "seat", "tech_case", "speaker"}


def check(world: World) -> None:
    records = world.city.records()
    _log_is_gapless_and_chained(world, records)
    _actions_are_whole(world, records)
    reference = _folded(world.city.dialogue, _entries(records))
    for person in world.here:
        _knows_the_whole_log(world, person)
        _sees_what_everybody_sees(person, reference)
        _projections_are_the_fold(person)
    _every_word_is_somewhere(world, records)
    _no_version_vanishes_unseen(world, records)
    _no_erased_word_is_left(world, records)


def _log_is_gapless_and_chained(world: World, records: list[Record]) -> None:
    chain = codec.chain_start(world.city.dialogue, world.city.nonce)
    ids: set[str] = set()
    for number, record in enumerate(records, 1):
        assert record.seq == number
        assert codec.continues(record, chain)
        chain = bytes.fromhex(record.chain)
        op_id = head_of(record).op_id
        assert op_id not in ids, "twice in the log"
        ids.add(op_id)


def _actions_are_whole(world: World, records: list[Record]) -> None:
    """One piece, in order; only what lost its words before it was sent may be missing."""
    parts: dict[str, list[int]] = defaultdict(list)
    whole: dict[str, int] = {}
    last = ""
    for record in records:
        action = head_of(record).action
        assert action.id == last or action.id not in parts, "an action in two pieces"
        parts[action.id].append(action.i)
        whole[action.id] = action.of
        last = action.id
    for action, found in parts.items():
        assert found == sorted(found)
        missing = whole[action] - len(found)
        assert missing <= _withheld(world, action), "half an action"


def _withheld(world: World, action: str) -> int:
    query = "SELECT count(*) FROM ops WHERE action = ? AND body IS NULL AND seq IS NULL"
    return max(
        person.store._writer.db.execute(query, [action]).fetchone()[0] for person in world.people
    )


def _entries(records: list[Record]) -> dict[Key, list[Entry]]:
    found: dict[Key, list[Entry]] = {}
    for record in records:
        head = head_of(record)
        row = row_of_record(record, head)
        found.setdefault((row.family, row.entity), []).append(entry_of_row(row, head))
    return found


def _folded(dialogue: str, entries: dict[Key, list[Entry]]) -> dict[Key, bytes]:
    erased = {entity for (family, entity), own in entries.items() if _is_erased(family, own)}
    folded = Folder.__new__(Folder)
    folded._db, folded._state = None, DialogueState(dialogue)  # type: ignore[assignment]
    folded._draws, folded._erased = {}, erased
    return {key: encode_value(value) for key, value in folded.fold_all(entries).values.items()}


def _is_erased(family: str, entries: list[Entry]) -> bool:
    return family == "participant" and any(one.head.kind == "participant.erased" for one in entries)


def _knows_the_whole_log(world: World, person: Person) -> None:
    replica = person.store.replica
    assert not person.core.stopped, f"{person.name} stopped: {person.core.stopped}"
    assert replica.position.cursor == world.city.head, f"{person.name} is not at the head"
    assert replica.counts().pending == 0, f"{person.name} has something left to send"
    assert replica.pending_count == 0


def _sees_what_everybody_sees(person: Person, reference: dict[Key, bytes]) -> None:
    """What the log alone gives is the same on every console."""
    rows = person.store._writer.db.execute(
        "SELECT family, entity, head, body, first_received_at, seq, offset_ms, by, device, role"
        " FROM ops WHERE seq IS NOT NULL"
    ).fetchall()
    entries: dict[Key, list[Entry]] = {}
    for family, entity, *rest in rows:
        entries.setdefault((family, entity), []).append(entry_of(*rest))
    own = _folded(person.store.replica.position.dialogue, entries)
    assert own.keys() == reference.keys(), f"{person.name} has other entities"
    reads_all = person.store.identity.role in ("lead", "cohost", "notetaker")
    for key, value in reference.items():
        if reads_all or key[0] not in _NOT_FOR_ALL:
            assert own[key] == value, f"{person.name} sees another {key[0]} {key[1][-4:]}"


def _projections_are_the_fold(person: Person) -> None:
    """What is on screen, what is in the tables, and what the log folds to are one."""
    store = person.store
    db = store._writer.db
    entries = {key: list(own) for key, own in all_entries(db)}
    folder = Folder(db, DialogueState(store.replica.position.dialogue), erased_people(db))
    fresh = folder.fold_all(entries).values
    for (family, entity), value in fresh.items():
        shown = store.state.family(family).get(entity)
        assert shown == value, f"{person.name} shows another {family} {entity[-4:]}"


def _every_word_is_somewhere(world: World, records: list[Record]) -> None:
    """What was shown as saved, or shown at all, is in the log or on a console that has it."""
    logged = {head_of(record).op_id for record in records}
    for person in world.here:
        rows = person.store._writer.db.execute(
            "SELECT op_id, quarantine, handed_over FROM ops WHERE seq IS NULL"
        ).fetchall()
        for op_id, quarantine, handed_over in rows:
            refused = quarantine is not None and quarantine.startswith(("denied", "invalid"))
            assert refused or handed_over, f"{op_id[-4:]} is neither sent nor refused"
        kept = {row[0] for row in rows}
        lost = {*person.written, *person.seen} - logged - kept
        words = sorted(person.written.get(op_id, op_id) for op_id in lost)
        assert not words, f"{person.name} had what is nowhere: {words}"


def _no_version_vanishes_unseen(world: World, records: list[Record]) -> None:
    """A wording that is not shown was replaced or removed by somebody who had seen it."""
    heads = {(head := head_of(record)).op_id: (head, record.body) for record in records}
    removers: dict[str, set[str]] = defaultdict(set)
    for op_id, (head, body) in heads.items():
        redacted = msgspec.json.decode(body)["ops"] if head.kind == "redacted" and body else ()
        for named in {*head.base, *redacted, head.undoes or op_id} - {op_id}:
            removers[named].add(op_id)
    knew = {op_id: seen for person in world.people for op_id, seen in person.knew.items()}
    shown = _shown_versions(world, records)
    for person in world.people:
        for op_id, words in person.written.items():
            if op_id in heads and op_id not in shown:
                followed = _followed(op_id, removers)
                seen = any(op_id in knew.get(one, ()) for one in followed)
                assert seen, f"{words!r} is not shown, and nobody who removed it had seen it"


def _followed(op_id: str, removers: dict[str, set[str]]) -> set[str]:
    """Everything that names the operation, or names what names it."""
    found: set[str] = set()
    waiting = [op_id]
    while waiting:
        for one in removers[waiting.pop()] - found:
            found.add(one)
            waiting.append(one)
    return found


def _shown_versions(world: World, records: list[Record]) -> set[str]:
    folded = _folded(world.city.dialogue, _entries(records))
    shown: set[str] = set()
    for (family, _), raw in folded.items():
        if family == "note":
            note = msgspec.json.decode(raw)
            if not note.get("hidden"):
                shown.update(version["op_id"] for version in note["text"]["versions"])
    return shown


def _no_erased_word_is_left(world: World, records: list[Record]) -> None:
    erased = {head_of(r).entity for r in records if head_of(r).kind == "participant.erased"}
    for record in records:
        head = head_of(record)
        if head.entity in erased and head.kind in ("participant.added", "participant.set"):
            assert record.body is None, "an erased name is in the log"
    for person in world.here:
        db = person.store._writer.db
        for entity in erased:
            rows = db.execute(
                "SELECT body FROM ops WHERE entity = ? AND kind IN"
                " ('participant.added', 'participant.set') AND body IS NOT NULL",
                [entity],
            ).fetchall()
            assert not rows, f"an erased name is in the file of {person.name}: {rows}"
