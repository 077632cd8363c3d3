"""The one command that runs every step."""

import os
import sys
from pathlib import Path

import pytest

from tests.test_packaging import script

CHECK = script("check")


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_steps_after_a_failure_are_not_begun(capfd: pytest.CaptureFixture[str]) -> None:
    stages = [
        {"first": python("print('one')")},
        {"second": python("import sys; sys.exit('two broke')")},
        {"third": python("print('three')")},
    ]
    assert CHECK.run_all(stages) == 1
    said = capfd.readouterr().out
    assert "two broke" in said
    assert "stopped: second" in said
    assert "three" not in said


def test_steps_of_one_stage_run_at_the_same_time(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Either end waits for the other to be opened.
    ends = {mode: python(f"open({str(pipe)!r}, {mode!r}).close()") for mode in ("r", "w")}
    assert CHECK.run_all([ends]) == 0


def test_every_step_that_failed_is_named_and_shown(capfd: pytest.CaptureFixture[str]) -> None:
    fails = {name: python(f"import sys; sys.exit('{name} broke')") for name in ("one", "two")}
    assert CHECK.run_all([{"well": python(""), **fails}, {"later": python("")}]) == 1
    said = capfd.readouterr().out
    assert "one broke" in said
    assert "two broke" in said
    assert "stopped: one, two" in said
    assert "later" not in said


@pytest.mark.parametrize(
    ("closing", "told"),
    [
        ("5 passed in 0.10s", "tests: 5 passed, 0 failed"),
        ("== 2 failed, 312 passed, 1 error in 65.01s (0:01:05) ==", "tests: 312 passed, 3 failed"),
    ],
)
def test_the_last_line_counts_the_tests(
    closing: str, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    tests = {"tests": python(f"print({closing!r})"), "beside": python("")}
    CHECK.run_all([tests, {"after": python("print('later')")}])
    assert capfd.readouterr().out.splitlines()[-1] == told


def test_every_part_of_the_check_is_there() -> None:
    tools = " ".join(part for stage in CHECK.STAGES for step in stage.values() for part in step)
    for part in ("ruff format --check", "ruff check", "basedpyright", "lint-imports", "pytest"):
        assert part in tools
    assert "licences.py" in tools
    played = [" ".join(command) for command in CHECK.rehearsals().values()]
    assert len(played) == 2
    assert all("rehearse --faults --seed" in command for command in played)
