"""The one command that runs every step."""

import sys

import pytest

from tests.test_packaging import script

CHECK = script("check")


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_steps_after_a_failure_are_not_begun(capfd: pytest.CaptureFixture[str]) -> None:
    steps = {
        "first": python("print('one')"),
        "second": python("import sys; sys.exit('two broke')"),
        "third": python("print('three')"),
    }
    assert CHECK.run_all(steps) == 1
    said = capfd.readouterr().out
    assert "two broke" in said
    assert "stopped: second" in said
    assert "three" not in said


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
    CHECK.run_all({"tests": python(f"print({closing!r})"), "after": python("print('later')")})
    assert capfd.readouterr().out.splitlines()[-1] == told


def test_every_part_of_the_check_is_there() -> None:
    tools = " ".join(part for command in CHECK.STEPS.values() for part in command)
    for part in ("ruff format --check", "ruff check", "basedpyright", "lint-imports", "pytest"):
        assert part in tools
    assert "licences.py" in tools
