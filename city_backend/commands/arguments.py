"""What a word of the command line has to look like; anything else is wrong usage."""

from __future__ import annotations

import argparse
import os
from typing import Final

REHEARSAL: Final = "DIALOGPULT_REHEARSAL"


def port(text: str) -> int:
    """Take a port; 0 for any."""
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(text)
    return int(text)


def title(text: str) -> str:
    """Take the title of a dialogue."""
    if not 0 < len(text.strip()) <= 200:
        raise argparse.ArgumentTypeError(text)
    return text.strip()


def numbers(text: str) -> tuple[int, ...]:
    """Take numbers with commas between them."""
    parts = text.split(",")
    if not all(part.strip().isdigit() for part in parts):
        raise argparse.ArgumentTypeError(text)
    return tuple(int(part) for part in parts)


def conductor(text: str) -> tuple[str, int]:
    """Take a conductor's address, but only where a rehearsal says that it is one."""
    host, _, number = text.rpartition(":")
    if os.environ.get(REHEARSAL) != "1" or not host or not number.isdigit():
        raise argparse.ArgumentTypeError(text)
    return host, int(number)


def now(text: str) -> int:
    """Take an instant (UTC ms) that a rehearsal plays at."""
    if os.environ.get(REHEARSAL) != "1" or not text.isdigit():
        raise argparse.ArgumentTypeError(text)
    return int(text)
