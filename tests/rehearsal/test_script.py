"""What happens on the rehearsed evening, before anybody plays it."""

from __future__ import annotations

import pytest

from console.rehearsal.evening_plan import LATE_S, MINUTE
from console.rehearsal.sabotage import sabotaged
from console.rehearsal.script import Casting, Step, write


@pytest.fixture(scope="module")
def steps() -> list[Step]:
    return write(Casting(faults=True))


def test_the_same_casting_gives_the_same_steps(steps: list[Step]) -> None:
    assert write(Casting(faults=True)) == steps
    assert write(Casting(seed=2, faults=True)) != steps


def test_steps_come_in_the_order_of_time(steps: list[Step]) -> None:
    instants = [step.at for step in steps]
    assert instants == sorted(instants)


def test_the_evening_begins_late_and_ends_later_than_planned(steps: list[Step]) -> None:
    advances = [step.at for step in steps if step.do == "primary"]
    assert len(advances) == 11
    assert advances[0] == LATE_S
    assert 12 * MINUTE < advances[-1] - 135 * MINUTE < 25 * MINUTE


def test_there_is_enough_to_prove_something(steps: list[Step]) -> None:
    texts = {step.args["text"] for step in steps if step.do in ("note", "type_note")}
    assert len(texts) >= 120
    assert sum(step.do == "type_note" for step in steps) >= 20
    assert sum(step.do == "picture" for step in steps) >= 10
    assert sum(step.do == "edit" for step in steps) >= 6


def test_the_network_is_away_for_twenty_minutes(steps: list[Step]) -> None:
    at = {step.do: step.at for step in steps if step.actor == "stage"}
    assert at["heal"] - at["cut"] == pytest.approx(20 * MINUTE)
    assert {"kill", "restart", "kill_backend", "start_backend"} <= set(at)


def test_two_people_edit_while_the_network_is_away(steps: list[Step]) -> None:
    at = {step.do: step.at for step in steps if step.actor == "stage"}
    apart = [step for step in steps if step.do == "edit" and at["cut"] < step.at < at["heal"]]
    assert apart


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("drop-note", "pretend_note"),
        ("swap-author", "note_for_another"),
        ("skip-edit", "pretend_edit"),
    ],
)
def test_a_planted_fault_changes_one_step(steps: list[Step], name: str, changed: str) -> None:
    planted = sabotaged(steps, name)
    differing = [after for before, after in zip(steps, planted, strict=True) if before != after]
    assert [step.do for step in differing] == [changed]


def test_without_sabotage_nothing_is_planted(steps: list[Step]) -> None:
    assert sabotaged(steps, None) == steps
