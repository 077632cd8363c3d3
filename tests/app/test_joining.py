"""Joining a city backend from the start page, and every way in which it may not go."""

from __future__ import annotations

import json

import pytest

from city_backend.pairing import Moment
from console.commands import notes
from console.viewmodels.joining import JoinWish
from tests.app.consoles import WORDS, Console, console, on_console
from tests.app.other_servers import HTML, address_of_nobody, hello, serving
from tests.small_dialogue import small_dialogue

NOBODYS = "AAAAAAAA"
ID = "0190163d-8694-739b-aea5-966c26f8ad90"
DAY = 86_400_000


def says(code: str, **parameters: object) -> str:
    return WORDS.error(code, parameters)


def failed(name: str, **parameters: object) -> str:
    return WORDS(f"start.failed.{name}", **parameters)


# the first lead


@pytest.mark.parametrize(("number", "people"), [(0, 0), (1, 84)])
def test_the_first_lead_is_asked_and_fills_the_dialogue(home, backend, number, people):
    _, codes = backend.create("Dialog im Quartier")

    async def test(one: Console) -> None:
        await one.join(backend.url, codes["lead"], "Lea Leitung")
        view = one.app.start_view
        assert one.window.is_on_start
        assert view.fill_choice.isVisible()
        cards = [card for card in view.fill_choice.children() if hasattr(card, "set_chosen")]
        cards[number].click()
        assert not one.window.is_on_start
        await one.synced()
        assert len(one.store.state.agenda_items) == 10
        assert len(one.store.state.participants) == people
        assert one.store.identity.name == "Lea Leitung"
        # Nothing of it is left on the start page.
        await one.app._to_start()
        assert not view.fill_choice.isVisible()

    on_console(home, test)


def test_a_second_console_sees_what_the_first_lead_filled_in(home, backend, tmp_path):
    _, codes = backend.create()

    async def test(lead: Console) -> None:
        await lead.join(backend.url, codes["lead"], "Lea Leitung")
        lead.app.start.fill("sample")
        await lead.synced()
        async with console(tmp_path / "second") as other:
            await other.join(backend.url, codes["notetaker"], "Nico Notiz")
            assert not other.window.is_on_start
            await other.until(lambda: len(other.store.state.participants) == 84)
            await other.synced()
            assert other.store.identity.role == "notetaker"
            assert list(other.store.state.agenda_items) == list(lead.store.state.agenda_items)
            title = other.store.state.dialogue.title.text
            assert other.window.windowTitle() == WORDS("shell.window_title", title=title)
            assert lead.window.windowTitle() == other.window.windowTitle()
            (recent,) = other.app.preferences.read().recent
            assert recent.title == title

    on_console(home, test)


def test_filled_by_somebody_else_meanwhile_the_dialogue_is_shown(home, backend):
    _, codes = backend.create()

    async def test(lead: Console) -> None:
        await lead.join(backend.url, codes["lead"])
        lead.app.start.fill("template")
        items = list(lead.store.state.agenda_items)
        lead.window.show_start(lead.app.start_view)
        lead.app.start_view.ask_for_filling()
        lead.app.start.fill("sample")
        assert not lead.window.is_on_start
        assert list(lead.store.state.agenda_items) == items

    on_console(home, test)


def test_an_own_file_is_published(home, backend, tmp_path):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        path, dialogue = one.store.path, one.store.state.dialogue_id
        one.app.join(JoinWish(backend.url, codes["lead"], "Lea Leitung", path=path))
        await one.settled()
        assert not one.window.is_on_start
        await one.synced()
        assert (one.store.path, one.store.state.dialogue_id) == (path, dialogue)
        async with console(tmp_path / "second") as other:
            await other.join(backend.url, codes["observer"], "Olga Ohr")
            await other.until(lambda: len(other.store.state.participants) == 84)
            assert other.store.state.dialogue_id == dialogue

    on_console(home, test)


def test_a_file_in_which_others_wrote_is_not_published_and_stays_as_it_was(home, backend, tmp_path):
    _, codes = backend.create()
    store = small_dialogue(tmp_path)
    path = store.path
    store.close()

    async def test(one: Console) -> None:
        one.app.join(JoinWish(backend.url, codes["lead"], "Lea Leitung", path=path))
        await one.settled()
        assert one.sentence == says("file_of_others", path=path.name)
        one.app.open_path(path)
        await one.settled()
        assert one.store.replica.position.address is None

    on_console(home, test)


