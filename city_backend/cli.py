"""The command line of the backend: arguments, sentences, exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from city_backend.commands import creating, health, inviting, keeping, people, serving
from city_backend.commands.forms import Asked, Forms
from console.domain.errors import KnownFailure
from console.words import Words, choose_language


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for; answer 0 done, 1 failed, 2 wrong usage."""
    words = Words(choose_language(None, _locale()))
    parsed = parser(words).parse_args(arguments)
    try:
        return parsed.run(Asked(words, parsed))
    except KnownFailure as failure:
        sys.stderr.write(words(f"backend.failed.{failure.code}", **failure.parameters) + "\n")
        return 1


def parser(words: Words) -> argparse.ArgumentParser:
    """Every form of the command line."""
    forms = Forms(words)
    for group in (serving, creating, inviting, people, keeping, health):
        group.add_to(forms)
    return forms.parser


def _locale() -> str:
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((os.environ[name] for name in names if os.environ.get(name)), "")
