"""The command line as other tools call it: forms, exit codes, sentences, files."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

import main as entry_point
from console import __version__, cli
from console.app import launch as launching
from console.app.launch import Wish
from console.clock_system import SystemClock
from console.domain.ids import uuid7
from console.rehearsal.picture_states import STATES
from console.rehearsal.recording import play_back, read_recording
from console.storage.minting import Identity
from console.storage.store import Store
from console.templates import read_people

ROOT = Path(__file__).resolve().parents[1]
LATE = 4_000_000_000_000


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Call the program as a person does."""
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "DIALOGPULT_LANGUAGE": "de",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def one_sentence(stderr: str) -> str:
    lines = stderr.strip().splitlines()
    assert len(lines) == 1, stderr
    return lines[0]


def png_size(path: Path) -> tuple[int, int]:
    header = path.read_bytes()[:24]
    assert header.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", header[16:24])


# forms


def test_the_version_is_told_without_loading_qt():
    code = (
        "import sys, main\n"
        "try:\n    main.main(['--version'])\n"
        "except SystemExit as end:\n    code = end.code\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(code, sorted(loaded & {'PySide6', 'shiboken6', 'qasync', 'pyqtgraph', 'httpx'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    version, loaded = done.stdout.strip().splitlines()
    assert __version__ in version
    assert loaded == "0 []"


def test_the_console_script_is_the_entry_point():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["scripts"] == {"dialogpult": "main:main"}
    assert project["version"] == __version__
    assert entry_point.main is cli.main


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["--join", "https://stadt.example"],
        ["one.dialogpult", "two.dialogpult"],
        ["rehearse"],
        ["rehearse", "--out", "x", "--sabotage", "everything"],
        ["screenshot"],
        ["screenshot", "--view", "kitchen", "--out", "x.png"],
        ["screenshot", "--view", "live", "--out", "x.png", "--state", "nowhere"],
        ["screenshot", "--view", "live", "--out", "x.png", "--size", "big"],
        ["screenshot", "--view", "live", "--out", "x.png", "--at", "25:00"],
        ["export", "--dialogue", "x", "--out", "y"],
        ["export", "--dialogue", "x", "--format", "docx", "--out", "y"],
        ["--conductor", "127.0.0.1:1"],
    ],
)
def test_wrong_usage_is_said_in_one_line_and_ends_with_two(arguments, capsys, monkeypatch):
    monkeypatch.setenv("DIALOGPULT_LANGUAGE", "de")
    monkeypatch.delenv("DIALOGPULT_REHEARSAL", raising=False)
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    assert end.value.code == cli.WRONG_USAGE
    said = capsys.readouterr()
    assert one_sentence(said.err)
    assert said.out == ""


