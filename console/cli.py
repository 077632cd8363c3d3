"""The command line of the console: arguments, nothing else."""

import argparse
from collections.abc import Sequence

from console import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for; answers the exit code."""
    parser().parse_args(arguments)
    return 0


def parser() -> argparse.ArgumentParser:
    """Every form of the command line."""
    result = argparse.ArgumentParser(prog="dialogpult")
    result.add_argument("--version", action="version", version=f"Dialogpult {__version__}")
    return result
