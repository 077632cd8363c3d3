"""Asking once more before something that cannot be taken back."""

from __future__ import annotations

import argparse
import sys

from city_backend.commands.forms import Asked, Forms
from console.domain.errors import KnownFailure


def add_yes(forms: Forms, form: argparse.ArgumentParser) -> None:
    """Let a script answer beforehand."""
    form.add_argument("--yes", action="store_true", help=forms.words("backend.help.yes"))


def confirm(asked: Asked, question: str, title: str) -> None:
    """Return when the title was typed, or `--yes` was given.

    Raises: KnownFailure with not_confirmed.
    """
    if asked.parsed.yes:
        return
    sys.stderr.write(f"{question}\n{asked.words('backend.confirm.title', title=title)} ")
    sys.stderr.flush()
    if sys.stdin.readline().strip() != title:
        raise KnownFailure("not_confirmed")
