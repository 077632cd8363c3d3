"""What the start page makes of what a person types."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from console.domain.join_link import JoinLink, compose
from console.sync.failure import RequestFailed
from console.sync.greeting import Greeting
from console.viewmodels.joining import JoinWish, Pasted
from console.viewmodels.start import NewDialogue, NewForm, Refused, StartViewModel
from console.words import Words

WORDS = Words("de")
FORM = NewForm(title="Bürger*innen  am Fluss ", city=" Köln", date="12.05.2027")


@pytest.fixture
def start(qapp) -> StartViewModel:
    return StartViewModel(WORDS, "12.05.2027")


def made(start: StartViewModel, form: NewForm) -> NewDialogue:
    found: list[NewDialogue] = []
    start.new_wanted.connect(found.append)
    start.create(form)
    (one,) = found
    return one


def ms(*parts: int, zone: str = "Europe/Berlin") -> int:
    return round(datetime(*parts, tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def test_the_form_becomes_a_dialogue_in_its_zone(start):
    assert made(start, FORM) == NewDialogue(
        title="Bürger*innen am Fluss",
        city="Köln",
        starts_at=ms(2027, 5, 12, 18, 0),
        ends_at=ms(2027, 5, 12, 20, 15),
        zone="Europe/Berlin",
        groups=5,
    )


def test_another_zone_is_another_instant(start):
    other = made(start, replace(FORM, zone="America/New_York"))
    assert other.starts_at == ms(2027, 5, 12, 18, 0, zone="America/New_York")


def test_an_end_after_midnight_is_on_the_next_day(start):
    late = made(start, replace(FORM, start="22:30", end="00:30"))
    assert late.ends_at == ms(2027, 5, 13, 0, 30)


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("title", "   ", "title_empty"),
        ("date", "31.02.2027", "date_invalid"),
        ("date", "morgen", "date_invalid"),
        ("start", "24:10", "time_invalid"),
        ("end", "abends", "time_invalid"),
        ("zone", "Europe/Dortmund", "zone_unknown"),
        ("zone", "../etc", "zone_unknown"),
        ("zone", "", "zone_unknown"),
        ("groups", "1", "groups_out_of_range"),
        ("groups", "13", "groups_out_of_range"),
        ("groups", "fünf", "groups_out_of_range"),
        ("groups", "", "groups_out_of_range"),
    ],
)
def test_a_field_that_is_wrong_is_named_with_its_sentence(start, qtbot, field, text, code):
    with qtbot.assertNotEmitted(start.new_wanted), pytest.raises(Refused) as refused:
        start.create(replace(FORM, **{field: text}))
    assert refused.value.field == field
    sentence = WORDS.error(code, {"text": text, "least": 2, "most": 12})
    assert refused.value.sentence == sentence


SEEN = Greeting(origin="https://stadt.example", name="Stadt Musterfurt", key="ab" * 32)


def test_a_code_is_read_as_people_write_it(start, qtbot):
    with qtbot.waitSignal(start.look_wanted) as said:
        start.join(" https://stadt.example ", "ab12 cd34\n", " Kim ")
    assert said.args == [JoinWish("https://stadt.example", "AB12CD34", "Kim")]
    assert (start.name, start.address) == ("Kim", "https://stadt.example")


def test_a_code_is_sent_only_after_somebody_looked_who_answers(start, qtbot):
    wish = JoinWish("stadt.example", "AB12CD34", "Kim")
    with qtbot.assertNotEmitted(start.join_wanted):
        start.join(wish.address, wish.code, wish.name)
        start.go_on()
        with qtbot.waitSignal(start.met) as met:
            start.meet(wish, SEEN)
    (shown,) = met.args
    assert (shown.name, shown.address) == ("Stadt Musterfurt", "https://stadt.example")
    assert shown.key == "VOV2 XK5L VOV2 XK5L VOV2"
    with qtbot.waitSignal(start.join_wanted) as said:
        start.go_on()
    assert said.args == [JoinWish("https://stadt.example", "AB12CD34", "Kim")]
    with qtbot.assertNotEmitted(start.join_wanted):
        start.go_on()


def test_whoever_steps_back_sends_nothing(start, qtbot):
    start.meet(JoinWish("stadt.example", "AB12CD34", "Kim"), SEEN)
    start.step_back()
    with qtbot.assertNotEmitted(start.join_wanted):
        start.go_on()


def test_the_key_that_answered_is_the_one_that_is_joined(start, qtbot):
    typed = JoinWish("stadt.example", "AB12CD34", "Kim", pin="VOV2XK5LVOV2XK5LVOV2")
    start.meet(typed, msgspec.structs.replace(SEEN, pin=SEEN.key))
    with qtbot.waitSignal(start.join_wanted) as said:
        start.go_on()
    assert said.args[0].pin == SEEN.key


@pytest.mark.parametrize(
    ("seen", "word"),
    [
        (SEEN, "trust_system"),
        (Greeting(origin="https://a.example", key="ab" * 32, pin="ab" * 32), "trust_pin"),
        (Greeting(origin="http://127.0.0.1:8720"), "trust_here"),
    ],
)
def test_it_is_said_who_vouches_for_the_backend(start, qtbot, seen, word):
    with qtbot.waitSignal(start.met) as met:
        start.meet(JoinWish("a.example", "AB12CD34", "Kim"), seen)
    assert met.args[0].trust == WORDS(f"start.server.{word}")


def test_a_file_that_is_brought_along_goes_with_the_wish(start, qtbot):
    path = Path("/tmp/abend.dialogpult")
    with qtbot.waitSignal(start.look_wanted) as said:
        start.join("https://stadt.example", "AB12CD34", "Kim", path=path)
    assert said.args[0].path == path


LINK = JoinLink(
    origin="https://stadt.example:8720", secret="ABCDEFGHJKLMNPQRSTUVWXYZ23", pin="ab" * 32
)


def test_a_pasted_mail_is_an_invitation(start, qtbot):
    said = start.read_link(f"Guten Tag,  hier ist der Link: {compose(LINK)}  Viele Grüße")
    assert said == Pasted(LINK.origin, LINK.secret, "VOV2 XK5L VOV2 XK5L VOV2")
    with qtbot.waitSignal(start.look_wanted) as wish:
        start.join(said.address, said.code, "Kim", said.key)
    # All of the key counts, not only what is shown of it.
    assert wish.args == [JoinWish(LINK.origin, LINK.secret, "Kim", pin="ab" * 32)]


def test_another_key_that_was_typed_is_not_the_links(start, qtbot):
    start.read_link(compose(LINK))
    with qtbot.waitSignal(start.look_wanted) as wish:
        start.join(LINK.origin, LINK.secret, "Kim", "aaaa bbbb cccc dddd eeee")
    assert wish.args[0].pin == "AAAABBBBCCCCDDDDEEEE"


@pytest.mark.parametrize(
    ("given", "field"),
    [((" ", "AB12CD34", "Kim"), "address"), (("https://a", " ", "Kim"), "code"),
     (("https://a", "AB12CD3", "Kim"), "code"), (("https://a", "AB12CD345", "Kim"), "code"),
     (("dialogpult://join?o=https://a.exam", "AB12CD34", "Kim"), "address"),
     (("https://a", "AB12CD34", "Kim", "VOV2 XK5L"), "key"),
     (("https://a", "AB12CD34", " "), "name")],
)  # fmt: skip
def test_nothing_is_sent_while_something_is_missing(start, qtbot, given, field):
    with qtbot.assertNotEmitted(start.look_wanted), pytest.raises(Refused) as refused:
        start.join(*given)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("failure", "key"),
    [
        (RequestFailed("tls_untrusted"), "start.failed.tls_untrusted"),
        (RequestFailed("wrong_key"), "start.failed.wrong_key"),
        (RequestFailed("tls_wrong_name"), "start.failed.tls_wrong_name"),
        (RequestFailed("tls_not_spoken"), "start.failed.tls_not_spoken"),
        (RequestFailed("not_a_backend", web_page=True), "start.failed.web_page"),
        (RequestFailed("not_a_backend", web_page=False), "start.failed.not_a_backend"),
        (RequestFailed("protocol_version", server="newer"), "start.failed.server_newer"),
        (RequestFailed("protocol_version", server="older"), "start.failed.server_older"),
        (RequestFailed("proxy_refused"), "start.failed.proxy_refused"),
        (RequestFailed("proxy_invalid"), "start.failed.proxy_invalid"),
        (RequestFailed("busy"), "start.failed.busy"),
        (RequestFailed("wrong_code"), "errors.wrong_code"),
        (RequestFailed("too_many_attempts", status=429), "errors.too_many_attempts"),
        (RequestFailed("pairing_closed", status=429), "errors.pairing_closed"),
        (RequestFailed("not_open_yet"), "errors.not_open_yet"),
    ],
)
def test_what_stands_in_the_way_of_joining_has_its_sentence(start, qtbot, failure, key):
    helps = failure.code in ("tls_untrusted", "wrong_key")
    asked: list[object] = []
    start.key_wanted.connect(lambda: asked.append(failure))
    with qtbot.waitSignal(start.failed) as said:
        start.tell(failure)
    assert said.args == [WORDS(key)]
    assert bool(asked) is helps


def test_a_date_that_may_be_wrong_is_named(start, qtbot):
    with qtbot.waitSignal(start.failed) as said:
        start.tell(RequestFailed("tls_expired"))
    assert "12.05.2027" in said.args[0]
