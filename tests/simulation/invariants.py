"""What has to be true when everything has come to rest."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from console.domain import codec
from console.domain.ops import Entry, Record
from console.storage.entries import entry_of, entry_of_row
from console.storage.folding import Folder, Key
from console.storage.projections import encode_value
from console.storage.rows import head_of, row_of_record
from console.storage.state import DialogueState
from tests.simulation.doings import DISLIKED
from tests.simulation.oracles import course, handed, people, rights, words
from tests.simulation.oracles.screen import what_is_shown_is_in_the_file
from tests.simulation.people import Person
from tests.simulation.world import World

#: Families that only some roles can read as a whole.
_READERS = {
    "participant": ("lead", "cohost", "notetaker"),
    "tech_case": ("lead", "cohost"),
    "seat": ("lead", "cohost", "notetaker"),
    "speaker": ("lead", "cohost", "notetaker"),
}


def check(world: World) -> None:
    """With the firewall that was there all evening, then without it."""
    if world.has_firewall:
        for person in world.here:
            _only_what_is_disliked_waits(person)
        world.has_firewall = False
        world.rest()
    if world.seed % 2:
        handed.nobody_erased_waits(world, world.city.records())
        handed.adopt_everything(world)
    records = world.city.records()
    _log_is_gapless_and_chained(world, records)
    _actions_are_whole(world, records)
    _bytes_are_those_that_were_made(world, records)
    rights.nothing_forbidden_is_in(records, world.city.adopted)
    entries = _entries(records)
    reference = _folded(world.city.dialogue, entries)
    _order_does_not_matter(world, records, reference)
    unopened = people.unopened(records)
    for person in world.here:
        _knows_the_whole_log(world, person)
        _sees_what_everybody_sees(world, person, reference, unopened)
        what_is_shown_is_in_the_file(person)
        _shows_nothing_refused(person)
    _every_word_is_somewhere(world, records)
    words.no_version_vanishes_unseen(world, records, reference)
    words.what_is_shown_is_what_nobody_replaced(records, reference)
    course.nobody_who_comes_back_moves_the_plenary(world, records)
    course.time_given_counts(world, records, reference)
    people.no_erased_word_is_left(world, records)
    handed.everything_is_under_its_authors_name(world, records)
    handed.no_words_are_missing(world, records)
    handed.nothing_waits_in_vain(world, records)
    handed.nobody_erased_waits(world, records)


def _only_what_is_disliked_waits(person: Person) -> None:
    """Nothing else stands behind an operation that something on the way does not let through."""
    rows = person.db.execute(
        "SELECT op_id, waiting, action IN (SELECT action FROM ops WHERE instr(body, ?)) FROM ops"
        " WHERE seq IS NULL AND quarantine IS NULL AND handed_over = 0",
        [DISLIKED],
    ).fetchall()
    for op_id, waiting, disliked in rows:
        waits_alone = waiting and disliked
        assert waits_alone, f"{person.name}'s {op_id[-4:]} waits behind another"


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
    brought: dict[str, int] = defaultdict(int)
    last = ""
    for record in records:
        action = head_of(record).action
        if action.id in world.cut_by_chat:
            continue
        if record.origin is not None and record.body is None:
            # What lost its words is brought by its hashes, whatever becomes of its neighbours.
            brought[action.id] += 1
            continue
        assert action.id == last or action.id not in parts, "an action in two pieces"
        parts[action.id].append(action.i)
        whole[action.id] = action.of
        last = action.id
    for action, found in parts.items():
        assert found == sorted(found), "an action in disorder"
        missing = whole[action] - len(found)
        assert missing <= brought[action] + _withheld(world, action), "half an action"


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


def _sees_what_everybody_sees(
    world: World, person: Person, reference: dict[Key, bytes], unopened: set[str]
) -> None:
    """What the log alone gives is the same on every console."""
    rows = person.db.execute(
        "SELECT family, entity, head, body, first_received_at, seq, offset_ms, by, device, role"
        " FROM ops WHERE seq IS NOT NULL"
    ).fetchall()
    entries: dict[Key, list[Entry]] = {}
    for family, entity, *rest in rows:
        entries.setdefault((family, entity), []).append(entry_of(*rest))
    own = _folded(world.city.dialogue, entries)
    assert own.keys() == reference.keys(), f"{person.name} has other entities"
    role = person.store.identity.role
    spared = unopened | _refused_to_blank(person)
    if person.was_taken_for_another:
        spared |= _READERS.keys()
    for key, value in reference.items():
        about = key[0] if key[0] in spared else key[1]
        if role in _READERS.get(key[0], (role,)) and about not in spared:
            assert own[key] == value, f"{person.name} sees another {key[0]} {key[1][-4:]}"


def _refused_to_blank(person: Person) -> set[str]:
    """Whose words are gone here alone: who took them away, or said so by file, might not."""
    rows = person.db.execute(
        "SELECT kind, entity FROM ops WHERE seq IS NULL"
        " AND (quarantine IS NOT NULL OR handed_over = 1)"
        " AND kind IN ('participant.erased', 'redacted')"
    ).fetchall()
    families = {"tech_case"} if any(row[0] == "participant.erased" for row in rows) else set()
    return families | {row[1] for row in rows}


def _order_does_not_matter(
    world: World, records: list[Record], reference: dict[Key, bytes]
) -> None:
    """R3: the same operations under other numbers fold to the same, however they lie."""
    mixed = list(records)
    world.dice.shuffle(mixed)
    mixed = [msgspec.structs.replace(one, seq=seq) for seq, one in enumerate(mixed, 1)]
    other = _folded(world.city.dialogue, _entries(mixed))
    for key, value in reference.items():
        assert other[key] == value, f"a {key[0]} depends on the order of the log"


def _bytes_are_those_that_were_made(world: World, records: list[Record]) -> None:
    """R12."""
    made = {op_id: text for person in world.people for op_id, text in person.made.items()}
    for record in records:
        head, body = made.get(head_of(record).op_id, (record.head, record.body))
        assert record.head == head, "other bytes than were made"
        assert record.body in (body, None), "other words than were made"


def _shows_nothing_refused(person: Person) -> None:
    """What is forbidden has no effect, on the screen of who did it either."""
    refused = {
        row[0]
        for row in person.db.execute(
            "SELECT op_id FROM ops WHERE quarantine IS NOT NULL"
        ).fetchall()
    }
    for note in person.store.state.notes.values():
        shown = {version.op_id for version in note.text.versions}
        assert not shown & refused, f"{person.name} shows what was refused"


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
        said = sorted(person.written.get(op_id, op_id) for op_id in lost)
        assert not said, f"{person.name} had what is nowhere: {said}"
