"""`make bench`: every figure beside its floor and its goals, and in words what is missed."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence

from console.domain.errors import DialogpultError
from tests.benchmarks import (
    measure_commit,
    measure_dialogues,
    measure_fanout,
    measure_live,
    measure_offline,
    measure_peers,
    measure_postgres,
    measure_rest,
    measure_skew,
    measure_start,
    measure_throughput,
)
from tests.benchmarks.goals import GOALS
from tests.benchmarks.process import ROOT, Failed
from tests.benchmarks.table import Figure, as_table, kept, verdicts

KEPT = ROOT / "out" / "bench.json"
Measure = Callable[[], list[Figure]]

#: Which figures come from one measurement, in the order in which they are taken.
MEASURES: tuple[tuple[tuple[str, ...], Measure], ...] = (
    (("first_paint", "ready"), measure_start.measure),
    (("rss",), measure_rest.measure_memory),
    (("note_commit",), measure_commit.measure),
    (("note_to_peer_p50", "note_to_peer_p99"), measure_peers.measure),
    (("offline_push_10k", "offline_pull_10k"), measure_offline.measure),
    (("push_throughput",), measure_throughput.measure),
    (("fanout_100_p99",), measure_fanout.measure_100),
    (("fanout_1000_p99", "stream_rss_kib", "reconnect_storm"), measure_fanout.measure_1000),
    (("pg_two_process_p50", "pg_two_process_p99"), measure_postgres.measure),
    (("timer_skew_p99",), measure_skew.measure),
    (("idle_cpu_live",), measure_rest.measure_cpu),
    (
        ("live_tick", "open_live", "frame_max", "theme_switch", "key_to_paint_f5"),
        measure_live.measure,
    ),
    (
        ("dialogues_300_p99", "dialogues_300_cpu", "dialogues_300_rss"),
        measure_dialogues.measure,
    ),
)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    names = [goal.name for goal in GOALS]
    parser.add_argument("--only", metavar="NAME", help=f"one of {', '.join(names)}")
    parser.add_argument("--long", action="store_true", help="the long ones instead")
    parsed = parser.parse_args(arguments)
    only = parsed.only
    if only and only not in names:
        parser.error(f"no figure is called {only}: {', '.join(names)}")
    chosen = {one.name for one in GOALS if one.long == parsed.long} if not only else {only}
    figures, broken = run_all(chosen)
    if figures:
        kept(KEPT, figures)
        print(f"\n{as_table(figures)}\n")
        print("\n".join([*verdicts(figures), *doubts(figures)]))
        print(f"Kept in {KEPT.relative_to(ROOT)}.")
    for name, why in broken.items():
        print(f"{name} could not be measured: {why}", file=sys.stderr)
    return 1 if broken else 0


def run_all(chosen: set[str]) -> tuple[list[Figure], dict[str, str]]:
    """The chosen figures in the order of their goals, and why others could not be taken."""
    found: dict[str, Figure] = {}
    broken: dict[str, str] = {}
    for names, measure in MEASURES:
        if chosen.isdisjoint(names):
            continue
        began = time.monotonic()
        try:
            found.update((one.name, one) for one in measure())
        except (Failed, TimeoutError, DialogpultError) as failure:
            broken[", ".join(names)] = repr(failure)
        print(f"{', '.join(names)}: {time.monotonic() - began:.0f} s", flush=True)
    wanted = [goal.name for goal in GOALS if goal.name in found and goal.name in chosen]
    return [found[name] for name in wanted], broken


def doubts(figures: Sequence[Figure]) -> list[str]:
    """What to measure again because the machine had other work."""
    cores = os.cpu_count() or 1
    # One console and one backend keep two cores busy by themselves.
    busy = [one.name for one in figures if one.load > cores + 0.5]
    if not busy:
        return []
    return [f"The machine was busy with other work, measure again: {', '.join(busy)}."]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
