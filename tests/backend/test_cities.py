"""Municipalities on one backend: whose a dialogue is, wherever it is said or carried."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from city_backend.administration import looking, within
from city_backend.cli import main
from city_backend.database import SCHEMA_VERSION
from city_backend.driver import Where
from console.domain.codec import chain_start
from tests.backend.operations import new_id
from tests.backend.postgres import Server
from tests.backend.running import Person, Running, running
from tests.backend.schema_v2 import POSTGRES, SQLITE

Capture = pytest.CaptureFixture[str]
ADDRESS = "https://dialog.example"
WHO_ENROLLED = "SELECT enrolled_by FROM device"


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")


@pytest.fixture
def database(where: Where) -> list[str]:
    return ["--database", str(where)]


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    """Another database, of every kind."""
    if request.param == "sqlite":
        (tmp_path / "other").mkdir()
        return tmp_path / "other" / "city.sqlite3"
    postgres: Server = request.getfixturevalue("postgres")
    return postgres.corner()


def made(capsys: Capture, database: list[str], title: str, *more: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["create", "--title", title, "--json", *more, *database]) == 0
    return json.loads(capsys.readouterr().out)


def listed(capsys: Capture, database: list[str], *more: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["list", "--json", *more, *database]) == 0
    return json.loads(capsys.readouterr().out)


def titles(found: list[dict[str, Any]]) -> list[str]:
    return [one["title"] for one in found]


def test_a_dialogue_is_listed_with_its_city_and_by_it(capsys: Capture, database: list[str]) -> None:
    assert made(capsys, database, "Erster", "--city", " Achstadt ")["city"] == "Achstadt"
    made(capsys, database, "Zweiter", "--city", "Achstadt")
    made(capsys, database, "Dritter", "--city", "Bedorf")
    assert made(capsys, database, "Ohne")["city"] is None
    every = listed(capsys, database)
    assert [one["city"] for one in every] == ["Achstadt", "Achstadt", "Bedorf", None]
    assert titles(listed(capsys, database, "--city", "Achstadt")) == ["Erster", "Zweiter"]
    assert main(["list", "--city", "Bedorf", *database]) == 0
    said = capsys.readouterr().out
    assert "Dritter  ·  Bedorf" in said
    assert "Erster" not in said


def test_a_city_that_is_not_there_is_said_by_name(capsys: Capture, database: list[str]) -> None:
    made(capsys, database, "Erster", "--city", "Achstadt")
    assert main(["list", "--city", "Achstatt", *database]) == 1
    assert "Achstatt" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\nb"])
def test_a_city_has_a_name_of_one_line(name: str) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["create", "--title", "T", "--city", name])
    assert refused.value.code == 2


def test_who_joins_is_told_whose_the_dialogue_is(
    backend: Running, capsys: Capture, database: list[str]
) -> None:
    of_one = made(capsys, database, "Erster", "--city", "Achstadt")
    of_none = made(capsys, database, "Zweiter")
    for said, city in ((of_one, "Achstadt"), (of_none, "")):
        with Person(backend.url) as lead:
            lead.pair(said["codes"]["lead"])
            assert lead.place["city"] == city
            (own,) = lead.http.get("/v1/dialogues", headers=lead.headers).json()["dialogues"]
            assert own["city"] == city


def test_a_file_that_is_published_belongs_to_the_city_of_the_code(
    backend: Running, capsys: Capture, database: list[str]
) -> None:
    said = made(capsys, database, "Erster", "--city", "Achstadt")
    brought = new_id()
    with Person(backend.url) as lead:
        lead.pair(said["codes"]["lead"], dialogue=brought, nonce="ab" * 16)
        assert lead.place["city"] == "Achstadt"
    (one,) = listed(capsys, database, "--city", "Achstadt")
    assert one["dialogue"] == brought


def test_members_and_invitations_say_the_city(capsys: Capture, database: list[str]) -> None:
    said = made(capsys, database, "Erster", "--city", "Achstadt", "--sample")
    asked = ["--dialogue", said["dialogue"], *database]
    assert main(["members", *asked]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Kommune: Achstadt"
    invite = ["invite", "--role", "notetaker", *asked]
    assert main([*invite, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["city"] == "Achstadt"
    assert main([*invite, "--link", "--address", ADDRESS, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["city"] == "Achstadt"
    assert main([*invite, "--all-groups", "--address", ADDRESS]) == 0
    assert capsys.readouterr().out.count("Kommune: Achstadt") == 5


def test_without_a_city_nothing_is_said_about_one(capsys: Capture, database: list[str]) -> None:
    said = made(capsys, database, "Erster", "--sample")
    asked = ["--dialogue", said["dialogue"], *database]
    for more in (["members"], ["invite", "--role", "observer", "--link", "--address", ADDRESS]):
        assert main([*more, *asked]) == 0
    assert "Kommune" not in capsys.readouterr().out


def test_a_dialogue_takes_its_city_along(
    capsys: Capture, database: list[str], target: Where, tmp_path: Path
) -> None:
    said = made(capsys, database, "Erster", "--city", "Achstadt")
    file = str(tmp_path / "one.gz")
    assert main(["export", "--dialogue", said["dialogue"], "--out", file, *database]) == 0
    elsewhere = ["--database", str(target)]
    made(capsys, elsewhere, "Anderer", "--city", "Bedorf")
    assert main(["restore", file, *elsewhere]) == 0
    assert "„Erster“" in capsys.readouterr().out
    assert titles(listed(capsys, elsewhere, "--city", "Achstadt")) == ["Erster"]
    assert titles(listed(capsys, elsewhere, "--city", "Bedorf")) == ["Anderer"]


def test_a_backup_takes_the_cities_along(
    capsys: Capture, database: list[str], where: Where, tmp_path: Path
) -> None:
    made(capsys, database, "Erster", "--city", "Achstadt")
    made(capsys, database, "Zweiter", "--city", "Bedorf")
    copy = tmp_path / "copy"
    assert main(["backup", "--out", str(copy), *database]) == 0
    back = ["--database", str(copy)]
    if isinstance(where, str):
        back = ["--database", str(tmp_path / "back.sqlite3")]
        assert main(["restore", str(copy), *back]) == 0
    assert [one["city"] for one in listed(capsys, back)] == ["Achstadt", "Bedorf"]


def test_a_receipt_says_whose_the_dialogue_was(capsys: Capture, database: list[str]) -> None:
    said = made(capsys, database, "Erster", "--city", "Achstadt")
    assert main(["delete", "--dialogue", said["dialogue"], "--yes", *database]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["city"] == "Achstadt"
    (gone,) = listed(capsys, database)
    assert (gone["state"], gone["city"]) == ("deleted", None)


def made_by_version_2(where: Where, dialogue: str) -> None:
    """A database as it was, with a dialogue that waits for its lead."""
    nonce = "0f" * 16
    row = [dialogue, "Von früher", nonce, 0, chain_start(dialogue, nonce), 0, 1]
    columns = "id, title, nonce, head, chain, received_at, created_at"
    if isinstance(where, str):
        with psycopg.connect(where) as connection:
            connection.execute(POSTGRES.encode())
            connection.execute("INSERT INTO dialogpult_schema VALUES (2)")
            connection.execute("INSERT INTO backend VALUES (%s, %s)", [new_id(), new_id()])
            marks = ", ".join(["%s"] * len(row))
            statement = f"INSERT INTO dialogue ({columns}) VALUES ({marks})"
            connection.execute(statement.encode(), row)
        return
    with closing(sqlite3.connect(where)) as connection, connection:
        connection.executescript(SQLITE)
        connection.execute("PRAGMA user_version = 2")
        connection.execute(f"PRAGMA application_id = {0x44504342}")
        connection.execute("INSERT INTO backend VALUES (?, ?, 0)", [new_id(), new_id()])
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO dialogue ({columns}) VALUES ({marks})", row)


def test_a_database_of_version_2_goes_on(
    where: Where, database: list[str], capsys: Capture
) -> None:
    dialogue = new_id()
    made_by_version_2(where, dialogue)
    before = listed(capsys, database)
    assert [(one["dialogue"], one["title"], one["city"]) for one in before] == [
        (dialogue, "Von früher", None)
    ]
    assert version_of(where) == SCHEMA_VERSION == 3
    made(capsys, database, "Neu", "--city", "Achstadt")
    assert titles(listed(capsys, database, "--city", "Achstadt")) == ["Neu"]
    with running(where) as backend, Person(backend.url) as lead:
        lead.pair(backend.more_codes(dialogue)["lead"])
        assert lead.place["city"] == ""
        assert lead.statuses(lead.hand.note()) == ["accepted"]
        device = {"device": new_id(), "device_name": "Zweites", "token_hash": "0" * 64}
        enrolled = lead.http.post("/v1/devices", json=device, headers=lead.headers)
        assert enrolled.status_code == 200
        by = looking(where, lambda one: one.db.execute(WHO_ENROLLED).fetchall())
        assert sorted(row[0] or "" for row in by) == ["", lead.hand.device]


def version_of(where: Where) -> int:
    question = "PRAGMA user_version"
    if isinstance(where, str):
        question = "SELECT version FROM dialogpult_schema"
    return looking(where, lambda one: one.db.execute(question).fetchone()[0])


def test_a_city_can_get_another_name(where: Where, database: list[str], capsys: Capture) -> None:
    made(capsys, database, "Erster", "--city", "Achstadt")
    within(where, lambda one: one.db.execute("UPDATE city SET name = ?", ["Neuachstadt"]))
    assert titles(listed(capsys, database, "--city", "Neuachstadt")) == ["Erster"]
