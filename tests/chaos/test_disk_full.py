"""A disk that is really full: nothing is pretended, nothing saved is lost, room mends it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.process import ROOT, surroundings


@pytest.mark.parametrize("who", ["console", "backend"])
def test_a_full_disk_refuses_and_loses_nothing(who: str, tmp_path: Path) -> None:
    # A mount of one's own needs root, here or in a namespace where one is.
    alone = (
        ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    )
    done = subprocess.run(
        [*alone, sys.executable, "-P", "-m", "tests.chaos.small_disk", who, str(tmp_path)],
        check=False,
        cwd=ROOT,
        env=surroundings(tmp_path / "home", {}),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