@pytest.mark.parametrize("command", [[], ["rehearse"], ["screenshot"], ["export"]])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_command_explains_itself(command, language, capsys, monkeypatch):
    monkeypatch.setenv("DIALOGPULT_LANGUAGE", language)
    with pytest.raises(SystemExit) as end:
        cli.main([*command, "--help"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("usage: dialogpult")


# the window


LINK = "dialogpult://join?o=https://stadt.example&c=K7MQ2XPA"


@pytest.mark.parametrize(
    ("arguments", "wish"),
    [
        (["abend.dialogpult"], Wish(path=Path("abend.dialogpult"))),
        (["--join", "https://stadt.example", "K7MQ"], Wish(join=("https://stadt.example", "K7MQ"))),
        (["--join", LINK], Wish(link=LINK)),
        ([LINK], Wish(link=LINK)),
        (
            [LINK.replace("dialogpult", "DialogPult")[:30]],
            Wish(link="DialogPult://join?o=https://st"),
        ),
    ],
)
def test_an_invitation_is_taken_as_a_link_and_anything_else_as_a_file(arguments, wish, monkeypatch):
    asked: list[Wish] = []
    monkeypatch.setattr(launching, "launch", lambda given: asked.append(given) or 0)
    assert cli.main(arguments) == 0
    assert asked == [wish]


@pytest.mark.parametrize("arguments", [["--sample"], []])
def test_a_start_that_quits_leaves_its_files_in_its_home_alone(own_home, arguments):
    done = run(*arguments, "--quit-after-start")
    assert (done.returncode, done.stderr) == (0, "")
    found = {path.relative_to(own_home).parts[0] for path in own_home.rglob("*") if path.is_file()}
    assert found <= {"data", "config", "logs"}
    samples = list((own_home / "data").glob("*.dialogpult"))
    assert len(samples) == (1 if arguments else 0)


def test_a_home_that_cannot_be_made_is_said_in_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    for arguments in (
        ["--quit-after-start"],
        ["export", "--dialogue", "x", "--format", "json", "--out", str(tmp_path / "out")],
    ):
        done = run(*arguments, DIALOGPULT_HOME=str(tmp_path / "file" / "home"))
        assert done.returncode == cli.FAILED
        assert "Traceback" not in done.stderr
        assert str(tmp_path / "file") in one_sentence(done.stderr)


# pictures


def test_all_states_are_listed():
    done = run("screenshot", "--list-states")
    assert done.returncode == 0
    assert done.stdout.split() == list(STATES)


VIEWS = ["live", "notes", "roster", "results"]


@pytest.mark.parametrize("number", range(len(STATES)))
def test_each_state_gives_a_picture_of_exactly_its_size(tmp_path, number, monkeypatch):
    monkeypatch.setenv("DIALOGPULT_LANGUAGE", "de")
    state = list(STATES)[number]
    out = tmp_path / "picture.png"
    arguments = ["--view", VIEWS[number % 4], "--state", state, "--size", "1366x768"]
    assert cli.main(["screenshot", *arguments, "--out", str(out)]) == 0
    assert png_size(out) == (1366, 768)


@pytest.mark.parametrize("view", ["start", "projector", "notes"])
def test_a_picture_at_twice_the_size_in_the_dark_keeps_the_size_that_was_asked_for(tmp_path, view):
    out = tmp_path / "picture.png"
    arguments = ["--view", view, "--theme", "dark", "--scale", "2.0", "--size", "1280x800"]
    done = run("screenshot", *arguments, "--at", "19:42", "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert png_size(out) == (1280, 800)


def test_a_picture_leaves_nothing_in_the_home_of_who_asks_for_it(tmp_path, own_home):
    done = run("screenshot", "--view", "roster", "--out", str(tmp_path / "picture.png"))
    assert done.returncode == 0, done.stderr
    assert not list(own_home.rglob("*"))


def test_a_picture_of_a_file_that_is_missing_is_refused_in_one_sentence(tmp_path):
    missing = str(tmp_path / "weg.dialogpult")
    out = tmp_path / "picture.png"
    done = run("screenshot", "--view", "live", "--dialogue", missing, "--out", str(out))
    assert done.returncode == cli.FAILED
    assert "weg.dialogpult" in one_sentence(done.stderr)
    assert not out.exists()


def test_a_picture_that_cannot_be_written_is_said_in_one_sentence(tmp_path):
    done = run("screenshot", "--view", "live", "--out", str(tmp_path / "no" / "picture.png"))
    assert done.returncode == cli.FAILED
    assert one_sentence(done.stderr)


# documents


@pytest.fixture(scope="module")
def evening(tmp_path_factory) -> Path:
    """The recorded evening as a file."""
    path = tmp_path_factory.mktemp("evening") / "Dortmund.dialogpult"
    play_back(read_recording(), path, SystemClock(), "lead", LATE).close()
    return path


def words_of(path: Path) -> str:
    """Everything that can be read in a document, or in the documents of a folder."""
    if path.is_dir():
        return "\n".join(words_of(one) for one in sorted(path.iterdir()))
    if path.suffix == ".odt":
        with zipfile.ZipFile(path) as archive:
            content = archive.read("content.xml").decode() + archive.read("meta.xml").decode()
        return re.sub(r"<[^>]+>", " ", content)
    if path.suffix == ".pdf":
        pages = PdfReader(path).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    return path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("edition", ["public", "internal"])
@pytest.mark.parametrize("form", ["odt", "pdf", "json", "csv"])
def test_the_recorded_evening_becomes_every_document(evening, tmp_path, form, edition):
    before = evening.read_bytes()
    out = tmp_path / f"Abend.{form}"
    done = run(
        "export", "--dialogue", str(evening), "--format", form, "--edition", edition,
        "--out", str(out),
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert str(tmp_path) in done.stdout
    written = words_of(out if out.exists() else tmp_path)
    assert len(written) > 2000
    if form == "json":
        json.loads(written)
    if edition == "public":
        assert len(citizens()) == 75
        assert [name for name in citizens() if name in written] == []
    assert evening.read_bytes() == before


def citizens() -> list[str]:
    """First and last names of the invented citizens."""
    return [
        f"{one['first_name']} {one['last_name']}"
        for one in read_people()["person"]
        if one["part"] == "citizen"
    ]


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda path: None, "file_missing"),
        (lambda path: path.touch(), "file_empty"),
        (lambda path: path.write_bytes(b"x" * 9000), "file_not_a_dialogue"),
        (lambda path: path.mkdir(), "file_is_folder"),
    ],
)
def test_what_cannot_be_exported_is_said_in_one_sentence(tmp_path, make, named):
    from console.words import Words

    path, out = tmp_path / "abend.dialogpult", tmp_path / "out.json"
    make(path)
    done = run("export", "--dialogue", str(path), "--format", "json", "--out", str(out))
    assert done.returncode == cli.FAILED
    sentence = Words("de").error(named, {"path": path.name})
    assert sentence in one_sentence(done.stderr)
    assert not out.exists()


def test_a_file_that_a_console_has_open_is_not_exported(tmp_path):
    now = SystemClock().wall_ms()
    store = Store.create(
        tmp_path / "a.dialogpult", uuid7(now), SystemClock(), Identity(device=uuid7(now))
    )
    done = run(
        "export", "--dialogue", str(store.path), "--format", "json",
        "--out", str(tmp_path / "out.json"),
    )  # fmt: skip
    store.close()
    assert done.returncode == cli.FAILED
    assert "a.dialogpult" in one_sentence(done.stderr)
