"""The city backend's own command line, at an hour of the bench's choosing; run by its path."""

import sys

from city_backend import clock_system
from city_backend.cli import main
from tests.benchmarks.watching import move_clock

move_clock(clock_system)
sys.exit(main())
