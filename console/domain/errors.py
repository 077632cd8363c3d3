"""The two errors that people are told about; anything else is a bug.

DialogpultError
├── CommandRejected   a rule says no: tell the moderator, nothing was changed
└── KnownFailure      disk, network, file format: tell, keep everything, offer the way out
"""

from __future__ import annotations


class DialogpultError(Exception):
    """An error as a code with parameters; `console.words` makes the sentence (`errors.<code>`)."""

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters


class CommandRejected(DialogpultError):
    """A command that a rule refuses; nothing was written."""


class KnownFailure(DialogpultError):
    """Something outside the program failed; what was accepted before is safe."""
