"""What stands in the frame: title, clock, last action, who works here."""

from __future__ import annotations

import pytest

from console.commands import notes
from console.commands.dialogue import edit_dialogue
from console.viewmodels.shell import ShellViewModel, initials
from tests.notes_desk import NotesDesk


@pytest.fixture
def here(tmp_path, qapp):
    desk = NotesDesk(tmp_path, "lead")
    yield desk
    desk.close()


@pytest.fixture
def shell(here) -> ShellViewModel:
    return ShellViewModel(here.desk, here.desk)


def test_it_says_where_and_when_in_the_dialogues_zone(shell):
    assert shell.title == "Kleiner Dialog"
    assert shell.subtitle.startswith("Dortmund · ")
    assert "8. September 2020" in shell.subtitle
    assert "18:00" in shell.subtitle
    assert "18:00" not in shell.short_subtitle


def test_the_clock_shows_seconds_and_is_announced_once_each(here, shell):
    told: list[str] = []
    shell.clock_changed.connect(lambda: told.append(shell.clock))
    for _ in range(3):
        here.desk.ticker.tick.emit()
    here.clock.advance(seconds=1)
    here.desk.ticker.tick.emit()
    assert told[-1] == "18:00:01"
    assert len(told) == len(set(told))


def test_another_title_is_announced(here, shell, qtbot):
    with qtbot.waitSignal(shell.changed):
        edit_dialogue(here.store, texts={"title": "Großer Dialog"})
    assert shell.title == "Großer Dialog"


def test_the_last_action_is_what_undo_takes_back(here, shell):
    assert shell.last_action is None
    here.desk.made(notes.add_note, "Bänke", column=None)
    here.settle()
    assert shell.last_action is not None
    words, time = shell.last_action
    assert words
    assert time == "18:00"
    here.desk.undo()
    here.settle()
    assert shell.last_action is None
    assert shell.can_redo


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Jana Brandt", "JB"), ("Kim", "K"), ("Ana Maria de Souza", "AS"), ("Brandt, Jana", "BJ"),
     ("", ""), ("  ", ""), ("élan 3", "É")],
)  # fmt: skip
def test_two_letters_stand_for_a_person(name, letters):
    assert initials(name) == letters


def test_before_joining_the_role_stands_for_the_person(here, shell):
    assert (shell.name, shell.role) == ("", here.words("shell.role.lead"))
    assert shell.initials == initials(shell.role)
