"""The ways to the sheet of the run sheet as a file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.views.main_window import LIVE, RESULTS
from tests.app.consoles import WORDS, Console, on_console


def opened(one: Console) -> bool:
    desk = one.app.place.run_sheet
    return "sheet" in vars(desk) and desk.sheet.is_open()


@pytest.mark.parametrize("way", ["agenda", "results", "act"])
def test_the_sheet_is_opened_from_the_agenda_from_the_results_and_by_name(home, way):
    async def test(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        session = one.session
        if way == "agenda":
            one.window.open_view(LIVE)
            session.pages.live_view.agenda.files.click()
        elif way == "results":
            one.window.open_view(RESULTS)
            session.pages.results_view.head.open_menu()
            menu = session.pages.results_view.head.menu
            (action,) = (a for a in menu.actions() if a.text() == WORDS("run_sheet.open"))
            action.trigger()
        else:
            (act,) = (act for act in session.acts if act.name == "run_sheet")
            act.do()
        session.desk.bridge.changed.connect(one._on_news)
        session.desk.evening.ticked.connect(one._on_news)
        await one.until(lambda: opened(one))
        assert one.window.focusWidget() is one.app.place.run_sheet.sheet.save.buttons[0]

    on_console(home, test)


def test_a_table_is_read_looked_at_and_taken_over_by_keys(home, tmp_path):
    path = tmp_path / "Plan.csv"
    path.write_text("Dauer;Titel\n5;Auftakt\n10;Ende\n")

    async def test(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        desk = one.app.place.run_sheet
        desk.open()
        part = desk.sheet.read
        before = len(one.store.state.agenda())
        part.read(str(path))
        assert part.take.isVisible()
        assert one.window.focusWidget() is part.take
        assert len(one.store.state.agenda()) == before
        QTest.keyClick(part.take, Qt.Key.Key_Return)
        assert [item.title.text for item in one.store.state.agenda()] == ["Auftakt", "Ende"]
        assert not part.take.isVisible()

    on_console(home, test)
