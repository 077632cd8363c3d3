"""The sheet of an agenda item: one action, drafts, what its author had on screen."""

import pytest

from console.commands import agenda
from console.viewmodels.live import LiveViewModel
from tests.small_dialogue import MINUTE, START, item_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path):
    here = LiveDesk(tmp_path)
    yield here
    here.close()


def item(here, number=2):
    return here.store.state.agenda_items[item_id(number)]


def test_all_fields_are_saved_as_one_action(here):
    sheet = here.live.sheet(item_id(2))
    for name, text in (("title", "In Gruppen"), ("minutes", "20"), ("question", "Was fehlt?")):
        sheet.type(name, text)
    assert sheet.save() == ""
    here.settle()
    assert (item(here).title.text, item(here).minutes) == ("In Gruppen", 20)
    assert item(here).question.text == "Was fehlt?"
    here.desk.undo()
    here.settle()
    assert (item(here).title.text, item(here).minutes) == ("Gruppen", 25)


def test_nothing_typed_writes_nothing(here):
    before = here.store.pending_count
    assert here.live.sheet(item_id(2)).save() == ""
    assert here.store.pending_count == before


def test_what_was_typed_is_there_again_after_a_crash(here):
    here.live.sheet(item_id(2)).type("said", "Bitte teilen Sie")
    again = LiveViewModel(here.desk).sheet(item_id(2))
    assert again.texts["said"] == "Bitte teilen Sie"
    assert again.draft_notice == "Ihr angefangener Text ist wieder da."


def test_saving_ends_the_draft(here):
    sheet = here.live.sheet(item_id(2))
    sheet.type("said", "Bitte teilen Sie")
    sheet.save()
    here.settle()
    assert here.store.drafts() == []
    assert here.live.sheet(item_id(2)).draft_notice == ""


def test_a_draft_can_be_thrown_away(here):
    sheet = here.live.sheet(item_id(2))
    sheet.type("title", "Unsinn")
    sheet.discard()
    assert sheet.texts["title"] == "Gruppen"
    assert here.store.drafts() == []


def test_typing_back_what_was_there_leaves_no_draft(here):
    sheet = here.live.sheet(item_id(2))
    sheet.type("title", "Grupp")
    sheet.type("title", "Gruppen")
    assert here.store.drafts() == []


def test_an_edit_of_another_person_in_the_meantime_is_not_lost(here):
    sheet = here.live.sheet(item_id(2))
    sheet.type("title", "Meine Fassung")
    agenda.edit_item(here.store, item_id(2), texts={"title": "Fremde Fassung"})
    sheet.save()
    here.settle()
    title = item(here).title
    assert {version.text for version in title.versions} == {"Meine Fassung", "Fremde Fassung"}


def test_an_edit_of_another_field_by_another_person_stays(here):
    sheet = here.live.sheet(item_id(2))
    sheet.type("title", "Neu")
    agenda.edit_item(here.store, item_id(2), texts={"question": "Andere Frage?"})
    sheet.save()
    here.settle()
    assert (item(here).title.text, item(here).question.text) == ("Neu", "Andere Frage?")


@pytest.mark.parametrize("typed", ["", "zwölf", "-3", "500"])
def test_minutes_that_are_no_number_in_range_are_refused_and_kept(here, typed):
    sheet = here.live.sheet(item_id(2))
    sheet.type("minutes", typed)
    sheet.type("title", "Neu")
    assert sheet.save() == "Bitte geben Sie eine Zahl zwischen 0 und 480 Minuten ein."
    assert item(here).title.text == "Gruppen"
    assert here.live.sheet(item_id(2)).texts["minutes"] == typed


def test_an_empty_title_is_refused(here):
    sheet = here.live.sheet(item_id(2))
    sheet.type("title", "  ")
    assert sheet.save() == "Bitte geben Sie einen Titel ein."


def test_the_time_of_an_item_that_is_on_is_not_changed_here(here):
    here.press()
    sheet = here.live.sheet(item_id(1))
    assert "minutes" not in sheet.editable
    assert {"title", "said", "started", "thresholds"} <= set(sheet.editable)
    assert sheet.notice.startswith("Dieser Punkt läuft.")
    assert sheet.skip_words == ""


def test_of_what_is_past_words_and_times_can_be_set_right(here):
    here.to_item(2)
    sheet = here.live.sheet(item_id(1))
    assert sheet.editable == (
        "title", "started", "ended", "who", "question", "said", "slide", "cue",
    )  # fmt: skip
    assert sheet.notice.startswith("Dieser Punkt ist vorbei.")


