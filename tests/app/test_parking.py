"""What a backend parks comes to the lead's sheet, and from there into the log or a draft."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.commands import notes
from console.views.shell.parked_list import ParkedList
from console.views.widgets.button import Button
from tests.app.consoles import WORDS, Console, console, run

TEXT = "Zwei Bänke an der Haltestelle"


def button(one: Console, text: str) -> Button:
    (shown,) = one.session.sync_sheet.findChildren(ParkedList)
    found = [each for each in shown.findChildren(Button) if each.isVisible()]
    return next(each for each in found if each.text() == text)


def write_elsewhere(one: Console, group: str) -> None:
    """Write a note for a group that is not one's own, as a console with older rights does."""
    own = one.store.identity
    one.store.be(replace(own, groups=()))
    column = one.store.state.board_columns()[0].id
    notes.add_note(one.store, TEXT, column=column, group=group)
    one.store.be(own)


def test_a_text_of_another_group_waits_for_the_lead_who_takes_it_in(home, backend):
    _, codes = backend.create()

    async def evening() -> None:
        async with console(home / "lead") as lead, console(home / "notes") as kim:
            await lead.join(backend.url, codes["lead"], "Lea")
            lead.app.start.fill("sample")
            await lead.synced()
            state = lead.store.state
            breakout = next(item for item in state.agenda() if state.groups_of(item.id))
            own, other, *_ = state.groups_of(breakout.id)
            office = lead.app.place.link.administration
            code = (await office.invite("notetaker", (own.id,))).code
            await kim.join(backend.url, code, "Kim")
            await kim.until(kim.store.state.board_columns)
            write_elsewhere(kim, other.id)
            await kim.until(lambda: kim.session.sync.status.state == "refused")
            lead.session.open_sync()
            parked = lead.app.place.parking.model
            parked.changed.connect(lead._on_news)
            await lead.until(lambda: parked.count == 1)
            (entry,) = parked.entries
            assert entry.text == TEXT
            assert "Kim, Protokoll" in entry.detail
            assert button(lead, WORDS("parked.as_note"))
            QTest.keyClick(button(lead, WORDS("parked.adopt")), Qt.Key.Key_Return)
            await lead.until(lambda: parked.count == 0)
            await lead.until(
                lambda: TEXT in [one.text.text for one in lead.store.state.board_notes()]
            )

    run(evening())
