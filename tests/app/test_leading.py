"""A deputy takes the lead from the menu: everything on screen follows, nothing typed is lost."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from console.views.main_window import LIVE
from tests.app.consoles import WORDS, Console, on_console


def entry(one: Console, key: str):
    """The entry of the role menu with these words, None while it is not offered."""
    actions = (each for menu in one.window.findChildren(QMenu) for each in menu.actions())
    return next((each for each in actions if each.text() == WORDS(key) and each.isVisible()), None)


TAKE, BACK = "shell.menu.take_lead", "shell.menu.give_back_lead"


def test_a_deputy_leads_after_two_clicks_and_gives_it_back(home, backend):
    _, codes = backend.create()

    async def lead(one: Console) -> None:
        await one.join(backend.url, codes["lead"])
        one.app.start.fill("sample")
        await one.synced()
        assert entry(one, TAKE) is None
        assert entry(one, BACK) is None, "who was invited as lead gives nothing back"

    on_console(home / "lead", lead)

    async def deputy(one: Console) -> None:
        await one.join(backend.url, codes["cohost"])
        await one.synced()
        one.window.open_view(LIVE)
        assert not one.session.pages.live_model.press_primary()
        one.session.pages.notes_model.capture.type("Angefangen")
        take = entry(one, TAKE)
        assert take is not None
        take.trigger()
        await one.until(lambda: one.session.role == "lead")
        assert one.session.shell.role == WORDS("shell.role.lead")
        assert one.session.pages.notes_model.capture.text == "Angefangen"
        assert entry(one, TAKE) is None
        live = one.session.pages.live_view
        held = one.window.focusWidget()
        assert held is not None
        assert live.agenda.isAncestorOf(held), "a stray Enter must not advance the evening"
        assert one.session.pages.live_model.press_primary()
        await one.synced()
        back = entry(one, BACK)
        assert back is not None
        back.trigger()
        await one.until(lambda: one.session.role == "cohost")
        assert entry(one, TAKE) is not None
        await one.synced()

    on_console(home / "deputy", deputy)


def test_a_dialogue_of_ones_own_has_no_lead_to_take(home):
    async def test(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        assert entry(one, TAKE) is None
        assert entry(one, BACK) is None

    on_console(home, test)
