"""What a word of the command line has to look like; anything else is wrong usage."""

from __future__ import annotations

import argparse
import os
import re
from datetime import date, datetime, time
from typing import Final

from city_backend.commands.forms import Forms
from city_backend.links import Until
from console.domain.join_link import plain_origin

REHEARSAL: Final = "DIALOGPULT_REHEARSAL"
#: Where consoles find the backend, so that it need not be typed with every invitation.
ADDRESS: Final = "DIALOGPULT_ADDRESS"
#: Stands for the key of the certificate that `serve --tls-self-signed` made on this machine.
OWN_PIN: Final = "own"


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


def city(text: str) -> str:
    """Take the name of a municipality."""
    name = text.strip()
    if not 0 < len(name) <= 200 or not name.isprintable():
        raise argparse.ArgumentTypeError(text)
    return name


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


def until(text: str) -> Until:
    """Take a time of today ("21:30"), a day ("2026-12-01"), or both ("2026-12-01T21:30")."""
    try:
        if re.fullmatch(r"\d\d?:\d\d", text):
            hour, minute = text.split(":")
            return time(int(hour), int(minute))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(text) from error


def origin(text: str) -> str:
    """Take the address that consoles go to: https, or this machine."""
    found = plain_origin(text)
    if found is None:
        raise argparse.ArgumentTypeError(text)
    return found


def pin(text: str) -> str:
    """Take the SHA-256 of a key, as 64 hex digits with or without colons between them, or "own"."""
    plain = text.replace(":", "").lower()
    if plain == OWN_PIN:
        return plain
    if not re.fullmatch("[0-9a-f]{64}", plain):
        raise argparse.ArgumentTypeError(text)
    return plain


def add_door(forms: Forms, form: argparse.ArgumentParser) -> None:
    """Let a command be told where consoles find the backend, and its key if need be."""
    form.add_argument(
        "--address",
        metavar="https://…",
        type=origin,
        default=os.environ.get(ADDRESS) or None,
        help=forms.words("backend.help.address"),
    )
    form.add_argument("--pin", metavar="SHA256|own", type=pin, help=forms.words("backend.help.pin"))