def test_who_may_not_change_the_run_sheet_reads_it(qapp, tmp_path):
    here = LiveDesk(tmp_path, "observer")
    sheet = here.live.sheet(item_id(2))
    assert sheet.editable == ()
    assert sheet.notice == "Als Beobachtung lesen Sie hier mit."
    assert sheet.shown("minutes") == "25 Min"
    here.close()


def test_an_item_is_left_out_and_taken_back_in_from_its_sheet(here):
    sheet = here.live.sheet(item_id(2))
    assert sheet.skip_words == "Überspringen"
    sheet.toggle_skipped()
    here.settle()
    assert item(here).skipped
    assert here.live.sheet(item_id(2)).skip_words == "Wieder aufnehmen"


def test_every_value_of_an_item_is_saved_as_it_was_typed(here):
    sheet = here.live.sheet(item_id(3))
    typed = {
        "kind": "pairs",
        "minutes": "9",
        "min_minutes": "6",
        "policy": "protected",
        "fixed_start": "18:40",
        "who": "Alle",
        "slide": "Dank",
        "cue": "Umfrage",
        "thresholds": "1, 3",
    }
    for name, text in typed.items():
        sheet.type(name, text)
    assert sheet.save() == ""
    here.settle()
    found = item(here, 3)
    assert (found.kind, found.minutes, found.min_minutes) == ("pairs", 9, 6)
    assert (found.policy, found.thresholds) == ("protected", (3, 1))
    assert found.fixed_start == START + 40 * MINUTE
    assert (found.who.text, found.slide.text, found.cue.text) == ("Alle", "Dank", "Umfrage")
    assert here.live.sheet(item_id(3)).texts == sheet.texts | {"thresholds": "3, 1"}


def test_the_ways_go_with_the_groups(here):
    sheet = here.live.sheet(item_id(2))
    assert sheet.applies("going_min")
    sheet.type("kind", "plenary")
    assert not sheet.applies("going_min")
    sheet.type("minutes", "3")
    assert sheet.save() == ""
    here.settle()
    assert (item(here).going_min, item(here).coming_min, item(here).minutes) == (0, 0, 3)


def test_reports_that_do_not_fit_are_warned_of_and_can_be_saved(here):
    sheet = here.live.sheet(item_id(3))
    assert sheet.applies("per_group_min")
    sheet.type("per_group_min", "1")
    assert sheet.warnings == []
    sheet.type("per_group_min", "2")
    assert sheet.warnings == ["3 Gruppen mal 2 Min sind 6 Min, der Punkt hat 5 Min."]
    assert sheet.save() == ""
    assert item(here, 3).per_group_min == 2


def test_nobody_reports_before_the_groups(here):
    assert not here.live.sheet(item_id(1)).applies("per_group_min")


def test_a_fixed_start_that_comes_too_early_is_warned_of(here):
    sheet = here.live.sheet(item_id(3))
    sheet.type("fixed_start", "18:35")
    assert sheet.warnings == []
    sheet.type("fixed_start", "18:30")
    assert sheet.warnings == ["Nach Plan ist das, was davor steht, erst um 18:35 fertig."]


def test_the_sum_follows_what_is_typed(here):
    sheet = here.live.sheet(item_id(3))
    assert sheet.sum_words == "40 von 40 Min geplant"
    sheet.type("minutes", "12")
    assert sheet.sum_words == "47 von 40 Min geplant"


def test_beginning_and_end_of_what_is_past_are_set_right(here):
    here.to_item(1)
    here.go(minutes=10)
    here.press()
    here.go(minutes=5)
    sheet = here.live.sheet(item_id(1))
    assert (sheet.texts["started"], sheet.texts["ended"]) == ("18:00", "18:10")
    sheet.type("ended", "18:08")
    assert sheet.save() == ""
    here.settle()
    first, second = here.store.state.course.visits
    assert first.ended_at == second.started_at == START + 8 * MINUTE
    sheet = here.live.sheet(item_id(2))
    sheet.type("started", "17:50")
    assert sheet.save() == "Der Beginn kann nicht vor dem des vorigen Punkts liegen."


def test_within_the_minute_in_which_the_last_one_began_nothing_is_refused(here):
    here.go(seconds=20)
    here.to_item(1)
    here.go(minutes=5)
    here.press()
    sheet = here.live.sheet(item_id(2))
    sheet.type("started", "18:00")
    assert sheet.save() == ""
    first, second = here.store.state.course.visits
    assert second.started_at == first.started_at


def test_what_goes_on_has_a_beginning_to_set_right_and_no_end(here):
    here.press()
    sheet = here.live.sheet(item_id(1))
    assert "started" in sheet.editable
    assert "ended" not in sheet.editable
