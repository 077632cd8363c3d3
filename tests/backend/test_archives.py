"""Export, backup and restore: what comes back, what is refused, which consoles go on."""

import gzip
import json
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from city_backend.administration import looking, within
from city_backend.cli import main
from city_backend.driver import Where, driver_of
from city_backend.removal import OF_DIALOGUE
from console.domain.roster import ParticipantAdded, ParticipantErased
from tests.backend.operations import new_id
from tests.backend.postgres import Server
from tests.backend.running import Person, Running, running

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    """Another database, of every kind."""
    if request.param == "sqlite":
        (tmp_path / "other").mkdir()
        return tmp_path / "other" / "city.sqlite3"
    postgres: Server = request.getfixturevalue("postgres")
    return postgres.corner()


def named(database: Where) -> list[str]:
    return ["--database", str(database)]


def everything(database: Where, dialogue: str) -> dict[str, Any]:
    """All rows about a dialogue."""

    def job(one: Any) -> dict[str, Any]:
        found = {
            table: sorted(
                one.db.execute(f"SELECT * FROM {table} WHERE dialogue = ?", [dialogue]).fetchall(),
                key=repr,
            )
            for table in OF_DIALOGUE
            if table != "pairing"
        }
        found["dialogue"] = one.db.execute(
            "SELECT * FROM dialogue WHERE id = ?", [dialogue]
        ).fetchall()
        return found

    return looking(database, job)


@pytest.fixture
def evening(backend: Running, lead: Person, notetaker: Person) -> str:
    """A dialogue with notes, an erased person and somebody shut out; the backend runs on."""
    assert set(notetaker.statuses(*notetaker.hand.notes(5))) == {"accepted"}
    someone_comes(lead)
    assert lead.statuses(lead.hand.one(ParticipantErased(), PETRA)) == ["accepted"]
    return lead.dialogue


PETRA = new_id()


def someone_comes(lead: Person) -> None:
    petra = lead.hand.one(ParticipantAdded(first_name="Petra", last_name="Person"), PETRA)
    assert lead.statuses(petra) == ["accepted"]


def exported(dialogue: str, database: Where, path: Path) -> Path:
    assert main(["export", "--dialogue", dialogue, "--out", str(path), *named(database)]) == 0
    return path


def test_an_exported_dialogue_is_the_same_in_an_empty_database(
    backend: Running, evening: str, lead: Person, target: Where, tmp_path: Path, capsys: Capture
) -> None:
    file = exported(evening, backend.database, tmp_path / "evening.gz")
    assert file.stat().st_mode & 0o077 == 0
    assert main(["restore", str(file), *named(target)]) == 0
    assert (
        "2 Konsolen arbeiten unter derselben Adresse ohne Zutun weiter" in capsys.readouterr().out
    )
    before, after = everything(backend.database, evening), everything(target, evening)
    assert after == before
    assert len(before["op"]) > 7
    assert before["blanked"]
    records = lead.pull()
    with running(target) as other:
        lead.http.close()
        lead.http = httpx.Client(base_url=other.url, timeout=30)
        assert other.backend.identity == lead.place["backend"]
        assert lead.pull() == records
        assert set(lead.statuses(*lead.hand.notes(2))) == {"accepted"}


def test_a_database_with_dialogues_stays_itself_and_says_that_consoles_will_ask(
    backend: Running, evening: str, target: Where, tmp_path: Path, capsys: Capture
) -> None:
    file = exported(evening, backend.database, tmp_path / "evening.gz")
    assert main(["create", "--title", "Anderer", "--json", *named(target)]) == 0
    before = looking(target, lambda one: one.identity())
    capsys.readouterr()
    assert main(["restore", str(file), *named(target)]) == 0
    assert "brauchen neue Einladungen" in capsys.readouterr().out
    assert looking(target, lambda one: one.identity()) == before
    assert everything(target, evening) == everything(backend.database, evening)


def test_a_dialogue_that_is_known_is_not_restored_over(
    backend: Running, evening: str, tmp_path: Path, capsys: Capture
) -> None:
    file = exported(evening, backend.database, tmp_path / "evening.gz")
    before = everything(backend.database, evening)
    capsys.readouterr()
    assert main(["restore", str(file), *named(backend.database)]) == 1
    assert evening in capsys.readouterr().err
    assert everything(backend.database, evening) == before


def test_a_deleted_dialogue_does_not_come_back(
    backend: Running, evening: str, tmp_path: Path, capsys: Capture
) -> None:
    file = exported(evening, backend.database, tmp_path / "evening.gz")
    arguments = ["--dialogue", evening, "--yes", *named(backend.database)]
    assert main(["delete", *arguments]) == 0
    capsys.readouterr()
    assert main(["restore", str(file), *named(backend.database)]) == 1
    assert "wurde hier gelöscht" in capsys.readouterr().err


