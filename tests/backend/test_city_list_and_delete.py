"""What the city keeps: the list, and deleting with a record, while the backend runs."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from city_backend import tombstones
from city_backend.administration import looking, within
from city_backend.cli import main
from city_backend.driver import Where, driver_of
from city_backend.receipts import file_beside
from city_backend.removal import OF_DIALOGUE
from console.domain.dialogue import DialogueSet
from tests.backend.operations import Hand
from tests.backend.running import Person, Running

Capture = pytest.CaptureFixture[str]
MARKER = "Zebrastreifen am Nordbahnhof"


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")


@pytest.fixture
def database(where: Where) -> list[str]:
    return ["--database", str(where)]


def listed(capsys: Capture, database: list[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["list", "--json", *database]) == 0
    return json.loads(capsys.readouterr().out)


def keep_until(lead: Person, at: int) -> None:
    said = lead.hand.one(DialogueSet(delete_after=at), lead.dialogue)
    assert lead.statuses(said) == ["accepted"]


def test_the_list_counts_what_is_there(
    capsys: Capture, backend: Running, lead: Person, notetaker: Person, database: list[str]
) -> None:
    before = listed(capsys, database)[0]
    assert set(notetaker.statuses(*notetaker.hand.notes(3))) == {"accepted"}
    after = listed(capsys, database)[0]
    assert (before["state"], before["title"]) == ("open", "Dortmund")
    assert (before["members"], before["devices"]) == (2, 2)
    assert after["head"] - before["head"] == 3
    assert after["size"] > before["size"] > 0
    assert after["last_activity"] >= before["last_activity"] > 1_600_000_000_000
    assert after["delete_after"] is None


def test_states_are_said_in_words(
    capsys: Capture, backend: Running, lead: Person, database: list[str]
) -> None:
    backend.create("Noch leer")
    gone = backend.create("Schon weg")[0]
    assert main(["delete", "--dialogue", gone, "--yes", *database]) == 0
    keep_until(lead, 1_000)
    capsys.readouterr()
    assert main(["list", *database]) == 0
    said = capsys.readouterr().out
    assert "Löschdatum erreicht  Dortmund" in said
    assert "1970-01-01 00:00 UTC" in said
    assert "wartet auf die Leitung  Noch leer" in said
    assert f"{gone}  gelöscht" in said
    assert "Schon weg" not in said


def test_an_empty_database_says_so(capsys: Capture, where: Where, database: list[str]) -> None:
    within(where, lambda one: one.check())
    assert main(["list", *database]) == 0
    assert capsys.readouterr().out.strip() == "Noch gibt es hier keinen Dialog."


def leftovers(where: Where, dialogue: str) -> int:
    def job(one: Any) -> int:
        return sum(
            one.db.execute(
                f"SELECT count(*) FROM {table} WHERE dialogue = ?", [dialogue]
            ).fetchone()[0]
            for table in OF_DIALOGUE
        )

    return looking(where, job)


def test_deleting_leaves_a_receipt_and_a_tombstone_and_nothing_else(
    capsys: Capture,
    backend: Running,
    lead: Person,
    notetaker: Person,
    where: Where,
    database: list[str],
) -> None:
    assert notetaker.statuses(notetaker.hand.note(MARKER)) == ["accepted"]
    operations = lead.pull()[-1].seq
    arguments = ["delete", "--dialogue", lead.dialogue, "--yes", "--by", "Amt 33", *database]
    assert main(arguments) == 0
    shown = json.loads(capsys.readouterr().out.splitlines()[0])
    stones = driver_of(where).tombstones()
    kept = [json.loads(line) for line in file_beside(stones).read_text("utf-8").splitlines()]
    assert kept == [shown]
    assert shown["dialogue"] == lead.dialogue
    assert (shown["title"], shown["by"]) == ("Dortmund", "Amt 33")
    assert (shown["operations"], shown["members"], shown["devices"]) == (operations, 2, 2)
    assert shown["at"].endswith("+00:00")
    assert file_beside(stones).stat().st_mode & 0o077 == 0
    assert lead.dialogue in stones.read_text("utf-8")
    assert leftovers(where, lead.dialogue) == 0
    answer = lead.get("/ops", after=0)
    assert (answer.status_code, MARKER in answer.text) in ((401, False), (410, False))
    assert main(arguments) == 1
    assert "gibt es hier nicht" in capsys.readouterr().err


def test_a_lead_who_deletes_leaves_the_same_receipt(
    backend: Running, lead: Person, notetaker: Person, where: Where
) -> None:
    assert notetaker.statuses(notetaker.hand.note(MARKER)) == ["accepted"]
    operations, path = lead.pull()[-1].seq, f"/v1/dialogues/{lead.dialogue}"
    refused = notetaker.http.delete(path, headers=notetaker.headers)
    assert refused.status_code == 403
    file = file_beside(driver_of(where).tombstones())
    assert not file.exists() or file.read_bytes() == b""
    assert lead.http.delete(path, headers=lead.headers).status_code == 204
    (kept,) = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert (kept["dialogue"], kept["title"], kept["by"]) == (lead.dialogue, "Dortmund", lead.name)
    assert (kept["operations"], kept["members"], kept["devices"]) == (operations, 2, 2)
    assert set(kept) == {"city", "invitations", "at", "dialogue", "title", "by"} | {
        "operations",
        "members",
        "devices",
    }
    assert file.stat().st_mode & 0o077 == 0
    assert leftovers(where, lead.dialogue) == 0


@pytest.mark.parametrize("which", ["tombstones", "deletions"])
def test_a_lead_deletes_nothing_that_cannot_be_recorded(
    backend: Running, lead: Person, where: Where, which: str
) -> None:
    blocked = driver_of(where).tombstones().with_suffix(f".{which}")
    blocked.unlink(missing_ok=True)
    blocked.mkdir()
    answer = lead.http.delete(f"/v1/dialogues/{lead.dialogue}", headers=lead.headers)
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert leftovers(where, lead.dialogue) > 0
    blocked.rmdir()


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
def test_deleted_words_are_not_left_in_the_files(
    backend: Running, lead: Person, where: Path, database: list[str]
) -> None:
    assert lead.statuses(lead.hand.note(MARKER)) == ["accepted"]

    def found() -> bool:
        files = where.parent.glob(f"{where.name}*")
        return any(MARKER.encode() in file.read_bytes() for file in files)

    assert found()
    assert main(["delete", "--dialogue", lead.dialogue, "--yes", *database]) == 0
    backend.stop()
    assert not found()


def test_deleting_asks_for_the_title(
    capsys: Capture,
    backend: Running,
    lead: Person,
    where: Where,
    database: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for typed, expected in (("", 1), ("dortmund\n", 1), ("yes\n", 1), ("Dortmund\n", 0)):
        assert leftovers(where, lead.dialogue) > 0
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert main(["delete", "--dialogue", lead.dialogue, *database]) == expected
        assert "für immer" in capsys.readouterr().err
    assert leftovers(where, lead.dialogue) == 0


def test_what_is_overdue_is_deleted_at_once(
    capsys: Capture, backend: Running, lead: Person, where: Where, database: list[str]
) -> None:
    later, codes = backend.create("Später")
    with Person(backend.url) as other:
        other.pair(codes["lead"])
        other.hand = Hand(other.hand.device)
        keep_until(other, backend.backend.real.wall_ms() + 3_600_000)
    arguments = ["delete", "--overdue", "--yes", *database]
    assert main(arguments) == 0
    assert "Kein Dialog" in capsys.readouterr().out
    keep_until(lead, backend.backend.real.wall_ms() - 1)
    assert main(arguments) == 0
    assert leftovers(where, lead.dialogue) == 0
    assert leftovers(where, later) > 0


@pytest.mark.parametrize("which", ["tombstones", "deletions"])
def test_nothing_is_deleted_that_cannot_be_recorded(
    capsys: Capture, backend: Running, lead: Person, where: Where, database: list[str], which: str
) -> None:
    driver_of(where).tombstones().with_suffix(f".{which}").mkdir()
    assert main(["delete", "--dialogue", lead.dialogue, "--yes", *database]) == 1
    assert "nicht schreiben" in capsys.readouterr().err
    assert leftovers(where, lead.dialogue) > 0
    driver_of(where).tombstones().with_suffix(f".{which}").rmdir()


def test_a_tombstone_that_is_missing_after_all_is_said(
    capsys: Capture,
    backend: Running,
    lead: Person,
    where: Where,
    database: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tombstones, "append_lines", full)
    assert main(["delete", "--dialogue", lead.dialogue, "--yes", *database]) == 1
    assert "Eine alte Sicherung" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["delete"], ["delete", "--dialogue", "x", "--overdue"]])
def test_what_is_to_be_deleted_has_to_be_said(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as refused:
        main(arguments)
    assert refused.value.code == 2
