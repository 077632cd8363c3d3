"""The sheet of an agenda item: one action, drafts, what its author had on screen."""

import pytest

from console.commands import agenda
from console.viewmodels.live import LiveViewModel
from tests.small_dialogue import item_id
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
    assert sheet.editable == ("title", "question", "said")
    assert sheet.notice.startswith("Dieser Punkt läuft.")
    assert sheet.skip_words == ""


def test_what_is_past_is_only_read(here):
    here.to_item(2)
    sheet = here.live.sheet(item_id(1))
    assert sheet.editable == ()
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
