"""A sentence for the projector: preview, names, length, showing and taking away."""

import pytest

from console.viewmodels.projector import ProjectorViewModel
from console.viewmodels.projector_message import MessageViewModel
from tests.small_dialogue import MINUTE, START
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path):
    here = LiveDesk(tmp_path, wall_ms=START - 10 * MINUTE)
    yield here
    here.close()


@pytest.fixture
def message(here):
    return MessageViewModel(ProjectorViewModel(here.desk))


def test_without_a_draft_the_preview_is_what_everybody_sees(message):
    assert message.preview.headline == "Wir beginnen um 18:00 Uhr."
    assert message.preview_title == "Der Projektor ist aus. Das wäre jetzt zu sehen"
    message.projector.show()
    assert message.preview_title == "Das sehen alle jetzt: Warteraum"


def test_a_draft_is_previewed_and_nobody_else_sees_it(here, message):
    message.projector.show()
    message.write("  Bitte  Mikrofone aus. ")
    assert (message.preview.state, message.preview.headline) == ("message", "Bitte Mikrofone aus.")
    assert message.preview_title == "So werden es alle sehen"
    assert message.projector.screen.state == "starting"
    assert message.left == "noch 70 Zeichen"


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("Bitte Mikrofone aus.", ""),
        ("Gleich spricht Ayşe Yılmaz.", "names"),
        ("Gleich spricht yilmaz.", "names"),
        ("Danke, Elke", "perhaps"),
        ("danke ayse", "perhaps"),
        ("Klein, aber fein", "perhaps"),
        ("Wir bleiben klein.", ""),
        ("Wir danken Gesa Holt.", "names"),
    ],
)
def test_names_of_the_roster_are_warned_about_however_they_are_typed(message, text, warning):
    message.write(text)
    begins = {"": "", "names": text.split()[-1].strip("."), "perhaps": "Ist das ein Name"}
    assert bool(message.warning) == bool(warning)
    if warning == "names":
        assert "Alle sehen dafür „[Name]“." in message.warning
        assert "[Name]" in message.preview.headline
    assert begins[warning] in message.warning


def test_what_is_too_long_is_said_and_not_shown(here, message):
    message.write("x" * 93)
    assert (message.left, message.can_show) == ("3 Zeichen zu viel", False)
    assert not message.show()
    assert here.refusals == []


def test_a_message_is_shown_and_the_field_is_empty_again(here, message):
    message.write("Bitte Mikrofone aus.")
    assert not message.can_take_away
    assert message.show()
    here.settle()
    assert (message.draft, message.projector.message) == ("", "Bitte Mikrofone aus.")
    assert message.can_take_away
    assert message.take_away()
    here.settle()
    assert message.projector.message == ""
    assert not message.can_take_away


def test_who_may_not_shows_nothing(qapp, tmp_path):
    here = LiveDesk(tmp_path, "observer")
    message = MessageViewModel(ProjectorViewModel(here.desk))
    message.write("Bitte Mikrofone aus.")
    assert (message.may_show, message.can_show, message.show()) == (False, False, False)
    here.close()