def test_joining_again_keeps_every_row(home, backend, tmp_path):
    dialogue, codes = backend.create()
    more = backend.more_codes(dialogue)

    async def test(one: Console) -> None:
        await one.join(backend.url, codes["lead"])
        one.app.start.fill("sample")
        await one.synced()
        notes.add_note(one.store, "Bleibt stehen.", column=one.store.state.board_columns()[0].id)
        await one.synced()
        path = one.store.path
        # Who leads and joins for less is refused: an id of a device is no secret.
        await one.join(backend.url, more["lead"])
        assert one.store.path == path
        await one.synced()
        assert [note.text.text for note in one.store.state.board_notes()] == ["Bleibt stehen."]
        assert len(one.store.state.participants) == 84
        async with console(tmp_path / "second") as other:
            await other.join(backend.url, codes["cohost"], "Toni")
            await other.synced()
            path = other.store.path
            await other.join(backend.url, more["notetaker"])
            assert other.store.path == path
            await other.until(lambda: other.store.identity.role == "notetaker")
            await other.synced()
            shown = [note.text.text for note in other.store.state.board_notes()]
            assert shown == ["Bleibt stehen."]

    on_console(home, test)


def test_name_and_address_are_there_the_next_time_and_the_used_code_is_not(home, backend):
    _, codes = backend.create()

    async def first(one: Console) -> None:
        await one.join(backend.url, codes["lead"], "Lea Leitung")
        form = one.app.start_view.join_form
        assert (form.text("name"), form.text("code")) == ("Lea Leitung", "")

    async def second(one: Console) -> None:
        form = one.app.start_view.join_form
        assert (form.text("name"), form.text("address")) == ("Lea Leitung", backend.url)

    on_console(home, first)
    on_console(home, second)


def test_enter_pressed_twice_joins_once(home, backend):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        form = one.app.start_view.join_form
        one.app.show_start()
        one.app.start_view.open_form("join")
        form.fill(address=backend.url, code=codes["lead"], name="Lea Leitung")
        form.fields["name"].submitted.emit("Lea Leitung")
        form.button.click()
        await one.settled()
        card = one.app.start_view.server_card
        card.go.click()
        one.app.join(JoinWish(backend.url, codes["lead"], "Lea Leitung"))
        card.go.click()
        await one.settled()
        assert one.app.start_view.fill_choice.isVisible()
        assert one.store.identity.role == "lead"

    on_console(home, test)


def test_while_it_connects_the_button_says_so(home):
    address = address_of_nobody()
    seen: list[str] = []

    async def test(one: Console) -> None:
        form = one.app.start_view.join_form
        one.app.start.waiting.connect(lambda _: seen.append(form.button.text()))
        await one.join(address, NOBODYS)

    on_console(home, test)
    assert seen == [WORDS("start.joining", address=address), WORDS("start.join_go")]


# what may stand in the way


def nothing_was_left(one: Console) -> None:
    assert one.files() == []
    assert not (one.paths.config / "credentials.json").exists()
    assert one.app.session is None


def test_a_wrong_a_used_and_an_expired_code_have_their_sentence(home, backend, tmp_path):
    _, codes = backend.create()
    now = backend.backend.real.wall_ms()

    async def test(lead: Console) -> None:
        await lead.join(backend.url, codes["lead"])
        lead.app.start.fill("template")
        await lead.synced()
        async with console(tmp_path / "second") as other:
            await other.join(backend.url, NOBODYS)
            assert other.sentence == says("wrong_code")
            await other.join(backend.url, codes["lead"])
            assert other.sentence == says("wrong_code")
            backend.backend.moment = lambda _: Moment(dialogue=now, real=now + DAY)
            await other.join(backend.url, codes["notetaker"])
            assert other.sentence == says("wrong_code")
            nothing_was_left(other)

    on_console(home, test)


def test_a_code_of_a_dialogue_without_a_lead_stays_good(home, backend):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        await one.join(backend.url, codes["notetaker"])
        assert one.sentence == says("not_open_yet")
        nothing_was_left(one)

    on_console(home, test)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://stadt.invalid", "start.failed.unknown_host"),
        ("stadt und land", "errors.address_invalid"),
        ("http://stadt.invalid", "errors.address_insecure"),
    ],
)
def test_an_address_that_leads_nowhere_has_its_sentence(home, address, code):
    async def test(one: Console) -> None:
        await one.join(address, NOBODYS)
        assert one.sentence == WORDS(code)
        nothing_was_left(one)

    on_console(home, test)


