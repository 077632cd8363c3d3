"""The simulation finds what was broken on purpose."""

from pathlib import Path

import pytest

from tests.simulation.planted import PLANTED
from tests.simulation.test_seeds import play
from tests.simulation.world import Templates

#: Within so many evenings each planted bug has to show.
EVENINGS = 25


@pytest.mark.parametrize("bug", PLANTED)
def test_the_simulation_finds_a_planted_bug(
    bug: str, tmp_path: Path, templates: Templates, monkeypatch: pytest.MonkeyPatch
) -> None:
    PLANTED[bug](monkeypatch)
    found = None
    for seed in range(EVENINGS):
        try:
            play(seed, tmp_path, templates)
        except Exception as error:  # noqa: BLE001
            found = error
            break
    assert found is not None, f"{EVENINGS} evenings did not find {bug}"
    assert any("seed " in note for note in found.__notes__), "the story is told"
