"""The link of an invitation: one form, read out of whatever it was pasted with."""

import pytest

from console.domain.join_link import JoinLink, compose, parse, plain_origin

SECRET = "ABCDEFGHJKLMNPQRSTUVWXYZ23"
PIN = "0123456789abcdef" * 4
LINK = JoinLink(origin="https://dialog.stadt.example:8720", secret=SECRET, pin=PIN)


def test_the_form_is_the_one_that_was_agreed() -> None:
    assert compose(LINK) == (
        f"dialogpult://join?o=https://dialog.stadt.example:8720&c={SECRET}&k={PIN}"
    )


def test_a_key_is_named_only_where_there_is_one() -> None:
    without = JoinLink(origin="https://dialog.stadt.example", secret=SECRET)
    assert compose(without) == f"dialogpult://join?o=https://dialog.stadt.example&c={SECRET}"
    assert parse(compose(without)) == without


@pytest.mark.parametrize(
    "text",
    [
        compose(LINK),
        f"Guten Tag,\nhier ist der Link: <{compose(LINK)}>\nViele Grüße",
        f"  {compose(LINK)}\r\n",
        compose(LINK).replace("&", "&amp;"),
        compose(LINK).replace("https://", "https%3A%2F%2F").replace(":8720", "%3a8720"),
        compose(LINK).replace("dialogpult://join?", "DIALOGPULT://Join/?"),
        compose(LINK) + "&later=1#part",
        compose(LINK).replace(PIN, PIN.upper()),
        f'<a href="{compose(LINK)}">Beitreten</a>',
    ],
)
def test_a_link_is_found_in_what_people_paste(text: str) -> None:
    assert parse(text) == LINK


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ABCD2345",
        "https://dialog.stadt.example",
        "dialogpult://join",
        f"dialogpult://join?c={SECRET}",
        "dialogpult://join?o=https://dialog.stadt.example",
        "dialogpult://join?o=https://dialog.stadt.example&c=short",
        f"dialogpult://join?o=https://dialog.stadt.example&c={SECRET}&k={PIN[:-1]}",
        f"dialogpult://join?o=https://a.example&o=https://b.example&c={SECRET}",
        f"dialogpult://join?o=https://dialog.stadt.example&c={SECRET}&c={SECRET}",
        f"dialogpult://join?o=http://dialog.stadt.example&c={SECRET}",
        f"dialogpult://join?o=javascript:alert&c={SECRET}",
        f"dialogpult://leave?o=https://dialog.stadt.example&c={SECRET}",
    ],
)
def test_half_a_link_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://Stadt.example/", "https://stadt.example"),
        (" https://stadt.example:443 ", "https://stadt.example:443"),
        ("http://127.0.0.1:8720", "http://127.0.0.1:8720"),
        ("http://localhost:1", "http://localhost:1"),
        ("https://[2001:db8::1]:8720", "https://[2001:db8::1]:8720"),
        ("http://192.0.2.7:8720", None),
        ("https://stadt.example/dialog", None),
        ("https://who@stadt.example", None),
        ("https://stadt.example:0", None),
        ("https://stadt.example:70000", None),
        ("stadt.example", None),
        ("https://", None),
    ],
)
def test_an_origin_is_scheme_host_and_port(text: str, origin: str | None) -> None:
    assert plain_origin(text) == origin


@pytest.mark.parametrize(
    "link",
    [
        JoinLink(origin="https://stadt.example/path", secret=SECRET),
        JoinLink(origin="https://stadt.example", secret="a&k=b"),
        JoinLink(origin="https://stadt.example", secret=SECRET, pin="zz"),
    ],
)
def test_what_nobody_could_read_is_not_composed(link: JoinLink) -> None:
    with pytest.raises(ValueError, match="stadt"):
        compose(link)
