"""`python -m tests.simulation --seeds A..B --steps N`: more evenings than the tests play.

With `--bug NAME` a bug of `tests.simulation.planted` is in the code, to see what finds it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.simulation.planted import PLANTED
from tests.simulation.playing import STEPS, Evening, play, quiet, shrunk, told
from tests.simulation.world import Templates

_SHARD = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 1 when an evening went wrong."""
    asked = _arguments(arguments)
    first, last = asked.seeds
    shards = [range(at, min(at + _SHARD, last + 1)) for at in range(first, last + 1, _SHARD)]
    began = time.monotonic()
    job = partial(_play, steps=asked.steps, bug=asked.bug)
    if asked.processes == 1:
        failed = [failure for shard in shards for failure in job(shard)]
    else:
        with ProcessPoolExecutor(asked.processes) as pool:
            failed = [failure for found in pool.map(job, shards) for failure in found]
    minutes = (time.monotonic() - began) / 60
    for seed, _ in failed[: asked.stories]:
        _say(_story(seed, asked.steps, asked.bug))
    for seed, failure in failed[asked.stories :]:
        _say(f"seed {seed}: {failure}")
    count = last - first + 1
    _say(
        f"{count} evenings of {asked.steps} steps, seeds {first}..{last}: {len(failed)} failed,"
        f" {count / minutes:.0f} a minute"
    )
    return 1 if failed else 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=_seeds, default=(0, 1999), metavar="A..B")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--stories", type=int, default=1, help="how many failures to shrink")
    parser.add_argument("--bug", choices=sorted(PLANTED))
    return parser.parse_args(arguments)


def _seeds(text: str) -> tuple[int, int]:
    first, _, last = text.partition("..")
    return int(first), int(last or first)


def _play(seeds: range, steps: int, bug: str | None) -> list[tuple[int, str]]:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        templates = _ready(Path(folder), patch, bug)
        played = (play(seed, Path(folder), templates, steps) for seed in seeds)
        return list(_failed(played))


def _failed(played: Iterable[Evening]) -> Iterator[tuple[int, str]]:
    for evening in played:
        if evening.failure:
            yield evening.seed, evening.failure


def _story(seed: int, steps: int, bug: str | None) -> str:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        templates = _ready(Path(folder), patch, bug)
        return told(shrunk(seed, Path(folder), templates, steps))


def _ready(folder: Path, patch: pytest.MonkeyPatch, bug: str | None) -> Templates:
    quiet()
    templates = Templates(folder)
    if bug is not None:
        PLANTED[bug](patch)
    return templates


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