def test_a_tombstone_alone_refuses_a_deleted_dialogue(
    backend: Running, evening: str, target: Where, tmp_path: Path, capsys: Capture
) -> None:
    file = exported(evening, backend.database, tmp_path / "evening.gz")
    assert main(["create", "--title", "Anderer", *named(target)]) == 0
    driver_of(target).tombstones().write_text(json.dumps({"dialogue": evening}) + "\n", "utf-8")
    capsys.readouterr()
    assert main(["restore", str(file), *named(target)]) == 1
    assert "wurde hier gelöscht" in capsys.readouterr().err
    assert looking(target, lambda one: one.state(evening)) is None


def test_who_was_erased_after_the_export_is_erased_again(
    backend: Running, lead: Person, target: Where, tmp_path: Path, capsys: Capture
) -> None:
    someone_comes(lead)
    file = exported(lead.dialogue, backend.database, tmp_path / "evening.gz")
    assert "Petra" in gzip.decompress(file.read_bytes()).decode()
    assert main(["create", "--title", "Anderer", *named(target)]) == 0
    stone = {"dialogue": lead.dialogue, "erased": PETRA}
    driver_of(target).tombstones().write_text(json.dumps(stone) + "\n", "utf-8")
    capsys.readouterr()
    assert main(["restore", str(file), *named(target)]) == 0
    assert "1 gelöschter Eintrag wurde wieder gelöscht" in capsys.readouterr().out
    assert b"Petra" not in repr(everything(target, lead.dialogue)["op"]).encode()


def line_of(raw: bytes, wanted: Callable[[dict[str, Any]], bool]) -> int:
    return next(at for at, line in enumerate(raw.splitlines()) if wanted(json.loads(line)))


def altered(raw: bytes, how: str) -> bytes:
    lines = raw.splitlines()
    note = line_of(raw, lambda one: "record" in one and one["record"]["seq"] == 4)
    if how == "text":
        lines[note] = lines[note].replace(b"{", b"{ ", 1).replace(b"note", b"Note")
    elif how == "stamp":
        said = json.loads(lines[note])
        said["record"]["received_at"] += 1
        lines[note] = json.dumps(said).encode()
    elif how == "missing":
        del lines[note]
    elif how == "exchanged":
        lines[note], lines[note + 1] = lines[note + 1], lines[note]
    elif how == "half":
        del lines[note:]
    elif how == "table":
        said = {"row": {"table": "backend", "values": ["x", "y", 0]}}
        lines.insert(len(lines) - 1, json.dumps(said).encode())
    return b"\n".join(lines) + b"\n"


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
@pytest.mark.parametrize("how", ["text", "stamp", "missing", "exchanged", "half", "table"])
def test_an_altered_file_brings_nothing_back(
    backend: Running, evening: str, tmp_path: Path, how: str, capsys: Capture
) -> None:
    file = exported(evening, backend.database, tmp_path / "evening.gz")
    file.write_bytes(gzip.compress(altered(gzip.decompress(file.read_bytes()), how)))
    target = tmp_path / "other.sqlite3"
    capsys.readouterr()
    assert main(["restore", str(file), *named(target)]) == 1
    assert "unvollständig oder verändert" in capsys.readouterr().err
    assert looking(target, lambda one: one.state(evening)) is None


