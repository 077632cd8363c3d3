"""After an erasure no personal word is left in any fold, whatever arrives later."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.fold import fold
from console.domain.ops import Entry
from console.domain.project import PROJECTIONS
from console.domain.questions import SpeakerQueued, SpeakerRemoved
from console.domain.roster import (
    AttendanceMarked,
    ParticipantAdded,
    ParticipantContactSet,
    ParticipantErased,
    ParticipantMerged,
    ParticipantSet,
    ParticipantTraitsSet,
    TechCaseEdited,
    TechCaseOpened,
)
from tests.domain.build import ENTITY, blank, entry, folded, projected, uid
from tests.domain.strategies import histories

WORDS = ("Anna", "Klein", "anna@", "Nord", "Kopfhörer")


def person(*more: Entry) -> list[Entry]:
    return [entry(1, ParticipantAdded(first_name="Anna", last_name="Klein")), *more]


ERASED = entry(5, ParticipantErased())
LATER = [
    entry(7, ParticipantSet(last_name="Klein"), base=[1]),
    entry(8, ParticipantContactSet(email="anna@example.org")),
    entry(9, ParticipantTraitsSet(traits={"Stadtteil": "Nord"})),
]


def said(*entries: Entry, **more) -> str:
    state = folded(*entries, **more)
    return f"{state.texts} {state.fields} {state.rivals} {projected(*entries, **more)}"


def test_an_erased_person_has_no_words_left_earlier_or_later():
    assert any(word in said(*person(*LATER)) for word in WORDS)
    assert not any(word in said(*person(ERASED, *LATER)) for word in WORDS)


def test_an_erased_person_is_hidden_and_says_that_it_is_erased():
    value = projected(*person(ERASED))
    assert value.erased
    assert value.hidden
    assert value.name == ""


def test_a_merge_is_never_blanked_so_that_erasure_can_follow_it():
    merged = entry(3, ParticipantMerged(into=uid(0xF1)))
    value = projected(*person(merged, ERASED))
    assert value.merged_into == uid(0xF1)


def test_a_blanked_person_is_not_yet_called_erased():
    assert not projected(*(blank(one) for one in person())).erased


def test_a_tech_case_of_an_erased_person_loses_its_words_and_later_ones():
    body = TechCaseOpened(participant=uid(0xF1), problem="no_sound", text="Kopfhörer")
    case = [entry(1, body), entry(2, TechCaseEdited(text="Kopfhörer neu"), base=[1])]
    assert "Kopfhörer" in said(*case)
    assert "Kopfhörer" not in said(*case, erased=True)


def test_a_speaker_who_was_erased_and_removed_is_hidden_without_a_name():
    body = SpeakerQueued(participant=uid(0xF1), label="Anna Klein", order="V")
    queue = [entry(1, body), entry(2, SpeakerRemoved(), base=[1])]
    assert "Anna" not in said(*queue, erased=True)
    assert projected(*queue, erased=True).hidden


def test_attendance_keeps_the_bare_id_and_its_events():
    came = entry(1, AttendanceMarked(state="present"))
    assert projected(came, erased=True).state == "present"


@settings(max_examples=60)
@given(st.sampled_from(["participant", "tech_case", "speaker"]), st.data())
def test_no_operations_of_an_erased_person_give_a_word(family: str, data: st.DataObject):
    entries = data.draw(histories(family))
    state = fold(family, ENTITY, entries, erased=True)
    assert not state.texts
    assert {*state.fields} <= {"into"}
    assert not state.rivals or {*state.rivals} == {"into"}
    value = PROJECTIONS[family](state)
    for word in ("Bänke", "Licht"):
        assert word.encode() not in msgspec.json.encode(value)
