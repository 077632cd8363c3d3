"""Three hundred evenings with everything going wrong."""

from pathlib import Path

import pytest

from tests.simulation.invariants import check
from tests.simulation.world import Templates, World

SHARDS = 10
SEEDS = 300
STEPS = 260


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_evening_comes_to_rest_with_nothing_lost(
    shard: int, tmp_path: Path, templates: Templates
) -> None:
    for seed in range(shard, SEEDS, SHARDS):
        play(seed, tmp_path, templates)


def play(seed: int, folder: Path, templates: Templates) -> None:
    world = World(seed, folder, templates)
    try:
        world.evening(STEPS)
        world.rest()
        check(world)
    except Exception as error:
        error.add_note("\n".join(world.story))
        raise
    finally:
        world.close()
        for path in folder.glob(f"{seed}-*"):
            path.unlink()