def test_a_refused_connection_has_its_sentence(home):
    async def test(one: Console) -> None:
        await one.join(address_of_nobody(), NOBODYS)
        assert one.sentence == failed("refused")
        nothing_was_left(one)

    on_console(home, test)


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (HTML, "text/html", "web_page"),
        (b'{"willkommen": 1}', "application/json", "not_a_backend"),
        (hello(2, 3), "application/json", "server_newer"),
        (hello(0, 0), "application/json", "server_older"),
    ],
)
def test_another_server_is_recognised(home, body, kind, code):
    async def test(one: Console) -> None:
        await one.join(address, NOBODYS)
        assert one.sentence == failed(code)
        nothing_was_left(one)

    with serving(body, kind) as address:
        on_console(home, test)


def test_a_certificate_that_nobody_vouches_for_has_its_sentence(home):
    async def test(one: Console) -> None:
        await one.join(address, NOBODYS)
        assert one.sentence == failed("tls_untrusted")
        nothing_was_left(one)

    with serving(hello(1, 1), "application/json", encrypted=True) as address:
        on_console(home, test)


def test_a_place_that_cannot_be_kept_has_its_sentence_and_no_file(home, backend, monkeypatch):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        (one.paths.config / "credentials.json").write_text("{")
        await one.join(backend.url, codes["lead"])
        place = str(one.paths.config / "credentials.json")
        assert one.sentence == says("credentials_unreadable", path=place)
        assert one.files() == []

    on_console(home, test)


def test_an_error_that_nobody_thought_of_is_told_and_logged_without_its_words(
    home, monkeypatch, caplog
):
    async def test(one: Console) -> None:
        def fail(*_: object) -> None:
            raise ZeroDivisionError("Frau Klein")

        monkeypatch.setattr(one.app.opener, "sample", fail)
        one.app.open_sample()
        await one.settled()
        await one.until(lambda: one.sentence)
        assert one.sentence == WORDS("errors.unexpected", path=str(one.paths.logs))

    on_console(home, test)


def test_a_token_is_in_no_dialogue_file(home, backend):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        await one.join(backend.url, codes["lead"])
        one.app.start.fill("template")
        await one.synced()

    on_console(home, test)
    kept = json.loads((home / "config" / "credentials.json").read_text())
    (path,) = (home / "data").glob("*.dialogpult")
    assert kept[0]["token"]
    assert kept[0]["token"].encode() not in path.read_bytes()
    assert (home / "config" / "credentials.json").stat().st_mode & 0o077 == 0


def test_a_file_that_somebody_sent_connects_nowhere(home, backend, tmp_path):
    _, codes = backend.create()

    async def sender(one: Console) -> None:
        await one.join(backend.url, codes["lead"])
        one.app.start.fill("template")
        await one.synced()

    async def receiver(one: Console) -> None:
        one.app.open_path(path)
        await one.settled()
        assert one.session.sync.status.state in {"local_only", "reconnect_needed"}
        assert one.app.place is not None

    on_console(home, sender)
    (path,) = (home / "data").glob("*.dialogpult")
    backend.stop()
    backend.stop = lambda: None  # type: ignore[method-assign]
    on_console(tmp_path / "other", receiver)


def test_a_code_stays_good_until_its_place_is_kept(home, backend):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        kept = one.paths.config / "credentials.json"
        kept.write_text("{")
        await one.join(backend.url, codes["lead"])
        assert one.sentence == says("credentials_unreadable", path=str(kept))
        kept.unlink()
        await one.join(backend.url, codes["lead"])
        assert one.app.session is not None

    on_console(home, test)


@pytest.mark.parametrize(
    "said", [{"dialogue": "../elsewhere"}, {"dialogue": "d"}, {"nonce": "zz"}, {"member": ""}]
)
def test_a_backend_names_no_path_on_this_device(home, said):
    place = {
        "member": ID,
        "role": "lead",
        "dialogue": ID,
        "nonce": "5d" * 16,
        "expires_at": 1,
        **json.loads(hello(1, 1)),
        **said,
    }

    async def test(one: Console) -> None:
        await one.join(address, NOBODYS)
        assert one.sentence == failed("not_a_backend")
        nothing_was_left(one)
        assert list(home.rglob("elsewhere*")) == []

    with serving(json.dumps(place).encode(), "application/json") as address:
        on_console(home, test)