def test_a_file_cut_off_or_not_ours_is_named(
    backend: Running, evening: str, tmp_path: Path, capsys: Capture
) -> None:
    file = exported(evening, backend.database, tmp_path / "evening.gz")
    whole = file.read_bytes()
    for raw, sentence in (
        (whole[: len(whole) // 2], "unvollständig"),
        (b"hello", "keine Sicherung"),
        (gzip.compress(b'{"a": 1}\n'), "unvollständig oder verändert|keine Sicherung"),
        (b"SQLite format 3\0" + b"\0" * 90, "ganze Datenbank"),
    ):
        file.write_bytes(raw)
        capsys.readouterr()
        assert main(["restore", str(file), *named(tmp_path / "o.sqlite3")]) == 1
        said = capsys.readouterr().err
        assert any(one in said for one in sentence.split("|")), said
    assert main(["restore", str(tmp_path / "none"), *named(tmp_path / "o.sqlite3")]) == 1
    assert "nicht lesen" in capsys.readouterr().err


def test_a_file_of_a_version_that_did_not_know_who_enrolled_a_device_comes_back(
    backend: Running, evening: str, target: Where, tmp_path: Path, capsys: Capture
) -> None:
    file = exported(evening, backend.database, tmp_path / "evening.gz")
    lines = [json.loads(one) for one in gzip.decompress(file.read_bytes()).splitlines()]
    for line in lines:
        if line.get("row", {}).get("table") == "device":
            assert line["row"]["values"].pop() is None
    lines[0]["begin"]["tables"] = 2
    file.write_bytes(gzip.compress("".join(f"{json.dumps(one)}\n" for one in lines).encode()))
    capsys.readouterr()
    assert main(["restore", str(file), *named(target)]) == 0
    assert "2 Konsolen" in capsys.readouterr().out
    assert everything(target, evening) == everything(backend.database, evening)


def test_a_file_of_a_newer_version_is_not_guessed_at(
    backend: Running, evening: str, tmp_path: Path, capsys: Capture
) -> None:
    file = exported(evening, backend.database, tmp_path / "evening.gz")
    lines = gzip.decompress(file.read_bytes()).splitlines()
    begin = json.loads(lines[0])
    begin["begin"]["tables"] = 999
    file.write_bytes(gzip.compress(b"\n".join([json.dumps(begin).encode(), *lines[1:]]) + b"\n"))
    assert main(["restore", str(file), *named(tmp_path / "o.sqlite3")]) == 1
    assert "neueren Version" in capsys.readouterr().err


def test_a_log_that_does_not_fit_its_chain_is_not_exported(
    backend: Running, evening: str, tmp_path: Path, capsys: Capture
) -> None:
    within(
        backend.database,
        lambda one: one.db.execute(
            "UPDATE op SET received_at = received_at + 1 WHERE dialogue = ? AND seq = 3", [evening]
        ),
    )
    out = tmp_path / "evening.gz"
    arguments = ["--dialogue", evening, "--out", str(out), *named(backend.database)]
    assert main(["export", *arguments]) == 1
    assert "Eintrag 3" in capsys.readouterr().err
    assert list(tmp_path.glob("*evening*")) == []


def test_no_file_is_written_over(
    backend: Running, evening: str, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "mine"
    out.write_text("mine", "utf-8")
    for command in (["export", "--dialogue", evening], ["backup"]):
        assert main([*command, "--out", str(out), *named(backend.database)]) == 1
        assert "gibt es schon" in capsys.readouterr().err
    assert out.read_text("utf-8") == "mine"
    missing = str(tmp_path / "no" / "folder")
    assert main(["backup", "--out", missing, *named(backend.database)]) == 1
    assert "nicht schreiben" in capsys.readouterr().err


def test_a_backup_while_people_write_is_whole(
    backend: Running, lead: Person, notetaker: Person, tmp_path: Path, capsys: Capture
) -> None:
    """Put in place of what was lost, consoles go on and bring back what came after it."""
    someone_comes(lead)
    assert lead.statuses(lead.hand.one(ParticipantErased(), PETRA)) == ["accepted"]
    out = tmp_path / "backup"
    assert main(["backup", "--out", str(out), *named(backend.database)]) == 0
    assert "1 Dialog gesichert" in capsys.readouterr().out
    assert set(notetaker.statuses(*notetaker.hand.notes(4))) == {"accepted"}
    assert out.stat().st_mode & 0o077 == 0
    stones = out.with_name("backup.tombstones").read_text("utf-8")
    assert lead.dialogue in stones
    head = lead.pull()[-1].seq
    if isinstance(backend.database, str):
        target: Where = tmp_path / "back.sqlite3"
        assert main(["restore", str(out), *named(target)]) == 0
    else:
        target = out
        with sqlite3.connect(out) as copy:
            assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with running(target) as again:
        assert again.backend.identity == backend.backend.identity
        lead.http.close()
        lead.http = httpx.Client(base_url=again.url, timeout=30)
        assert lead.pull()[-1].seq == head - 4


def test_backups_taken_amid_many_writes_each_hold_a_whole_log(
    backend: Running, lead: Person, notetaker: Person, tmp_path: Path, capsys: Capture
) -> None:
    enough = threading.Event()
    pushed: list[str] = []

    def write() -> None:
        while not enough.is_set():
            pushed.extend(notetaker.statuses(*notetaker.hand.notes(20)))

    writing = threading.Thread(target=write)
    writing.start()
    outs = [tmp_path / f"backup-{number}" for number in range(4)]
    for out in outs:
        assert main(["backup", "--out", str(out), *named(backend.database)]) == 0
    enough.set()
    writing.join(30)
    assert set(pushed) == {"accepted"}
    heads: list[int] = []
    for out in outs:
        target: Where = out
        if isinstance(backend.database, str):
            target = out.with_suffix(".sqlite3")
            assert main(["restore", str(out), *named(target)]) == 0
        # Checks the whole chain on its way.
        exported(lead.dialogue, target, out.with_suffix(".gz"))
        heads.append(looking(target, lambda one: one.log(lead.dialogue).head().seq))
    assert heads == sorted(heads)
    assert heads[-1] > heads[0]


@pytest.mark.parametrize("where", ["postgres"], indirect=True)
def test_a_backup_of_many_dialogues_comes_back_all_or_none(
    backend: Running, target: Where, tmp_path: Path, capsys: Capture
) -> None:
    made = [backend.create(title)[0] for title in ("Eins", "Zwei", "Drei")]
    out = tmp_path / "all.gz"
    assert main(["backup", "--out", str(out), *named(backend.database)]) == 0
    assert "3 Dialoge" in capsys.readouterr().out
    assert main(["restore", str(out), *named(target)]) == 0
    for dialogue in made:
        assert everything(target, dialogue) == everything(backend.database, dialogue)
    third = tmp_path / "third.sqlite3"
    single = exported(made[2], backend.database, tmp_path / "one.gz")
    assert main(["restore", str(single), *named(third)]) == 0
    assert main(["restore", str(out), *named(third)]) == 1
    assert looking(third, lambda one: one.state(made[0])) is None
