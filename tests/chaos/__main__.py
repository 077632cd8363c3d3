"""`python -m tests.chaos --notes 5000 --seed 1`: as long as one likes, with any seed."""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.evening import Broken, play


def main() -> int:
    """Play one evening after the other until the time is over; 1 when something was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--notes", type=int, default=5000, help="to be saved in each evening")
    parser.add_argument("--seed", type=int, default=1, help="of the first evening")
    parser.add_argument("--hours", type=float, default=0, help="begin another evening until then")
    asked = parser.parse_args()
    until, seed = time.monotonic() + asked.hours * 3600, asked.seed
    while True:
        with tempfile.TemporaryDirectory(prefix="dialogpult-chaos-") as folder:
            began = time.monotonic()
            try:
                report = asyncio.run(play(Path(folder), seed, asked.notes))
            except Broken as broken:
                sys.stderr.write(f"seed {seed}: {broken}\n")
                return 1
        sys.stdout.write(f"seed {seed}: {report}, {time.monotonic() - began:.0f} s\n")
        sys.stdout.flush()
        seed += 1
        if time.monotonic() >= until:
            return 0


if __name__ == "__main__":
    sys.exit(main())
