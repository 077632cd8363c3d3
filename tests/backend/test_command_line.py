"""The command line as a city's administrator uses it."""

import json
import signal
import sqlite3
from pathlib import Path

import pytest

from city_backend.cli import main
from city_backend.codes import ALPHABET
from city_backend.driver import Where
from city_backend.places import default_database
from console.domain.codec import decode_head
from tests.backend.running import Person, running
from tests.backend.test_races import Process

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")


@pytest.fixture
def database(where: Where) -> list[str]:
    """What every command is told about the database."""
    return ["--database", str(where)]


def created(capsys: Capture, *more: str) -> dict[str, dict[str, str]]:
    assert main(["create", "--title", "Probe", "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_file_lies_where_the_home_says(own_home: Path, capsys: Capture) -> None:
    created(capsys)
    assert default_database().is_relative_to(own_home)
    assert default_database().is_file()
    assert default_database().stat().st_mode & 0o077 == 0


def test_a_new_dialogue_is_empty_with_a_code_for_each_role(
    capsys: Capture, where: Where, database: list[str]
) -> None:
    made = created(capsys, *database)
    assert set(made) == {"dialogue", "city", "codes"}
    assert set(made["codes"]) == {"lead", "cohost", "notetaker", "observer"}
    with running(where) as backend, Person(backend.url) as lead:
        lead.pair(made["codes"]["lead"])
        assert lead.dialogue == made["dialogue"]
        assert len(lead.pull()) == 1


def test_a_dialogue_with_the_sample_is_the_citys_and_open_to_all(
    capsys: Capture, where: Where, database: list[str]
) -> None:
    made = created(capsys, "--sample", *database)
    with running(where) as backend, Person(backend.url) as first:
        first.pair(made["codes"]["notetaker"])
        records = first.pull()
    assert {record.role for record in records} == {"city"}
    kinds = [decode_head(record.head).kind for record in records]
    assert kinds.count("agenda_item.added") == 10
    assert kinds.count("participant.added") > 75
    title = next(one.body for one in records if decode_head(one.head).kind == "dialogue.edited")
    assert json.loads(title or "")["title"] == "Probe"


def test_codes_are_said_for_people_to_read(
    capsys: Capture, where: Where, database: list[str]
) -> None:
    assert main(["create", "--title", "Probe", *database]) == 0
    said = capsys.readouterr().out
    assert "„Probe“" in said
    assert {"Leitung", "Co-Moderation", "Protokoll", "Beobachtung"} <= set(said.split())


def test_an_invitation_is_one_code(capsys: Capture, where: Where, database: list[str]) -> None:
    dialogue = created(capsys, *database)["dialogue"]
    assert main(["invite", "--dialogue", str(dialogue), "--role", "observer", *database]) == 0
    code = capsys.readouterr().out.strip()
    assert len(code) == 8
    assert set(code) <= set(ALPHABET)


def test_groups_are_numbered_as_people_count_them(
    capsys: Capture, where: Where, database: list[str]
) -> None:
    dialogue = str(created(capsys, "--sample", *database)["dialogue"])
    arguments = ["--dialogue", dialogue, "--role", "notetaker", "--groups", "2,3", *database]
    assert main(["invite", *arguments]) == 0
    code = capsys.readouterr().out.strip()
    with running(where) as backend, Person(backend.url) as limited:
        groups = set(limited.pair(code).place["groups"])
        named = [
            json.loads(record.body or "")["name"]
            for record in limited.pull()
            if decode_head(record.head).entity in groups
        ]
    assert len(named) == len(groups)
    assert {name.rsplit(" ", 1)[-1] for name in named} == {"2", "3"}


def test_members_are_listed_with_their_devices(
    capsys: Capture, where: Where, database: list[str]
) -> None:
    made = created(capsys, *database)
    assert main(["members", "--dialogue", str(made["dialogue"]), *database]) == 0
    assert "noch niemand" in capsys.readouterr().out
    with running(where) as backend, Person(backend.url, "Lea Leitung") as lead:
        lead.pair(made["codes"]["lead"])
    assert main(["members", "--dialogue", str(made["dialogue"]), *database]) == 0
    said = capsys.readouterr().out
    assert "Lea Leitung  Leitung" in said
    assert "Notebook, zuletzt gesehen" in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["members", "--dialogue", "x", "--database", "postgresql://c@/d?host=/no"], "/no/d"),
        (["serve", "--port", "0", "--database", "postgresql://c@/d?host=/no"], "nicht erreichbar"),
        (["invite", "--dialogue", "x", "--role", "lead", "--database", "postgresql://%"], "%"),
        (["members", "--dialogue", "x"], "create legt eine an"),
        (["list", "--database", "mistyped.sqlite3"], "mistyped.sqlite3 gibt es keine"),
        (["backup", "--out", "x", "--database", "mistyped.sqlite3"], "mistyped.sqlite3"),
        (["serve", "--host", "256.0.0.1"], "kein Start möglich"),
    ],
)
def test_what_fails_is_said_in_a_sentence(
    arguments: list[str], sentence: str, capsys: Capture
) -> None:
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert said.out == ""


