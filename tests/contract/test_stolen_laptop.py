"""A note-taker's laptop is stolen, token and all: what it does not reach."""

from collections.abc import Iterator

import pytest

from console.domain.codec import decode_head
from console.domain.members import LeadClaimed, MemberSet, Redacted, Undone
from console.domain.notes import NoteEdited, NoteSet, NoteWithdrawn, Place
from console.domain.roster import ParticipantErased
from console.domain.run import RunAdvanced
from tests.backend.operations import new_id
from tests.backend.running import Person, Running

GROUPS = (new_id(), new_id())


@pytest.fixture
def thief(backend: Running, lead: Person) -> Iterator[Person]:
    """Limited to the second group."""
    said = {"role": "notetaker", "groups": [GROUPS[1]]}
    answer = lead.post("/invitations", said)
    assert answer.status_code in (200, 201), answer.text
    with Person(backend.url, "Nico Notiz") as one:
        yield one.pair(answer.json()["code"])


def test_another_groups_note_is_not_reached_by_claiming_ones_own(
    lead: Person, thief: Person
) -> None:
    """The head says whose group it is, and the thief writes the head."""
    theirs = lead.hand.note("Gruppe 1", scope=GROUPS[0])
    assert lead.statuses(theirs) == ["accepted"]
    head = decode_head(theirs.head)
    note, op_id = head.entity, head.op_id
    changed = NoteEdited(text="verfälscht")
    hand = thief.hand
    tried = {
        "plain": hand.one(changed, note, scope=GROUPS[0], base=(op_id,)),
        "claimed": hand.one(changed, note, scope=GROUPS[1], base=(op_id,)),
        "none": hand.one(changed, note, base=(op_id,)),
        "withdrawn": hand.one(NoteWithdrawn(), note, scope=GROUPS[1], base=(op_id,)),
        "undone": hand.one(Undone(), note, scope=GROUPS[1], undoes=op_id, undoes_kind="note.added"),
        "moved": hand.one(NoteSet(place=Place(order="V")), note, scope=GROUPS[1], base=(op_id,)),
    }
    assert {name: thief.statuses(one)[0] for name, one in tried.items()} == dict.fromkeys(
        tried, "denied"
    )
    own = hand.note("Gruppe 2", scope=GROUPS[1])
    assert thief.statuses(own) == ["accepted"]


def test_the_desk_of_the_city_stays_closed(lead: Person, thief: Person) -> None:
    member, device = thief.place["member"], lead.hand.device
    answers = {
        "invite": thief.post("/invitations", {"role": "observer"}),
        "members": thief.post("/members", {"member": member, "role": "lead"}),
        "lead out": thief.post("/members", {"member": lead.place["member"], "revoked": True}),
        "parked": thief.get("/parked"),
        "device": thief.http.delete(f"/v1/devices/{device}", headers=thief.headers),
        "delete": thief.http.delete(f"/v1/dialogues/{thief.dialogue}", headers=thief.headers),
        "metrics": thief.http.get(
            "/metrics", headers={**thief.headers, "x-forwarded-for": "192.0.2.1"}
        ),
    }
    assert {one.status_code for name, one in answers.items()} <= {403, 404}, answers
    assert lead.get("/ops", after=0).status_code == 200
    shown = thief.get("/members").json()["members"]
    assert [one["member"] for one in shown if one["devices"]] == [member]


def test_nothing_is_undone_or_taken_over_in_anothers_name(lead: Person, thief: Person) -> None:
    hand, before = thief.hand, len(lead.pull())
    tried = [
        hand.one(LeadClaimed(), lead.place["member"]),
        hand.one(LeadClaimed(), thief.place["member"]),
        hand.one(MemberSet(role="lead"), thief.place["member"]),
        hand.one(ParticipantErased(), new_id()),
        hand.one(Redacted(ops=(new_id(),)), new_id()),
        hand.one(RunAdvanced(to="end"), new_id()),
    ]
    assert {thief.statuses(one)[0] for one in tried} <= {"denied", "invalid"}
    assert len(lead.pull()) == before
