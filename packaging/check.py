"""Everything that a change has to pass, one step after the other: `make test`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
SEEDS = (1, 2)
COUNT = re.compile(r"(\d+) (passed|failed|error)")

STEPS: dict[str, Sequence[str]] = {
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "linter": [str(BIN / "ruff"), "check", "."],
    "types": [str(BIN / "basedpyright")],
    "import contracts": [str(BIN / "lint-imports"), "--no-logo"],
    "licences": [PYTHON, "packaging/licences.py"],
    "tests": [PYTHON, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"],
}


def main() -> int:
    steps = dict(STEPS)
    for seed in SEEDS if has_rehearsal() else ():
        out = ROOT / "out" / "check" / f"seed-{seed}"
        command = [PYTHON, "main.py", "rehearse", "--faults", "--seed", str(seed)]
        steps[f"rehearsal with faults, seed {seed}"] = [*command, "--out", str(out)]
    return run_all(steps)


def has_rehearsal() -> bool:
    """Whether the command line knows it: argparse ends with 2 at a word it does not know."""
    asked = [PYTHON, "main.py", "rehearse", "--help"]
    return subprocess.run(asked, check=False, cwd=ROOT, capture_output=True).returncode != 2


def run_all(steps: dict[str, Sequence[str]]) -> int:
    """Stops at the first step that fails; the last line counts the tests."""
    took: dict[str, float] = {}
    counts: dict[str, int] = {}
    failed = ""
    for name, command in steps.items():
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        code, output = run(command)
        took[name] = time.monotonic() - began
        if name == "tests":
            counts = counted(output)
        if code:
            failed = name
            break
    print("\n== " + (f"stopped: {failed}" if failed else "all passed"))
    for name, seconds in took.items():
        print(f"{seconds:7.1f} s  {name}{'  FAILED' if name == failed else ''}")
    if counts:
        broken = counts.get("failed", 0) + counts.get("error", 0)
        print(f"tests: {counts.get('passed', 0)} passed, {broken} failed")
    return 1 if failed else 0


def run(command: Sequence[str]) -> tuple[int, str]:
    """Show the output while it comes, and keep it."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    lines: list[str] = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    return process.returncode, "".join(lines)


def counted(output: str) -> dict[str, int]:
    """The figures of pytest's closing line, by word."""
    closing = [line for line in output.splitlines() if re.search(r"\d+ \w+.* in [\d.:]+s?", line)]
    return {word: int(n) for n, word in COUNT.findall(closing[-1])} if closing else {}


if __name__ == "__main__":
    sys.exit(main())