@pytest.mark.parametrize(
    "command",
    [
        ["members"],
        ["invite", "--role", "lead"],
        ["invite", "--role", "observer", "--link", "--address", "https://a.example"],
        ["revoke", "who"],
        ["promote", "who"],
        ["export", "--out", "x"],
        ["delete", "--yes"],
    ],
)
def test_a_dialogue_that_is_not_there_is_named(
    command: list[str], capsys: Capture, database: list[str]
) -> None:
    created(capsys, *database)
    assert main([*command, "--dialogue", "x", *database]) == 1
    said = capsys.readouterr()
    assert "Kennung x" in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert said.out == ""


def test_a_mistyped_path_makes_no_file(tmp_path: Path, capsys: Capture) -> None:
    assert main(["list", "--database", str(tmp_path / "typo.sqlite3")]) == 1
    assert list(tmp_path.glob("typo*")) == []


def test_a_group_that_does_not_exist_is_named(capsys: Capture) -> None:
    dialogue = str(created(capsys)["dialogue"])
    arguments = ["invite", "--dialogue", dialogue, "--role", "notetaker", "--groups", "4"]
    assert main(arguments) == 1
    assert "Gruppe 4" in capsys.readouterr().err


def broken(path: Path, kind: str) -> None:
    if kind == "noise":
        path.write_bytes(b"This is no database at all. " * 200)
        return
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (a)")
        if kind == "newer":
            other.execute("PRAGMA application_id = 1146110786")
            other.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("noise", "beschädigt oder keine Datenbank"),
        ("theirs", "einem anderen Programm"),
        ("newer", "einer neueren Version"),
    ],
)
def test_a_file_that_is_not_ours_is_left_alone(
    tmp_path: Path, kind: str, sentence: str, capsys: Capture
) -> None:
    path = tmp_path / "other.sqlite3"
    broken(path, kind)
    before = path.read_bytes()
    assert main(["create", "--title", "T", "--database", str(path)]) == 1
    assert sentence in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["create"],
        ["create", "--title", "  "],
        ["invite", "--dialogue", "x", "--role", "city"],
        ["invite", "--dialogue", "x", "--role", "lead", "--groups", "a"],
        ["serve", "--port", "99999"],
    ],
)
def test_wrong_usage_is_two(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as refused:
        main(arguments)
    assert refused.value.code == 2


def test_the_address_is_the_first_line_and_then_come_fresh_codes(
    own_home: Path, database: list[str]
) -> None:
    seen: list[str] = []
    for _ in range(2):
        process = Process(own_home, "--prepare-sample", *database)
        assert process.url.startswith("http://127.0.0.1:")
        lines = [process.line() for _ in range(6)]
        code = lines[2].split()[0]
        with Person(process.url, "Lea") as lead:
            seen.append(lead.pair(code).dialogue)
        assert process.end(signal.SIGTERM) == 0
    assert seen[0] == seen[1]
