"""One evening from its seed, its story, and the shortest story that still goes wrong."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from msgspec import Struct

from console.domain import codec
from tests.simulation.invariants import check
from tests.simulation.world import Templates, World

STEPS = 200
_NAMES = re.compile(r"[(\[{'].*|\b\w*\d\w*\b")


class Evening(Struct, frozen=True):
    """How an evening went: `failure` is what was wrong, "" when nothing was."""

    seed: int
    failure: str
    story: tuple[str, ...]
    error: Exception | None = None

    @property
    def kind(self) -> str:
        """What was wrong, without names and numbers: other evenings may show the same."""
        return _NAMES.sub("", self.failure)


def play(
    seed: int,
    folder: Path,
    templates: Templates,
    steps: int = STEPS,
    left_out: Collection[int] = (),
) -> Evening:
    """Play the steps of a seed but those left out, let all come to rest, and judge."""
    with _heads_read_once():
        return _played(seed, folder, templates, steps, left_out)


@contextmanager
def _heads_read_once() -> Generator[None]:
    """Five consoles, the city and each oracle read the same text: a tenth of an evening's time."""
    read = codec.decode_head
    codec.decode_head = cache(read)
    try:
        yield
    finally:
        codec.decode_head = read


def _played(
    seed: int, folder: Path, templates: Templates, steps: int, left_out: Collection[int]
) -> Evening:
    world = World(seed, folder, templates)
    error: Exception | None = None
    try:
        world.evening(steps, left_out)
        world.rest()
        check(world)
    except Exception as raised:  # noqa: BLE001
        error = raised
    finally:
        world.close()
        for path in folder.glob(f"{seed}-*"):
            path.unlink()
    failure = f"{type(error).__name__}: {error}" if error is not None else ""
    return Evening(seed, failure, tuple(world.story), error)


def shrunk(
    seed: int, folder: Path, templates: Templates, steps: int = STEPS, tries: int = 400
) -> Evening:
    """The evening of a seed that goes wrong, with as few steps as were found in `tries`."""
    out: set[int] = set()
    best = play(seed, folder, templates, steps)
    last = _last_step(best)
    out.update(range(last + 1, steps + 1))
    size = max(1, last // 2)
    while size and tries > 0:
        kept = [step for step in range(1, last + 1) if step not in out]
        removed = False
        for at in range(0, len(kept), size):
            part = set(kept[at : at + size])
            evening = play(seed, folder, templates, last, out | part)
            tries -= 1
            if evening.kind == best.kind:
                out |= part
                best, removed = evening, True
            if tries <= 0:
                break
        if not removed or size > 1:
            size //= 2
    return best


def _last_step(evening: Evening) -> int:
    """The step in which it went wrong, or the last one when that showed only at the end."""
    return int(evening.story[-1].split(maxsplit=1)[0]) if evening.story else 0


def told(evening: Evening) -> str:
    """The story for people to read."""
    lines = [f"seed {evening.seed}: {evening.failure}", f"{len(evening.story)} steps are left:"]
    return "\n".join([*lines, *evening.story])


def quiet() -> None:
    """Say nothing about what the simulation breaks on purpose."""
    logging.getLogger("console").setLevel(logging.CRITICAL)
