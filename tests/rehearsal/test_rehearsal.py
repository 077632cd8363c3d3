"""The rehearsal finds what is planted, and says it with its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def rehearse(out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Play an evening as a person would call it."""
    return subprocess.run(
        [sys.executable, "main.py", "rehearse", "--out", str(out), *options],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DIALOGPULT_LANGUAGE": "de"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("sabotage", "named"),
    [
        ("drop-note", "fehlt"),
        ("swap-author", "trägt auf"),
        ("skip-edit", "fehlt die Änderung"),
    ],
)
def test_each_planted_fault_is_found_and_named(tmp_path: Path, sabotage: str, named: str) -> None:
    done = rehearse(tmp_path, "--sabotage", sabotage)
    assert done.returncode == 1, done.stderr
    report = json.loads((tmp_path / "report.json").read_text())
    assert named in report["differences"][0]
    assert report["differences"][0] in done.stderr
    # The fault is on every console and in the log, and nothing else is wrong.
    assert all(named in difference for difference in report["differences"])


def test_the_conductor_is_refused_outside_of_a_rehearsal() -> None:
    done = subprocess.run(
        [sys.executable, "main.py", "--conductor", "127.0.0.1:1"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DIALOGPULT_REHEARSAL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
