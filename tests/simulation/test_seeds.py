"""Two thousand evenings with everything going wrong."""

from pathlib import Path

import pytest

from tests.simulation.playing import play, told
from tests.simulation.world import Templates

SHARDS = 50
SEEDS = 2000
#: Later seeds whose evenings once went wrong.
LATER = [
    2761,  # a divided page kept an erased name
]


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_evening_comes_to_rest_with_nothing_lost(
    shard: int, tmp_path: Path, templates: Templates
) -> None:
    for seed in range(shard, SEEDS, SHARDS):
        evening = play(seed, tmp_path, templates)
        assert not evening.failure, told(evening)


@pytest.mark.parametrize("seed", LATER)
def test_what_once_went_wrong_goes_well(seed: int, tmp_path: Path, templates: Templates) -> None:
    evening = play(seed, tmp_path, templates)
    assert not evening.failure, told(evening)
