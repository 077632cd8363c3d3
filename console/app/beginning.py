"""What the command line asked for, what is due, and what a crash cut short, at the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.app.launch import Wish

if TYPE_CHECKING:
    from console.app.console_app import ConsoleApp


def begin(app: ConsoleApp, wish: Wish) -> None:
    """Show what was asked for, else the start page; an invitation is read, and nothing is sent."""
    app.start.inform(app.deletion.catch_up())
    if wish.path is not None:
        app.open_path(wish.path)
    elif wish.sample:
        app.open_sample()
    else:
        app.to_start()
        if wish.link:
            app.start_view.follow_link(wish.link)
        elif wish.join is not None:
            app.start_view.fill_join(*wish.join)
        else:
            _offer_unfinished(app)


def _offer_unfinished(app: ConsoleApp) -> None:
    """Put back into the form what was wanted before the program ended in the middle of it."""
    wish = app.joiner.unfinished
    if wish is None:
        return
    app.start_view.fill_join(wish.address, wish.code, wish.path, wish.pin, wish.name)
    told = (app.start.notice, app.words("start.unfinished", address=wish.address))
    app.start.inform("\n".join(one for one in told if one))
