"""A link that the system hands over: it is read, and who answers is asked about."""

from __future__ import annotations

import pytest

from console.app.launch import Wish
from console.domain.join_link import JoinLink, compose
from console.domain.key_print import spoken
from tests.app.consoles import WORDS, Console, on_console
from tests.sync.tls_servers import Shown, city

SECRET = "K7MQ2XPA"


@pytest.fixture
def shown() -> Shown:
    return Shown()


def known_as_kim(one: Console) -> None:
    one.app.preferences.keep_member("Kim Beispiel", "")
    one.app.start.name = "Kim Beispiel"


def test_who_answers_is_shown_and_nothing_is_sent_before_somebody_says_so(home, shown, tmp_path):
    async def test(one: Console) -> None:
        known_as_kim(one)
        link = compose(JoinLink(origin=server.url, secret=SECRET, pin=shown.pin))
        one.app.begin(Wish(link=f"  {link} "))
        await one.settled()
        assert one.is_asked
        assert one.app.start_view.server_card._key._print.text() == spoken(shown.pin)
        one.app.start_view.server_card.back.click()
        await one.settled()
        assert not (one.paths.config / "joining.json").exists()

    with city(shown.context(tmp_path)) as server:
        on_console(home, test)
        (received,) = server.stop()
    assert received.startswith(b"GET /v1/hello")
    assert SECRET.encode() not in received


def test_whoever_was_never_here_is_asked_for_a_name_first(home, shown, tmp_path):
    async def test(one: Console) -> None:
        link = compose(JoinLink(origin=server.url, secret=SECRET, pin=shown.pin))
        one.app.begin(Wish(link=link))
        await one.settled()
        form = one.app.start_view.join_form
        assert form.isVisible()
        assert (form.text("address"), form.text("code")) == (server.url, SECRET)
        assert form.recognised.isVisible()
        form.fill(name="Kim Beispiel")
        form.button.click()
        await one.settled()
        assert one.is_asked

    with city(shown.context(tmp_path)) as server:
        on_console(home, test)


def test_a_link_that_was_cut_is_said_to_be_cut(home):
    async def test(one: Console) -> None:
        known_as_kim(one)
        one.app.begin(Wish(link="dialogpult://join?o=https://stadt"))
        await one.settled()
        field = one.app.start_view.join_form.fields["address"]
        assert field._error.text() == WORDS("start.link_cut")
        assert not one.is_asked

    on_console(home, test)
