"""What the prompter reads: texts of now and next, ticks with who ticked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.commands import agenda
from console.templates import Line
from console.viewmodels import ticks as module
from console.viewmodels.prompter import PrompterViewModel
from tests.small_dialogue import item_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveDesk]:
    """Item 1 has a tick list of two lines."""
    lists = {item_id(1): (Line("mute", "Alle sind stumm"), Line("poll", "Umfrage steht"))}
    monkeypatch.setattr(module, "tick_list", lambda _dialogue, item: lists.get(item, ()))
    desk = LiveDesk(tmp_path)
    yield desk
    desk.close()


def test_before_the_beginning_the_first_item_is_next(here: LiveDesk) -> None:
    model = PrompterViewModel(here.desk)
    assert [(one.heading, one.title, one.when) for one in model.speeches] == [
        ("Danach", "Begrüßung", "18:00")
    ]


def test_now_and_next_follow_the_evening(here: LiveDesk) -> None:
    model = PrompterViewModel(here.desk)
    here.press()
    assert [(one.heading, one.title, one.when) for one in model.speeches] == [
        ("Jetzt", "Begrüßung", ""),
        ("Danach", "Gruppen", "18:10"),
    ]
    here.go(minutes=12)
    assert model.speeches[1].when == "18:12"


def test_what_is_said_slide_and_technique_stand_there(here: LiveDesk) -> None:
    texts = {"said": "Guten Abend", "slide": "Titel", "cue": "Alle stumm", "who": "Leitung"}
    agenda.edit_item(here.store, item_id(1), texts=texts)
    here.settle()
    (speech,) = PrompterViewModel(here.desk).speeches
    assert speech.said == "Guten Abend"
    assert [(cue.label, cue.text) for cue in speech.cues] == [
        ("Wer", "Leitung"),
        ("Folie", "Titel"),
        ("Technik", "Alle stumm"),
    ]


def test_without_words_the_question_is_read(here: LiveDesk) -> None:
    assert PrompterViewModel(here.desk).speeches[0].said == "Frage 1?"


def test_a_tick_says_who_and_when_and_can_be_taken_away(here: LiveDesk) -> None:
    model = PrompterViewModel(here.desk)
    heard: list[bool] = []
    model.changed.connect(lambda: heard.append(True))
    first = model.speeches[0].ticks[0]
    here.go(minutes=3)
    heard.clear()
    assert model.tick(first, ticked=True)
    here.settle()
    ticked, other = model.speeches[0].ticks
    assert (ticked.ticked, ticked.by, ticked.initials) == (True, "Hauptmoderation, 18:03", "H")
    assert not other.ticked
    assert heard
    assert model.tick(ticked, ticked=False)
    here.settle()
    assert not model.speeches[0].ticks[0].ticked


def test_after_the_end_there_is_nothing_to_read(here: LiveDesk) -> None:
    model = PrompterViewModel(here.desk)
    here.to_item(4)
    assert model.speeches == ()
