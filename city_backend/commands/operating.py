"""What `serve` is told about watching it: access log, metrics, disk, proxy."""

from __future__ import annotations

import argparse
import ipaddress
from pathlib import Path

from city_backend.access_log import AccessLog
from city_backend.commands.forms import Forms
from city_backend.operating import MIN_FREE_BYTES, Operating
from city_backend.routes_health import hash_of_token
from console.domain.errors import KnownFailure

_MIB = 1024 * 1024


def add_operating(forms: Forms, form: argparse.ArgumentParser) -> None:
    """Add the wishes to the form of `serve`."""
    words = forms.words
    form.add_argument("--access-log", metavar="FILE|-", help=words("backend.help.access_log"))
    form.add_argument(
        "--log-addresses", action="store_true", help=words("backend.help.log_addresses")
    )
    form.add_argument(
        "--metrics-token-file",
        type=Path,
        metavar="FILE",
        help=words("backend.help.metrics_token_file"),
    )
    form.add_argument(
        "--min-free-mib",
        type=_count,
        default=MIN_FREE_BYTES // _MIB,
        metavar="MIB",
        help=words("backend.help.min_free_mib"),
    )
    form.add_argument("--proxy", type=_address, metavar="ADDRESS", help=words("backend.help.proxy"))


def operating_as(parsed: argparse.Namespace) -> Operating:
    """Return what was wished for.  Raises: KnownFailure when a file cannot be used."""
    access, token_file = parsed.access_log, parsed.metrics_token_file
    log = None
    if access is not None:
        log = AccessLog(None if access == "-" else Path(access), addresses=parsed.log_addresses)
    return Operating(
        access=log,
        metrics_token_hash=None if token_file is None else hash_of_token(_token(token_file)),
        min_free=parsed.min_free_mib * _MIB,
        proxy=parsed.proxy or "",
    )


def _token(path: Path) -> str:
    """Return the token in a file: on a command line everybody on the machine could read it."""
    try:
        token = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise KnownFailure("file_unreadable", path=str(path)) from error
    if len(token) < 16:
        raise KnownFailure("token_short", path=str(path))
    return token


def _count(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(text)
    return int(text)


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(text) from error
