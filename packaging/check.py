"""Everything that a change has to pass, the quick steps first: `make test`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
SEEDS = (1, 2)
COUNT = re.compile(r"(\d+) (passed|failed|error)")
#: What runs at the same time: name → command. Only the first shows its output while it comes.
Stage = Mapping[str, Sequence[str]]

STAGES: Sequence[Stage] = (
    {"format": [str(BIN / "ruff"), "format", "--check", "."]},
    {"linter": [str(BIN / "ruff"), "check", "."]},
    {"import contracts": [str(BIN / "lint-imports"), "--no-logo"]},
    {"licences": [PYTHON, "packaging/licences.py"]},
    # Tests wait now and then, and more often than all workers at once: types take that time.
    {
        "tests": [PYTHON, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"],
        "types": [str(BIN / "basedpyright")],
    },
)


class Done(NamedTuple):
    """What became of a step."""

    code: int
    output: str
    seconds: float


def main() -> int:
    return run_all([*STAGES, rehearsals()] if has_rehearsal() else STAGES)


def rehearsals() -> Stage:
    """Beside each other: consoles wait for what happens on a clock more than they compute."""
    steps: dict[str, Sequence[str]] = {}
    for seed in SEEDS:
        out = ROOT / "out" / "check" / f"seed-{seed}"
        command = [PYTHON, "main.py", "rehearse", "--faults", "--seed", str(seed)]
        steps[f"rehearsal with faults, seed {seed}"] = [*command, "--out", str(out)]
    return steps


def has_rehearsal() -> bool:
    """Whether the command line knows it: argparse ends with 2 at a word it does not know."""
    asked = [PYTHON, "main.py", "rehearse", "--help"]
    return subprocess.run(asked, check=False, cwd=ROOT, capture_output=True).returncode != 2


def run_all(stages: Sequence[Stage]) -> int:
    """Stops after the first stage in which a step fails; the last line counts the tests."""
    done: dict[str, Done] = {}
    failed: list[str] = []
    for stage in stages:
        done |= run_stage(stage)
        failed = [name for name, step in done.items() if step.code]
        if failed:
            break
    print("\n== " + (f"stopped: {', '.join(failed)}" if failed else "all passed"))
    for name, step in done.items():
        print(f"{step.seconds:7.1f} s  {name}{'  FAILED' if step.code else ''}")
    if counts := counted(done["tests"].output) if "tests" in done else {}:
        broken = counts.get("failed", 0) + counts.get("error", 0)
        print(f"tests: {counts.get('passed', 0)} passed, {broken} failed")
    return 1 if failed else 0


def run_stage(stage: Stage) -> dict[str, Done]:
    """Run steps at the same time; what is not shown while it comes is shown when it is whole."""
    first = next(iter(stage))
    print(f"\n== {' | '.join(stage)}", flush=True)
    with ThreadPoolExecutor(len(stage)) as pool:
        jobs = {
            name: pool.submit(partial(run, name, command, live=name == first))
            for name, command in stage.items()
        }
        return {name: job.result() for name, job in jobs.items()}


def run(name: str, command: Sequence[str], *, live: bool) -> Done:
    """Keep the output, and show it."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    lines: list[str] = []
    began = time.monotonic()
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
            lines.append(line)
            if live:
                print(line, end="", flush=True)
    output = "".join(lines)
    if not live:
        print(f"\n== {name}\n{output}", end="", flush=True)
    return Done(process.returncode, output, time.monotonic() - began)


def counted(output: str) -> dict[str, int]:
    """The figures of pytest's closing line, by word."""
    closing = [line for line in output.splitlines() if re.search(r"\d+ \w+.* in [\d.:]+s?", line)]
    return {word: int(n) for n, word in COUNT.findall(closing[-1])} if closing else {}


if __name__ == "__main__":
    sys.exit(main())
