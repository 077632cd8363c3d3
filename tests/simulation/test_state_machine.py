"""The same evenings, led by Hypothesis: it draws who does what, and shrinks what goes wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.simulation import handing
from tests.simulation.invariants import check
from tests.simulation.planted import PLANTED
from tests.simulation.playing import quiet
from tests.simulation.world import MISFORTUNES, ROLES, Templates, World

WHO = st.integers(0, len(ROLES) - 1)
DICE = st.integers(0, 255)
#: Bounded to about 25 seconds on one core, and the same examples every time.
BOUNDED = settings(
    max_examples=120,
    stateful_step_count=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Evening(RuleBasedStateMachine):
    """Rules are the world's own moves; the dice of a move come from one small number."""

    templates: ClassVar[Templates]

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.world = World(0, Path(self._folder.name), self.templates)
        self.moment = 0
        self.is_over = False

    @initialize(seed=st.integers(0, 7), roughness=st.sampled_from([0.05, 0.15, 0.35]))
    def begin(self, seed: int, roughness: float) -> None:
        self.world.seed = seed
        self.world.roughness = roughness

    @rule(who=WHO, dice=DICE)
    def does_something(self, who: int, dice: int) -> None:
        self._of(who, dice, self.world.act)

    @rule(who=WHO, dice=DICE)
    def asks(self, who: int, dice: int) -> None:
        self._of(who, dice, self.world.ask, on_line=True)

    @rule(who=WHO, dice=DICE)
    def hears_a_stream(self, who: int, dice: int) -> None:
        self._of(who, dice, self.world.hear, on_line=True)

    @rule(which=st.integers(0, 9), dice=DICE)
    def carries(self, which: int, dice: int) -> None:
        network = self.world.network
        if network:
            self._move(dice, lambda: self.world.carry(network[which % len(network)]))

    @rule(how=st.sampled_from(handing.DOINGS), dice=DICE)
    def hands_over(self, how: Callable[[World], None], dice: int) -> None:
        self._move(dice, lambda: how(self.world))

    @rule(what=st.sampled_from(MISFORTUNES), dice=DICE)
    def goes_wrong(self, what: Callable[[World], None], dice: int) -> None:
        self._move(dice, lambda: what(self.world))

    def _of(
        self, who: int, dice: int, move: Callable[[Any], None], *, on_line: bool = False
    ) -> None:
        person = self.world.people[who]
        if person in (self.world.connected if on_line else self.world.here):
            self._move(dice, lambda: move(person))

    def _move(self, dice: int, move: Callable[[], None]) -> None:
        self.moment += 1
        self.world.begin_step(self.moment, dice)
        self.is_over = True
        move()
        self.world.end_step()
        self.is_over = False

    def teardown(self) -> None:
        """Let all come to rest and judge, unless a move has failed already."""
        try:
            if not self.is_over:
                self.world.rest()
                check(self.world)
        finally:
            self.world.close()
            self._folder.cleanup()


@pytest.fixture
def machine(templates: Templates) -> type[Evening]:
    quiet()
    Evening.templates = templates
    return Evening


def test_every_evening_that_hypothesis_leads_comes_to_rest(machine: type[Evening]) -> None:
    run_state_machine_as_test(machine, settings=BOUNDED)


def test_hypothesis_finds_a_planted_bug(
    machine: type[Evening], monkeypatch: pytest.MonkeyPatch
) -> None:
    PLANTED["throws_away_what_is_denied"](monkeypatch)
    finding = settings(BOUNDED, phases=[Phase.generate], report_multiple_bugs=False)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=finding)
