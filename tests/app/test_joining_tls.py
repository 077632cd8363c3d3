"""Joining a city backend that encrypts, and meeting it again: by its key, or by who vouches."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QFileDialog

from city_backend.server import Server, address_of, listen
from city_backend.tls import Files, Presented
from console.commands import notes
from console.domain.join_link import JoinLink, compose
from console.domain.key_print import spoken
from console.views.shell.history_part import HistoryPart
from tests.app.consoles import WORDS, Console, console, on_console
from tests.backend.running import Running
from tests.sync.tls_servers import HELLO, Shown, city, says

CITY = "Stadt Musterfurt"


class Encrypted(Running):
    """A backend in a thread of this process that shows a certificate."""

    def __init__(self, folder: Path, shown: Shown, port: int = 0) -> None:
        super().__init__(folder / "city.sqlite3")
        if port:
            self._listening.close()
            self._listening = listen("127.0.0.1", port)
            self.url = address_of(self._listening)
        self._folder = folder
        self._pair = Files(certificate=folder / "chain.pem", key=folder / "key.pem")
        self.show(shown)
        self.presented = Presented(lambda: self._pair)
        ready = self._ready.set
        self.server = Server(self.backend, "127.0.0.1", ready, name=CITY, presented=self.presented)
        self.url = self.url.replace("http:", "https:")

    def show(self, shown: Shown) -> None:
        """Lay another certificate where the old one was."""
        shown.context(self._folder)
        both = self._folder / f"{shown.certificate.serial_number}.pem"
        self._pair.certificate.write_bytes(shown.pem)
        self._pair.key.write_bytes(both.read_bytes())


@contextmanager
def encrypted(folder: Path, shown: Shown) -> Iterator[Encrypted]:
    folder.mkdir(exist_ok=True)
    one = Encrypted(folder, shown)
    one.start()
    try:
        yield one
    finally:
        one.stop()


@asynccontextmanager
async def while_it_serves(folder: Path, shown: Shown, port: int = 0) -> AsyncIterator[Encrypted]:
    """To begin and end beside a console on the same loop, which hears it go."""
    one = Encrypted(folder, shown, port)
    one.start()
    try:
        yield one
    finally:
        await asyncio.to_thread(one.stop)


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def backend(tmp_path: Path, shown: Shown) -> Iterator[Encrypted]:
    with encrypted(tmp_path / "city", shown) as one:
        yield one


def failed(name: str, **parameters: object) -> str:
    return WORDS(f"start.failed.{name}", **parameters)


def kept(home: Path) -> list[dict[str, str]]:
    return json.loads((home / "config" / "credentials.json").read_text())


def nothing_was_left(one: Console) -> None:
    assert one.files() == []
    assert not (one.paths.config / "credentials.json").exists()


async def begin(one: Console) -> None:
    one.app.start.fill("template")
    await one.synced()


def test_a_link_with_the_key_joins_and_keeps_it(home, backend, shown):
    _, codes = backend.create()
    link = compose(JoinLink(origin=backend.url, secret=codes["lead"], pin=shown.pin))

    async def test(one: Console) -> None:
        form = one.app.start_view.join_form
        one.app.show_start()
        one.app.start_view.open_form("join")
        form.fields["address"].edit.setText(f"Hier der Link: {link}")
        form.fields["address"].edited.emit(f"Hier der Link: {link}")
        form.fill(name="Lea Leitung")
        form.button.click()
        await one.settled()
        card = one.app.start_view.server_card
        assert one.is_asked
        assert card._name.text() == CITY
        assert card._key._print.text() == spoken(shown.pin)
        card.go.click()
        await one.settled()
        await begin(one)

    on_console(home, test)
    (place,) = kept(home)
    assert (place["origin"], place["pin"]) == (backend.url, shown.pin)
    # The next start finds it again, by the same key.
    note: list[str] = []

    async def again(one: Console) -> None:
        (recent,) = one.app.preferences.read().recent
        one.app.open_path(Path(recent.path))
        await one.settled()
        await one.synced()
        note.append(
            notes.add_note(one.store, "Wieder da.", column=one.store.state.board_columns()[0].id)
        )
        await one.synced()

    on_console(home, again)
    assert note


def test_nothing_is_sent_before_somebody_says_that_it_is_the_right_one(home, shown, tmp_path):
    async def test(one: Console) -> None:
        await one.look(server.url, "ABCD2345", key=spoken(shown.pin))
        assert one.is_asked
        one.app.start_view.server_card.back.click()
        await one.settled()
        nothing_was_left(one)

    with city(shown.context(tmp_path)) as server:
        on_console(home, test)
        (received,) = server.stop()
    assert received.startswith(b"GET /v1/hello")
    assert b"ABCD2345" not in received
    assert b"Kim" not in received


def test_without_its_key_a_backend_that_vouches_for_itself_is_not_joined(home, shown, tmp_path):
    async def test(one: Console) -> None:
        await one.look(server.url, "ABCD2345")
        assert one.sentence == failed("tls_untrusted")
        assert one.app.start_view.join_form.fields["key"].isVisible()
        nothing_was_left(one)

    with city(shown.context(tmp_path)) as server:
        on_console(home, test)
        assert server.stop() == [b""]


def test_the_key_as_it_was_read_out_joins(home, backend, shown):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        await one.look(backend.url, codes["lead"], key=spoken(shown.pin).lower())
        assert one.is_asked
        one.app.start_view.server_card.go.click()
        await one.settled()
        await begin(one)

    on_console(home, test)
    assert kept(home)[0]["pin"] == shown.pin


def test_another_key_is_said_and_receives_nothing(home, shown, tmp_path):
    async def test(one: Console) -> None:
        await one.look(server.url, "ABCD2345", key=Shown().pin)
        assert one.sentence == failed("wrong_key")
        nothing_was_left(one)

    with city(shown.context(tmp_path)) as server:
        on_console(home, test)
        assert server.stop() == [b""]


def test_a_key_that_changes_while_somebody_reads_is_noticed(home, shown, tmp_path):
    async def test(one: Console) -> None:
        await one.look(server.url, "ABCD2345", key=shown.pin)
        server.context = Shown().context(tmp_path)
        one.app.start_view.server_card.go.click()
        await one.settled()
        assert one.sentence == failed("wrong_key")
        nothing_was_left(one)

    with city(shown.context(tmp_path)) as server:
        on_console(home, test)
        assert [raw[:13] for raw in server.stop()] == [b"GET /v1/hello", b""]


def test_a_key_that_was_learnt_need_not_be_typed_again(home, backend, shown):
    dialogue, codes = backend.create()
    more = backend.more_codes(dialogue)

    async def test(one: Console) -> None:
        await one.look(backend.url, codes["lead"], key=shown.pin)
        one.app.start_view.server_card.go.click()
        await one.settled()
        await begin(one)
        before = one.app.credentials.all()
        await one.join(backend.url, more["lead"])
        await one.synced()
        assert [place.token for place in one.app.credentials.all()] != [
            place.token for place in before
        ]

    on_console(home, test)


def test_a_renewed_certificate_keeps_consoles_and_another_key_does_not(home, backend, shown):
    _, codes = backend.create()

    async def test(one: Console) -> None:
        await one.look(backend.url, codes["lead"], key=shown.pin)
        one.app.start_view.server_card.go.click()
        await one.settled()
        await begin(one)
        path = one.store.path
        backend.show(Shown(shown.key, names=("neu.example",)))
        backend.presented.look_again()
        await one.app._to_start()
        one.app.open_path(path)
        await one.settled()
        await one.synced()
        backend.show(Shown())
        backend.presented.look_again()
        await one.app._to_start()
        one.app.open_path(path)
        await one.settled()
        await one.until(lambda: one.session.sync.status.reason == "wrong_key")
        assert one.session.sync.long_text == WORDS("errors.wrong_key")
        column = one.store.state.board_columns()[0].id
        notes.add_note(one.store, "Bleibt hier.", column=column)
        assert one.store.pending_count == 1
        # The right one is back, and so is everything else.
        backend.show(shown)
        backend.presented.look_again()
        one.session.sync_wanted.emit()
        await one.synced()

    on_console(home, test)


async def join_by_link(one: Console, backend: Encrypted, shown: Shown, code: str) -> None:
    await one.look(backend.url, code, key=shown.pin)
    one.app.start_view.server_card.go.click()
    await one.settled()


def test_a_key_that_changes_during_the_evening_is_said_with_the_way_on(home, shown, tmp_path):
    other = Shown()
    (tmp_path / "city").mkdir()

    async def test(one: Console) -> None:
        async with while_it_serves(tmp_path / "city", shown) as backend:
            dialogue, codes = backend.create()
            await join_by_link(one, backend, shown, codes["lead"])
            await begin(one)
            port = int(backend.url.rpartition(":")[2])
        path = one.store.path
        async with while_it_serves(tmp_path / "city", other, port) as backend:
            one.session.open_sync()
            one.session.sync_wanted.emit()
            await one.until(lambda: one.session.sync.status.reason == "wrong_key")
            sentence = WORDS("errors.wrong_key")
            assert "neuen Einladung" in sentence
            assert one.session.sync_sheet._sentence.text() == sentence
            assert one.window.frame.top_bar.sync_chip.toolTip() == sentence
            column = one.store.state.board_columns()[0].id
            note = notes.add_note(one.store, "Bleibt hier.", column=column)
            assert note is not None
            # The way on, as it is offered there.
            (part,) = one.session.sync_sheet.findChildren(HistoryPart)
            assert part.rejoin.isVisible()
            part.rejoin.click()
            await one.settled()
            assert one.app.start_view.join_form.fields["address"].text() == backend.url
            await join_by_link(one, backend, other, backend.more_codes(dialogue)["lead"])
            await one.synced()
            assert one.store.path == path
            assert note in one.store.state.notes

    on_console(home, test)


def test_a_city_with_its_own_authority_is_trusted_by_a_file(home, tmp_path):
    authority = Shown(names=("amt.example",), authority=True)
    file = tmp_path / "stadt-ca.pem"

    async def test(one: Console) -> None:
        _, codes = backend.create()
        one.around.settings.update(_with_file(str(file)))
        await one.look(backend.url, codes["lead"])
        assert one.sentence == WORDS("errors.certificate_file_missing", path=str(file))
        file.write_text("Kein Zertifikat")
        await one.look(backend.url, codes["lead"])
        assert one.sentence == WORDS("errors.certificate_file_invalid", path=str(file))
        file.write_bytes(authority.pem)
        await one.join(backend.url, codes["lead"])
        await begin(one)

    with encrypted(tmp_path / "city", Shown(by=authority)) as backend:
        on_console(home, test)
        assert kept(home)[0]["pin"] == ""
        file.unlink()

        async def later(one: Console) -> None:
            (recent,) = one.app.preferences.read().recent
            one.app.open_path(Path(recent.path))
            await one.settled()
            await one.until(lambda: one.session.sync.status.reason)
            sentence = WORDS("errors.certificate_file_missing", path=str(file))
            assert one.session.sync.long_text == sentence
            # What is written goes nowhere and is not lost.
            column = one.store.state.board_columns()[0].id
            notes.add_note(one.store, "Bleibt hier.", column=column)
            assert one.store.pending_count == 1

        on_console(home, later)


def _with_file(path: str):
    return lambda settings: msgspec.structs.replace(settings, certificate_file=path)


def test_a_lost_answer_is_asked_for_again_with_the_same_token(home, shown, tmp_path):
    """The code may be used by then: only who comes with the same token gets the place."""
    asked: list[str] = []

    def loses_answers(request: bytes) -> bytes:
        if b"/v1/pair" not in request:
            return says(HELLO)
        asked.append(json.loads(request.partition(b"\r\n\r\n")[2])["token_hash"])
        return b""

    async def test(one: Console) -> None:
        for _ in range(2):
            await one.look(server.url, "ABCD2345", key=shown.pin)
            one.app.start_view.server_card.go.click()
            await one.settled()
            assert one.sentence == failed("cut")
        await one.look(server.url, "WXYZ6789", key=shown.pin)
        one.app.start_view.server_card.go.click()
        await one.settled()

    with city(shown.context(tmp_path), loses_answers) as server:
        on_console(home, test)
    assert asked[0] == asked[1] != asked[2]


def test_a_second_console_joins_with_the_code_of_the_first(home, backend, shown, tmp_path):
    _, codes = backend.create()

    async def test(lead: Console) -> None:
        await lead.look(backend.url, codes["lead"], key=shown.pin)
        lead.app.start_view.server_card.go.click()
        await lead.settled()
        await begin(lead)
        made = await lead.app.place.link.administration.invite("notetaker")
        assert lead.app.place.link.administration.pin == shown.pin
        async with console(tmp_path / "second") as other:
            await other.look(backend.url, made.code, key=shown.pin)
            other.app.start_view.server_card.go.click()
            await other.settled()
            await other.synced()
            assert other.store.identity.role == "notetaker"

    on_console(home, test)


def file_dialog(one: Console) -> QFileDialog:
    one.app.start_view.join_form.certificate.click()
    [dialog] = one.app.start_view.findChildren(QFileDialog)
    return dialog


@pytest.mark.parametrize("form", ["pem", "der"])
def test_the_citys_certificate_file_is_chosen_where_joining_fails_for_want_of_it(
    home, tmp_path, form
):
    authority = Shown(names=("amt.example",), authority=True)
    file = tmp_path / "stadt-ca.crt"
    file.write_bytes(
        authority.pem if form == "pem" else ssl.PEM_cert_to_DER_cert(authority.pem.decode())
    )

    async def test(one: Console) -> None:
        _, codes = backend.create()
        button = one.app.start_view.join_form.certificate
        await one.look(backend.url, codes["lead"])
        assert one.sentence == failed("tls_untrusted")
        assert button.isVisible()
        dialog = file_dialog(one)
        dialog.fileSelected.emit(str(file))
        dialog.reject()
        await one.settled()
        assert one.is_asked
        card = one.app.start_view.server_card
        assert card._trust.text() == WORDS("start.server.trust_file")
        assert not (one.paths.config / "authorities.json").exists()
        card.go.click()
        await one.settled()
        await begin(one)

    async def later(one: Console) -> None:
        (recent,) = one.app.preferences.read().recent
        one.app.open_path(Path(recent.path))
        await one.settled()
        await one.synced()

    with encrypted(tmp_path / "city", Shown(by=authority)) as backend:
        on_console(home, test)
        assert kept(home)[0]["pin"] == ""
        # The stick is gone, and the console still knows who vouches.
        file.unlink()
        on_console(home, later)


def test_a_certificate_file_counts_for_its_own_address_alone(home, tmp_path):
    authority = Shown(names=("amt.example",), authority=True)
    file = tmp_path / "stadt-ca.pem"
    file.write_bytes(authority.pem)

    async def test(one: Console) -> None:
        one.app.start.trust(here.url, file)
        await one.look(elsewhere.url, "ABCD2345")
        assert one.sentence == failed("tls_untrusted")
        await one.look(here.url, "ABCD2345")
        assert one.is_asked

    signed = Shown(by=authority)
    with city(signed.context(tmp_path)) as here, city(signed.context(tmp_path)) as elsewhere:
        on_console(home, test)


@pytest.mark.parametrize(
    ("content", "code"), [("Kein Zertifikat", "invalid"), ("", "invalid"), (None, "missing")]
)
def test_a_file_that_holds_no_certificate_is_said_and_another_can_be_chosen(
    home, shown, tmp_path, content, code
):
    file = tmp_path / "falsch.pem"
    if content is not None:
        file.write_text(content)

    async def test(one: Console) -> None:
        await one.look(server.url, "ABCD2345")
        dialog = file_dialog(one)
        dialog.fileSelected.emit(str(file))
        dialog.reject()
        await one.settled()
        assert one.sentence == WORDS(f"errors.certificate_file_{code}", path=str(file))
        assert one.app.start_view.join_form.certificate.isVisible()
        nothing_was_left(one)

    with city(shown.context(tmp_path)) as server:
        on_console(home, test)
        assert server.stop() == [b""]
