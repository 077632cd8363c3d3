"""The program ends in the middle of a pairing, at any step: neither code nor file is lost."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from console.app.attempts import Attempts
from console.app.launch import Wish
from console.commands import notes
from console.storage.replica import Replica
from console.sync.credentials import Credentials
from console.sync.transport import Transport
from console.viewmodels.joining import JoinWish
from tests.app.consoles import WORDS, Console, console, on_console
from tests.backend.running import Running, running

TEXT = "Vor dem Absturz geschrieben"
#: Where the machine goes off: before or after a call.
STEPS = {
    "asked": (Transport, "pair", "before"),
    "answered": (Transport, "pair", "after"),
    "kept": (Credentials, "save", "after"),
    "settling": (Replica, "move_to", "before"),
    "settled": (Replica, "move_to", "after"),
    "ending": (Attempts, "end", "before"),
}


class Off(BaseException):
    """The machine went off: nothing that comes after this reaches the disk."""


def goes_off(patch: pytest.MonkeyPatch, home: Path, step: str) -> None:
    """Let the machine go off at a step; what the disk has then is pictured beside the home."""
    owner, name, when = STEPS[step]
    before = getattr(owner, name)

    def picture() -> None:
        shutil.copytree(home, pictured(home))
        raise Off

    async def later(*given, **named):
        if when == "before":
            picture()
        await before(*given, **named)
        picture()

    def now(*given, **named):
        if when == "before":
            picture()
        before(*given, **named)
        picture()

    patch.setattr(owner, name, later if asyncio.iscoroutinefunction(before) else now)


def pictured(home: Path) -> Path:
    return home.with_name("pictured")


def cut_short(home: Path, wish: JoinWish, step: str) -> None:
    """Begin a pairing in a console whose machine goes off; its home is what the disk had."""

    async def test(one: Console) -> None:
        with pytest.MonkeyPatch.context() as patch:
            goes_off(patch, home, step)
            one.app.join(wish)
            await one.settled()

    on_console(home, test)
    shutil.rmtree(home)
    pictured(home).rename(home)


def write(one: Console) -> None:
    notes.add_note(one.store, TEXT, column=one.store.state.board_columns()[0].id)


def of_no_backend(home: Path) -> Path:
    """Write in a dialogue that began on this device alone; returns its file."""
    found: list[Path] = []

    async def test(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        write(one)
        found.append(one.store.path)

    on_console(home, test)
    return found[0]


def of_a_lost_backend(home: Path, folder: Path) -> Path:
    """Write in a dialogue whose backend is gone for good; returns its file."""
    found: list[Path] = []
    with running(folder / "lost.sqlite3") as lost:
        _, codes = lost.create("Verloren")

        async def test(one: Console) -> None:
            await one.join(lost.url, codes["lead"], "Lea Leitung")
            one.app.start.fill("sample")
            write(one)
            await one.synced()
            found.append(one.store.path)

        on_console(home, test)
    return found[0]


def nothing_is_left_open(home: Path) -> None:
    assert not (home / "config" / "joining.json").exists()


@pytest.mark.parametrize(
    ("step", "lost"),
    [*((step, False) for step in STEPS), *((step, True) for step in ("kept", "settled"))],
)
def test_opening_the_file_ends_a_publishing_that_was_cut_short(
    home: Path, backend: Running, tmp_path: Path, step: str, lost: bool
) -> None:
    _, codes = backend.create()
    path = of_a_lost_backend(home, tmp_path) if lost else of_no_backend(home)
    cut_short(home, JoinWish(backend.url, codes["lead"], "Lea Leitung", path=path), step)

    async def again(one: Console) -> None:
        one.app.open_path(path)
        await one.settled()
        assert one.store.replica.position.address == backend.url
        await one.synced()
        members = await one.app.place.link.administration.members()
        assert len([member for member in members if member.devices]) == 1
        dialogue = one.store.replica.position.dialogue
        places = [place.origin for place in one.app.credentials.of_dialogue(dialogue)]
        assert places.count(backend.url) == 1
        made = await one.app.place.link.administration.invite("observer")
        async with console(tmp_path / "second") as other:
            await other.join(backend.url, made.code, "Olga Ohr")
            await other.until(lambda: TEXT in texts(other))
            assert len(other.store.state.agenda_items) == 10

    on_console(home, again)
    nothing_is_left_open(home)


def texts(one: Console) -> list[str]:
    return [note.text.text for note in one.store.state.board_notes()]


@pytest.mark.parametrize("step", ["asked", "answered", "kept"])
def test_the_form_is_there_again_and_the_same_code_still_joins(
    home: Path, backend: Running, step: str
) -> None:
    _, codes = backend.create()
    cut_short(home, JoinWish(backend.url, codes["lead"], "Lea Leitung"), step)

    async def again(one: Console) -> None:
        one.app.begin(Wish())
        await one.settled()
        assert one.app.start.notice == WORDS("start.unfinished", address=backend.url)
        form = one.app.start_view.join_form
        assert form.isVisible()
        assert (form.text("code"), form.text("name")) == (codes["lead"], "Lea Leitung")
        form.button.click()
        await one.settled()
        one.app.start_view.server_card.go.click()
        await one.settled()
        assert one.store.identity.role == "lead"
        await one.synced()
        assert len(await one.app.place.link.administration.members()) == 1

    on_console(home, again)
    nothing_is_left_open(home)


def test_a_publishing_that_was_cut_short_is_offered_with_its_file(
    home: Path, backend: Running
) -> None:
    _, codes = backend.create()
    path = of_no_backend(home)
    wish = JoinWish(backend.url, codes["lead"], "Lea Leitung", path=path)
    cut_short(home, wish, "answered")

    async def again(one: Console) -> None:
        one.app.begin(Wish())
        await one.settled()
        form = one.app.start_view.join_form
        assert form.bring.text() == WORDS("start.brought", name=path.stem)
        one.app.join(wish)
        await one.settled()
        await one.synced()
        assert one.store.path == path

    on_console(home, again)
    nothing_is_left_open(home)


def test_without_the_backend_the_file_opens_and_is_tried_again_the_next_time(
    home: Path, tmp_path: Path
) -> None:
    path = of_no_backend(home)
    backend = Running(tmp_path / "city.sqlite3")
    backend.start()
    _, codes = backend.create()
    cut_short(home, JoinWish(backend.url, codes["lead"], "Lea", path=path), "answered")
    backend.stop()

    async def without(one: Console) -> None:
        one.app.open_path(path)
        await one.settled()
        assert TEXT in texts(one)
        assert one.store.replica.position.address is None

    on_console(home, without)
    assert [one.code for one in Attempts(home / "config", _Wall()).unfinished()] == [codes["lead"]]


class _Wall:
    """Today's clock; only what it says is asked for."""

    def wall_ms(self) -> int:
        import time

        return round(time.time() * 1000)


def test_a_code_that_the_backend_refused_is_not_tried_again(home: Path, backend: Running) -> None:
    backend.create()

    async def test(one: Console) -> None:
        await one.join(backend.url, "AAAAAAAA")
        assert one.sentence == WORDS.error("wrong_code", {})

    on_console(home, test)
    nothing_is_left_open(home)


def test_what_was_begun_is_for_this_user_alone_and_forgotten_after_a_day(
    home: Path, backend: Running
) -> None:
    _, codes = backend.create()
    cut_short(home, JoinWish(backend.url, codes["lead"], "Lea"), "answered")
    assert (home / "config" / "joining.json").stat().st_mode & 0o077 == 0
    late = _Wall()
    late.wall_ms = lambda: _Wall().wall_ms() + 24 * 3_600_000  # type: ignore[method-assign]
    assert Attempts(home / "config", late).unfinished() == []
