"""Where the keyboard is for whoever has just joined."""

from __future__ import annotations

from tests.app.consoles import Console, console, on_console


def test_who_joins_to_take_notes_of_a_group_writes_as_soon_as_it_is_known(home, backend):
    """The view is there before the log: the group, and with it the right to write, come later."""
    _, codes = backend.create()

    async def test(lead: Console) -> None:
        await lead.join(backend.url, codes["lead"])
        lead.app.start.fill("sample")
        await lead.synced()
        group = next(iter(lead.store.state.groups))
        office = lead.app.place.link.administration
        made = await office.invite("notetaker", (group,))
        async with console(home / "notetaker") as one:
            await one.join(backend.url, made.code)
            await one.synced()
            view = one.session.pages.notes_view
            await one.until(view.capture.isVisible)
            assert one.window.focusWidget() is view.capture.line.edit

    on_console(home / "lead", test)
