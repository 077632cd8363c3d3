"""The minutes of the rehearsed evening in both editions."""

from __future__ import annotations

from pathlib import Path

from console.rehearsal.evidence import Evidence
from console.results.export import export
from console.words import Words


def write_documents(evidence: Evidence, folder: Path, words: Words) -> list[Path]:
    """Write ODT and PDF, public and internal, from the lead's file.  Raises: KnownFailure."""
    folder.mkdir()
    store = evidence.stores["lead"]
    written: list[Path] = []
    for edition in ("public", "internal"):
        for form in ("odt", "pdf"):
            out = folder / f"{edition}.{form}"
            written += export(store, form, edition, out, words)
    return written
