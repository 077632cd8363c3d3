"""Archives with rows that somebody made up: only what belongs to the dialogue comes in."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from city_backend.administration import looking
from city_backend.cli import main
from city_backend.driver import Where
from tests.backend.running import Person, Running

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")


def exported(dialogue: str, database: Where, path: Path) -> Path:
    arguments = ["--dialogue", dialogue, "--out", str(path), "--database", str(database)]
    assert main(["export", *arguments]) == 0
    return path


def restored(file: Path, database: Where) -> int:
    return main(["restore", str(file), "--database", str(database)])


def with_row(file: Path, row: dict[str, Any]) -> Path:
    lines = gzip.decompress(file.read_bytes()).splitlines()
    lines.insert(len(lines) - 1, json.dumps({"row": row}).encode())
    file.write_bytes(gzip.compress(b"\n".join(lines) + b"\n"))
    return file


def devices(database: Where, dialogue: str) -> list[Any]:
    return looking(
        database,
        lambda one: one.db.execute(
            "SELECT * FROM device WHERE dialogue = ? ORDER BY id", [dialogue]
        ).fetchall(),
    )


def test_an_archive_gives_nobody_a_place_in_another_dialogue(
    backend: Running, lead: Person, tmp_path: Path, capsys: Capture
) -> None:
    strangers, _ = backend.create("Anderer")
    file = exported(strangers, backend.database, tmp_path / "other.gz")
    assert main(["create", "--title", "Ziel", "--database", str(tmp_path / "city.db")]) == 0
    evening = exported(lead.dialogue, backend.database, tmp_path / "evening.gz")
    assert restored(evening, tmp_path / "city.db") == 0
    before = devices(tmp_path / "city.db", lead.dialogue)
    [known, *_] = before
    forged = ["f" * 64, *known[1:]]
    capsys.readouterr()
    assert restored(with_row(file, {"table": "device", "values": forged}), tmp_path / "city.db")
    assert "unvollständig oder verändert" in capsys.readouterr().err
    assert devices(tmp_path / "city.db", lead.dialogue) == before
    assert looking(tmp_path / "city.db", lambda one: one.state(strangers)) is None


@pytest.mark.parametrize("values", [["base64:no"] * 9, ["zu wenig"], [1] * 40])
def test_rows_that_are_none_are_named_as_damage(
    backend: Running, lead: Person, tmp_path: Path, capsys: Capture, values: list[Any]
) -> None:
    file = exported(lead.dialogue, backend.database, tmp_path / "evening.gz")
    capsys.readouterr()
    row = {"table": "device", "values": values}
    assert restored(with_row(file, row), tmp_path / "city.db") == 1
    assert "unvollständig oder verändert" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["base64:nicht", "base64:AAAA", "text:base64:AAAA", "text:"])
def test_a_device_of_any_name_comes_back(
    backend: Running, codes: dict[str, str], tmp_path: Path, name: str
) -> None:
    with Person(backend.url, "Lea Leitung") as lead:
        lead.pair(codes["lead"], device_name=name)
        file = exported(lead.dialogue, backend.database, tmp_path / "evening.gz")
    assert restored(file, tmp_path / "city.db") == 0
    assert [row[4] for row in devices(tmp_path / "city.db", lead.dialogue)] == [name]


def test_a_stick_that_knows_no_links_takes_an_archive(
    backend: Running, lead: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    file = exported(lead.dialogue, backend.database, tmp_path / "evening.gz")
    assert [one.name for one in tmp_path.glob("*evening.gz*")] == ["evening.gz"]
    before = file.read_bytes()
    arguments = ["--dialogue", lead.dialogue, "--out", str(file)]
    assert main(["export", *arguments, "--database", str(backend.database)]) == 1
    assert file.read_bytes() == before
