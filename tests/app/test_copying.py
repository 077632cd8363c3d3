"""A copy of an evening: from the start page, and from the menu of the open dialogue."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from console.storage.store import Store
from console.viewmodels.start import COPY
from tests.app.consoles import WORDS, Console, on_console
from tests.small_dialogue import MovedClock, identity, small_dialogue


@pytest.fixture
def evening(tmp_path):
    store = small_dialogue(tmp_path)
    store.close()
    return store.path


def fill_in(one: Console, **texts: str) -> None:
    form = one.app.start_view.copy_form
    assert form.isVisible()
    form.fill(**texts)
    form.button.click()


def test_the_form_begins_with_the_evening_and_makes_its_copy(home, evening):
    async def test(one: Console) -> None:
        one.app.show_start()
        one.app.start.copying.look(evening)
        form = one.app.start_view.copy_form
        assert form.text("title") == "Kleiner Dialog"
        assert (form.text("start"), form.text("end")) == ("18:00", "18:40")
        fill_in(one, title="Zweiter Dialog", date="22.09.2026")
        await one.settled()
        state = one.store.state
        assert one.store.path.parent == one.paths.data
        assert state.dialogue.title.text == "Zweiter Dialog"
        assert [item.title.text for item in state.agenda()] == ["Begrüßung", "Gruppen", "Abschluss"]
        assert not state.participants

    on_console(home, test)
    source = Store.open(evening, MovedClock(), identity())
    assert source.state.dialogue.title.text == "Kleiner Dialog"
    assert len(source.state.people()) == 7
    source.close()


def test_a_day_that_is_none_is_told_at_its_field(home, evening):
    async def test(one: Console) -> None:
        one.app.show_start()
        one.app.start.copying.look(evening)
        fill_in(one, date="31.02.2026")
        field = one.app.start_view.copy_form.fields["date"]
        told = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
        assert WORDS("errors.date_invalid", text="31.02.2026") in told
        await one.settled()
        assert one.app.session is None

    on_console(home, test)


def test_a_file_that_is_no_dialogue_has_its_sentence_and_opens_no_form(home, tmp_path):
    path = tmp_path / "Liste.dialogpult"
    path.write_text("Name;Gruppe\n" * 400)

    async def test(one: Console) -> None:
        one.app.show_start()
        one.app.start.copying.look(path)
        assert one.sentence == WORDS.error("file_not_a_dialogue", {"path": path.name})
        assert not one.app.start_view.copy_form.isVisible()

    on_console(home, test)


def test_the_menu_of_the_open_dialogue_leads_to_the_form_for_its_copy(home, evening):
    async def test(one: Console) -> None:
        one.app.open_path(evening)
        await one.settled()
        one.app.habits.menu.copy_wanted.emit()
        await one.settled()
        assert one.app.session is None
        fill_in(one, title="Noch einer", date="23.09.2026")
        await one.settled()
        assert one.store.path != evening
        assert one.store.state.dialogue.title.text == "Noch einer"

    on_console(home, test)


def test_the_card_asks_for_a_file_and_the_file_opens_the_form(home, evening, monkeypatch):
    asked = []
    place = "console.views.start.start_view.choose_source"
    monkeypatch.setattr(place, lambda *_, **__: asked.append(_[-1]))

    async def test(one: Console) -> None:
        one.app.show_start()
        one.app.start_view._cards.chosen.emit(COPY)
        (chosen,) = asked
        chosen(str(evening))
        assert one.app.start_view.copy_form.isVisible()

    on_console(home, test)
