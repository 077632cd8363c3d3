"""A place that cannot even be looked at is told in one sentence, as any other that refuses."""

from pathlib import Path

import pytest

from city_backend.cli import main

#: No file system takes it, and asking for it fails as it does where somebody has no rights.
UNASKABLE = "x" * 300


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("DIALOGPULT_HOME", str(tmp_path))


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 1
    return capsys.readouterr().err


def test_a_backup_to_such_a_place_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["create", "--title", "Probe"]) == 0
    dialogue = capsys.readouterr().out.split("Kennung: ")[1].split()[0]
    sentence = f"Die Datei {UNASKABLE} lässt sich nicht schreiben.\n"
    assert told(capsys, "backup", "--out", UNASKABLE) == sentence
    assert told(capsys, "export", "--dialogue", dialogue, "--out", UNASKABLE) == sentence


def test_a_database_in_such_a_place_is_not_called_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = told(capsys, "list", "--database", UNASKABLE)
    assert "lässt sich nicht öffnen" in said
