"""`export` on the command line: a dialogue file becomes a document, nothing is shown."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from console.app.opening import Opener
from console.clock_system import SystemClock
from console.config.paths import find_paths
from console.domain.errors import DialogpultError
from console.results.export import Form, export
from console.results.model import Edition
from console.words import Words


def export_file(path: Path, form: Form, edition: Edition, out: Path, words: Words) -> int:
    """Write the document; returns 0, or 1 after one sentence on stderr."""
    try:
        opened = Opener(find_paths(os.environ), SystemClock()).open(path)
        try:
            written = export(opened.store, form, edition, out, words)
        finally:
            opened.store.close()
    except DialogpultError as error:
        sentence = words.error(error.code, error.parameters)
        print(words("cli.failed", sentence=sentence), file=sys.stderr)
        return 1
    for one in written:
        print(words("cli.written", path=one))
    return 0
