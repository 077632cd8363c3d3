"""From a folded entity to the value that the rest of the program sees."""

from console.domain.agenda import AgendaItemAdded, AgendaItemSet, CheckTicked
from console.domain.dialogue import DialogueSet
from console.domain.members import MemberAdded, MemberRevoked
from console.domain.notes import NoteAdded, NoteEdited, NoteSet, Place
from console.domain.polls import PollAdded, PollClosed, PollCounted, PollOpened
from console.domain.roster import (
    ParticipantAdded,
    ParticipantContactSet,
    ParticipantMerged,
    ParticipantSet,
    TechCaseOpened,
    TechCaseSolved,
)
from console.domain.values import AgendaItem, Check, Dialogue, MemberValue, Note, Participant
from tests.domain.build import entry, projected, uid, undo

PLACE = Place(column=uid(0xC0), order="V")


def test_a_note_says_where_it_is_who_made_it_and_when_it_changed():
    body = NoteAdded(text="Bank", place=PLACE, group=uid(0x61), own_words=True)
    edit = entry(5, NoteEdited(text="Bänke"), base=[1], by=uid(0xB1), role="notetaker")
    note = projected(entry(1, body), edit)
    assert isinstance(note, Note)
    assert (note.text.text, note.column, note.order) == ("Bänke", PLACE.column, "V")
    assert (note.group, note.own_words) == (uid(0x61), True)
    assert (note.made_at, note.made_by, note.made_role) == (1_000, uid(0xB0), "lead")
    assert note.changed_at == 5_000


def test_a_value_is_unsent_while_any_part_of_it_is():
    made = entry(1, NoteAdded(text="Bank", place=PLACE))
    assert not projected(made).unsent
    assert projected(made, entry(2, NoteSet(for_plenary=True), unsent=True)).unsent
    assert projected(made, undo(2, made, unsent=True)).unsent


def test_what_was_left_out_before_it_was_sent_does_not_make_it_unsent():
    made = entry(1, NoteAdded(text="Bank", place=PLACE))
    marked = entry(2, NoteSet(for_plenary=True), unsent=True)
    assert not projected(made, marked, undo(3, marked)).unsent


def test_who_took_something_back_is_not_who_made_it():
    added = entry(5, NoteAdded(text="Bank", place=PLACE), by=uid(0xB1))
    edit = entry(6, NoteEdited(text="Bänke"), by=uid(0xB2))
    note = projected(added, edit, undo(2, added, by=uid(0xB3)))
    assert note.made_by == uid(0xB2)


def test_a_note_made_twice_was_made_by_the_earlier_hand():
    body = NoteAdded(text="Bank", place=PLACE)
    twice = [entry(4, body, ms=9_000, by=uid(0xB1)), entry(5, body, ms=8_000, by=uid(0xB2))]
    assert projected(*twice).made_by == uid(0xB2)


def test_an_item_has_minutes_for_its_groups_without_going_and_coming():
    body = AgendaItemAdded(title="Gruppen", kind="breakout", minutes=33, order="V", going_min=3)
    item = projected(entry(1, body), entry(2, AgendaItemSet(coming_min=5), base=[1]))
    assert isinstance(item, AgendaItem)
    assert item.group_minutes == 25
    short = projected(entry(1, body), entry(2, AgendaItemSet(minutes=1), base=[1]))
    assert short.group_minutes == 0


def test_what_nobody_has_said_keeps_its_usual_value():
    dialogue = projected(entry(1, DialogueSet(places=75)))
    assert isinstance(dialogue, Dialogue)
    assert (dialogue.places, dialogue.zone, dialogue.title.text) == (75, "Europe/Berlin", "")


def test_a_tick_knows_its_line_also_when_another_one_was_undone_first():
    ticked = [
        entry(number, CheckTicked(item=uid(0xF0), line="Ton", ticked=number == 5))
        for number in (5, 6)
    ]
    check = projected(*ticked, undo(2, ticked[1]))
    assert isinstance(check, Check)
    assert (check.item, check.line, check.ticked) == (uid(0xF0), "Ton", True)


def test_a_person_shows_no_contact_and_is_hidden_when_merged():
    added = entry(1, ParticipantAdded(first_name="Anna", last_name="Klein", part="press"))
    contact = entry(2, ParticipantContactSet(email="anna@example.org"))
    person = projected(added, contact)
    assert isinstance(person, Participant)
    assert (person.name, person.part, person.hidden) == ("Anna Klein", "press", False)
    assert "example.org" not in repr(person)
    merged = entry(3, ParticipantMerged(into=uid(0xF1)))
    assert projected(added, merged).hidden
    assert projected(added, merged).merged_into == uid(0xF1)
    assert not projected(added, merged, undo(4, merged)).hidden


def test_a_name_of_one_part_has_no_space_beside_it():
    assert projected(entry(1, ParticipantSet(last_name="Klein"))).name == "Klein"


def test_a_tech_case_is_solved_since_the_first_solution_until_that_is_undone():
    opened = entry(1, TechCaseOpened(participant=uid(0xF1), problem="no_sound"))
    solved = [entry(number, TechCaseSolved(), base=[1]) for number in (4, 5)]
    assert projected(opened, *solved).solved_at == 4_000
    assert projected(opened, *solved, undo(6, solved[0])).solved_at == 5_000
    case = projected(opened, solved[0], undo(6, solved[0]))
    assert (case.status, case.solved_at) == ("open", None)


def test_a_case_that_counts_as_open_has_no_instant_of_its_solution():
    opened = entry(1, TechCaseOpened(participant=uid(0xF1), problem="no_sound"), ms=9_000)
    assert projected(opened, entry(2, TechCaseSolved())).solved_at is None


def test_a_poll_is_prepared_then_open_then_closed():
    made = [entry(1, PollAdded(question="Was zuerst?", options=("A", "B")))]
    assert projected(*made).status == "prepared"
    made.append(entry(2, PollOpened(), base=[1]))
    assert projected(*made).status == "open"
    made += [entry(3, PollClosed(), base=[2]), entry(4, PollCounted(counts={"A": 3}, voters=3))]
    poll = projected(*made)
    assert (poll.status, poll.counts, poll.options) == ("closed", {"A": 3}, ("A", "B"))


def test_a_revoked_member_keeps_name_and_role():
    added = entry(1, MemberAdded(name="Protokoll 1", role="notetaker", groups=(uid(0x61),)))
    member = projected(added, entry(2, MemberRevoked(), base=[1]))
    assert isinstance(member, MemberValue)
    assert (member.name, member.role, member.revoked) == ("Protokoll 1", "notetaker", True)
    assert member.groups == (uid(0x61),)
