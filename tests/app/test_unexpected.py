"""A dialogue that cannot be put on screen: it is said, the start page comes, the file is free."""

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from console.app import session, workplace
from console.storage.store import Store
from console.sync.status import SyncStatus
from tests.app.consoles import WORDS, Console, failure_on, on_console

#: Half-way through the session, and after it.
UNSEATED = ((session, "Readiness"), (workplace, "Leading"))


class BrokenError(Exception):
    """What nobody thought of."""


def broken(*_: Any) -> None:
    raise BrokenError


def told(one: Console) -> bool:
    return one.window.is_on_start and failure_on(one.app.start_view) == WORDS(
        "errors.unexpected", path=str(one.around.paths.logs)
    )


def is_free(path: Path, one: Console) -> bool:
    """Whether nobody holds the file any more."""
    Store.open(path, one.around.clock, one.app.opener.identity()).close()
    return True


@pytest.mark.parametrize("what", UNSEATED, ids=["session", "after"])
def test_what_cannot_be_shown_is_said_on_the_start_page_and_its_file_closed(
    home: Path, monkeypatch: pytest.MonkeyPatch, what: tuple[ModuleType, str]
) -> None:
    async def whole(one: Console) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(*what, broken)
            one.app.open_sample()
            await one.settled()
        assert told(one)
        assert one.app.session is None
        (name,) = one.files()
        assert is_free(one.paths.data / name, one)
        one.app.open_sample()
        await one.settled()
        assert not one.window.is_on_start
        assert one.session.store.path.name == name

    on_console(home, whole)


@pytest.mark.parametrize("what", UNSEATED, ids=["session", "after"])
def test_what_cannot_be_shown_for_another_role_is_said_as_well(
    home: Path, monkeypatch: pytest.MonkeyPatch, what: tuple[ModuleType, str]
) -> None:
    async def whole(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        path, place = one.store.path, one.app.place
        assert place is not None
        monkeypatch.setattr(*what, broken)
        place.hear(SyncStatus(state="synced", role="cohost"))
        await one.until(lambda: one.window.is_on_start and told(one))
        assert one.app.session is None
        assert is_free(path, one)

    on_console(home, whole)
