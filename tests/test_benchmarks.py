"""The table of figures: ratios, what is missed, and that every figure has its goal."""

import json

import pytest

from tests.benchmarks.__main__ import MEASURES, main
from tests.benchmarks.goals import GOALS, goal
from tests.benchmarks.sampling import Pair, percentile
from tests.benchmarks.table import Figure, as_json, as_table, kept, verdicts

WANTED = [
    "first_paint",
    "ready",
    "rss",
    "note_commit",
    "note_to_peer_p50",
    "note_to_peer_p99",
    "offline_push_10k",
    "offline_pull_10k",
    "push_throughput",
    "fanout_100_p99",
    "fanout_1000_p99",
    "stream_rss_kib",
    "reconnect_storm",
    "pg_two_process_p50",
    "pg_two_process_p99",
    "timer_skew_p99",
    "idle_cpu_live",
    "live_tick",
    "open_live",
    "frame_max",
    "theme_switch",
    "key_to_paint_f5",
    "dialogues_300_p99",
    "dialogues_300_cpu",
    "dialogues_300_rss",
]
#: What has a goal and no aim beyond it.
WITHOUT_AIM = ["open_live", "frame_max", "theme_switch", "key_to_paint_f5"]
#: What has no goal.
REPORTED = ["push_throughput", "dialogues_300_p99", "dialogues_300_cpu", "dialogues_300_rss"]


def test_a_figure_has_one_goal_and_most_have_an_aim_beyond_it() -> None:
    assert [one.name for one in GOALS] == WANTED
    aims = [(one.aim, one.first) for one in GOALS if one.aim is not None and one.first is not None]
    assert len(aims) == len(GOALS) - len(REPORTED) - len(WITHOUT_AIM)
    assert all(aim < first for aim, first in aims)


def test_a_figure_without_a_goal_is_shown_and_not_judged() -> None:
    assert verdicts([Figure("push_throughput", 1.0)]) == []
    assert as_table([Figure("push_throughput", 1.0)]).endswith(
        "1 1/s      –      –           –    –   0.0"
    )


def test_every_figure_is_measured_once() -> None:
    assert sorted(name for names, _ in MEASURES for name in names) == sorted(WANTED)


def test_goals_of_windows_and_commits_are_about_the_ratio() -> None:
    assert {one.name for one in GOALS if one.of == "ratio"} == {
        "first_paint",
        "ready",
        "rss",
        "note_commit",
    }


def test_a_ratio_is_the_value_by_its_floor() -> None:
    rows = json.loads(as_json([Figure("first_paint", 200.0, 100.0), Figure("idle_cpu_live", 0.4)]))
    assert rows == [
        {"name": "first_paint", "value": 200.0, "unit": "ms", "floor": 100.0, "ratio": 2.0},
        {"name": "idle_cpu_live", "value": 0.4, "unit": "%", "floor": None, "ratio": None},
    ]


def test_a_figure_over_its_first_goal_is_named_before_one_over_its_aim() -> None:
    worse, better = "at most 1 s are wanted.", "at most 4.5 times are wanted."
    lines = verdicts(
        [
            Figure("ready", 500.0, 100.0),
            Figure("first_paint", 181.0, 100.0),
            Figure("offline_push_10k", 1.5, 0.1),
            Figure("rss", 100.0, 50.0),
        ]
    )
    assert lines == [
        "first_paint misses its first goal: 1.81 times its floor, at most 1.8 times are wanted.",
        f"offline_push_10k misses its first goal: 1.5 s, {worse}",
        f"ready reaches its first goal but misses its aim: 5.00 times its floor, {better}",
        "At its aim: rss.",
    ]


def test_exactly_the_limit_is_within_it() -> None:
    assert verdicts([Figure("fanout_100_p99", 25.0)]) == ["At its aim: fanout_100_p99."]


def test_the_table_has_value_floor_ratio_and_both_goals_of_each_figure() -> None:
    heading, line = as_table([Figure("note_commit", 0.66, 0.2, load=1.25)]).splitlines()
    assert heading.split("  ")[0] == "figure"
    assert " ".join(line.split()) == "note_commit 0.66 ms 0.2 ms 3.30 × ≤ 4 × ≤ 2.5 × 1.2"


def test_a_run_of_one_figure_keeps_the_others(tmp_path) -> None:
    path = tmp_path / "out" / "bench.json"
    kept(path, [Figure("rss", 100.0, 50.0), Figure("note_commit", 0.6, 0.2)])
    kept(path, [Figure("note_commit", 0.4, 0.2)])
    assert {row["name"]: row["value"] for row in json.loads(path.read_text("utf-8"))} == {
        "rss": 100.0,
        "note_commit": 0.4,
    }


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [float(number) for number in range(1, 501)]
    assert percentile(values, 0.5) == 250.0
    assert percentile(values, 0.99) == 495.0
    assert percentile([7.0], 0.99) == 7.0


def test_one_odd_measurement_moves_neither_value_nor_floor() -> None:
    pair = Pair(values=[2.0, 2.0, 90.0], floors=[1.0, 50.0, 1.0])
    assert (pair.value, pair.floor) == (2.0, 1.0)


def test_an_unknown_name_is_refused_with_the_names_there_are(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--only", "speed"])
    assert ended.value.code == 2
    assert "note_to_peer_p99" in capsys.readouterr().err


def test_the_goal_of_a_figure_is_found_by_its_name() -> None:
    assert goal("ready").first == 6
