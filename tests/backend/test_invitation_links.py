"""Links for the team's mail, and the texts for all groups at once."""

import io
import json
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from city_backend.about import About
from city_backend.administration import looking, within
from city_backend.cli import main
from city_backend.clock_system import SystemClock
from city_backend.driver import Where
from city_backend.links import holds_until
from city_backend.places import data_folder
from city_backend.tls import pin_of_file
from city_backend.tls_own import OwnCertificate
from console.domain.errors import KnownFailure
from console.domain.join_link import parse
from tests.backend.running import Person, Running, running

Capture = pytest.CaptureFixture[str]
ADDRESS = "https://dialog.stadt.example"
PIN = "0123456789abcdef" * 4
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")


@pytest.fixture
def database(where: Where) -> list[str]:
    return ["--database", str(where)]


@pytest.fixture
def dialogue(capsys: Capture, database: list[str]) -> str:
    """The sample, with groups."""
    arguments = ["create", "--title", "Probe", "--sample", "--json", *database]
    assert main(arguments) == 0
    return str(json.loads(capsys.readouterr().out)["dialogue"])


def invited(capsys: Capture, dialogue: str, *more: str) -> Any:
    arguments = ["--dialogue", dialogue, "--role", "notetaker", "--address", ADDRESS, *more]
    assert main(["invite", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_link_brings_one_device_in_once(
    capsys: Capture, where: Where, database: list[str], dialogue: str
) -> None:
    made = invited(capsys, dialogue, "--link", "--groups", "2", *database)
    link = parse(made["link"])
    assert link is not None
    assert (link.origin, link.pin) == (ADDRESS, None)
    assert len(set(link.secret)) > 8
    assert len(link.secret) * 5 >= 128
    with running(where) as backend, Person(backend.url) as first, Person(backend.url) as second:
        first.pair(link.secret)
        assert len(first.place["groups"]) == 2
        assert first.place["role"] == "notetaker"
        refused = second.ask_to_pair(link.secret)
        wrong = second.ask_to_pair("2" * 26)
    assert (refused.status_code, refused.json()) == (wrong.status_code, wrong.json())
    assert refused.json()["code"] == "wrong_code"


def test_a_link_that_is_over_answers_as_a_wrong_one(
    capsys: Capture, where: Where, database: list[str], dialogue: str
) -> None:
    link = parse(invited(capsys, dialogue, "--link", *database)["link"])
    assert link is not None
    within(
        where,
        lambda one: one.db.execute("UPDATE pairing SET expires_at = ?", [one.now_ms() - 1]),
    )
    with running(where) as backend, Person(backend.url) as late:
        over, wrong = late.ask_to_pair(link.secret), late.ask_to_pair("2" * 26)
    assert (over.status_code, over.json()) == (wrong.status_code, wrong.json())


def test_a_link_holds_as_long_as_it_says(
    capsys: Capture, where: Where, database: list[str], dialogue: str
) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="minutes")
    said = invited(capsys, dialogue, "--until", tomorrow, *database)
    assert said["until"] == at(tomorrow)
    ends = looking(
        where, lambda one: one.db.execute("SELECT max(expires_at) FROM pairing").fetchone()
    )
    assert ends[0] == said["until"]


def test_the_key_of_a_certificate_of_our_own_is_in_the_link(
    capsys: Capture, database: list[str], dialogue: str
) -> None:
    spaced = ":".join(PIN[at : at + 2] for at in range(0, 64, 2)).upper()
    made = invited(capsys, dialogue, "--link", "--pin", spaced, *database)
    assert made["link"].endswith(f"&k={PIN}")


def test_the_address_may_stand_in_the_surroundings(
    capsys: Capture, database: list[str], dialogue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIALOGPULT_ADDRESS", "https://City.example:8443/")
    arguments = ["--dialogue", dialogue, "--role", "observer", "--link", *database]
    assert main(["invite", *arguments]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("Link für Beobachtung, gültig bis ")
    assert said[1].startswith("dialogpult://join?o=https://city.example:8443&c=")
    assert said[2] == "Adresse: https://city.example:8443"


def test_every_group_gets_a_text_with_a_link_of_its_own(
    capsys: Capture, where: Where, database: list[str], dialogue: str
) -> None:
    arguments = ["--dialogue", dialogue, "--role", "notetaker", "--all-groups"]
    assert main(["invite", *arguments, "--address", ADDRESS, *database]) == 0
    texts = capsys.readouterr().out.split("—" * 40)
    assert len(texts) == 5
    secrets: list[str] = []
    for number, text in enumerate(texts, 1):
        link = parse(text)
        assert link is not None
        secrets.append(link.secret)
        assert f"Protokoll, Gruppe {number}" in text
        assert "„Probe“" in text
        assert "18:00 bis 20:15 Uhr" in text
        assert ADDRESS in text
    assert len(set(secrets)) == 5
    with running(where) as backend, Person(backend.url) as fourth, Person(backend.url) as fifth:
        groups = [set(fourth.pair(secrets[3]).place["groups"])]
        groups.append(set(fifth.pair(secrets[4]).place["groups"]))
    assert [len(one) for one in groups] == [2, 2]
    assert not groups[0] & groups[1]


def test_a_second_lead_is_asked_about(
    capsys: Capture, where: Where, database: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(where) as backend:
        made, codes = backend.create("Dortmund")
        arguments = ["invite", "--dialogue", made, "--role", "lead", *database]
        assert main(arguments) == 0, "nobody leads yet"
        capsys.readouterr()
        with Person(backend.url, "Lea Leitung") as lead:
            lead.pair(codes["lead"])
        for typed, expected in (("no\n", 1), ("", 1), ("Dortmund\n", 0)):
            monkeypatch.setattr("sys.stdin", io.StringIO(typed))
            assert main(arguments) == expected
            said = capsys.readouterr()
            assert "Lea Leitung" in said.err
            assert bool(said.out) == (expected == 0)
        assert main([*arguments, "--yes"]) == 0


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--link"], "--address"),
        (["--link", "--address", ADDRESS, "--until", "2020-01-01T10:00"], "2020-01-01 10:00"),
        (["--link", "--address", ADDRESS, "--until", "2999-01-01"], "31 Tage"),
        (["--all-groups", "--address", ADDRESS], "keine Gruppen"),
        (["--link", "--address", ADDRESS, "--groups", "7"], "Gruppe 7"),
    ],
)
def test_a_link_that_cannot_be_made_is_said_in_a_sentence(
    more: list[str], sentence: str, capsys: Capture, backend: Running
) -> None:
    made, _ = backend.create("Leer")
    database = ["--database", str(backend.database)]
    assert main(["invite", "--dialogue", made, "--role", "notetaker", *more, *database]) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert said.out == ""


@pytest.mark.parametrize(
    "more",
    [
        ["--until", "25:00"],
        ["--until", "tomorrow"],
        ["--address", "http://dialog.stadt.example"],
        ["--address", "dialog.stadt.example"],
        ["--pin", "abc"],
        ["--groups", "1", "--all-groups"],
    ],
)
def test_a_wrong_wish_for_a_link_is_wrong_usage(more: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["invite", "--dialogue", "x", "--role", "notetaker", *more])
    assert refused.value.code == 2


def at(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


NOW = at("2026-10-20T16:00+02:00")
KNOWN = About(dialogue="x", title="T", zone="Europe/Berlin", starts_at=at("2026-11-03T18:00+01:00"))


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (datetime(2026, 10, 20, 21, 30, tzinfo=BERLIN).time(), "2026-10-20T21:30+02:00"),
        (datetime(2026, 10, 26, tzinfo=UTC).date(), "2026-10-26T23:59+01:00"),
        (datetime(2026, 10, 26, 9, 30), "2026-10-26T09:30+01:00"),  # noqa: DTZ001
        (datetime(2026, 10, 26, 9, 30, tzinfo=UTC), "2026-10-26T10:30+01:00"),
        (None, "2026-11-03T23:59+01:00"),
    ],
)
def test_times_are_read_where_the_dialogue_is(wish: Any, expected: str) -> None:
    assert holds_until(wish, KNOWN, NOW) == at(expected)


@pytest.mark.parametrize("starts", [None, at("2026-10-01T18:00+02:00"), at("2027-06-01T18:00Z")])
def test_without_a_near_day_a_link_ends_with_today(starts: int | None) -> None:
    known = About(dialogue="x", title="T", zone="Europe/Berlin", starts_at=starts)
    assert holds_until(None, known, NOW) == at("2026-10-20T23:59+02:00")


@pytest.mark.parametrize("starts", [None, at("2026-10-20T18:00+02:00")])
@pytest.mark.parametrize("now", ["23:49:00", "23:55:00", "23:59:00", "23:59:59"])
def test_a_link_that_is_made_at_the_end_of_a_day_holds_to_the_end_of_the_next(
    starts: int | None, now: str
) -> None:
    known = About(dialogue="x", title="T", zone="Europe/Berlin", starts_at=starts)
    assert holds_until(None, known, at(f"2026-10-20T{now}+02:00")) == at("2026-10-21T23:59+02:00")
    assert holds_until(None, known, at("2026-10-20T23:48+02:00")) == at("2026-10-20T23:59+02:00")


def test_an_end_that_somebody_named_is_past_when_it_is() -> None:
    with pytest.raises(KnownFailure, match="until_past"):
        holds_until(time(23, 59), KNOWN, at("2026-10-20T23:59:30+02:00"))


def test_no_link_holds_longer_than_a_month() -> None:
    last = datetime.fromtimestamp(NOW / 1000, UTC) + timedelta(days=31)
    assert holds_until(last, KNOWN, NOW) == round(last.timestamp() * 1000)
    with pytest.raises(KnownFailure, match="until_far"):
        holds_until(last + timedelta(minutes=1), KNOWN, NOW)


def test_the_key_of_this_machines_own_certificate_can_be_named(
    capsys: Capture, database: list[str], dialogue: str
) -> None:
    arguments = ["--dialogue", dialogue, "--role", "observer", "--link", "--pin", "own"]
    assert main(["invite", *arguments, "--address", ADDRESS, *database]) == 1
    assert "certificate.pem" in capsys.readouterr().err
    files = OwnCertificate(data_folder() / "tls", ("dialog.stadt.example",), SystemClock()).files()
    made = invited(capsys, dialogue, "--link", "--pin", "own", *database)
    link = parse(made["link"])
    assert link is not None
    assert link.pin == pin_of_file(files.certificate)


def test_the_database_may_stand_in_the_surroundings(
    capsys: Capture, where: Where, dialogue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIALOGPULT_DATABASE", str(where))
    assert main(["list"]) == 0
    assert dialogue in capsys.readouterr().out
