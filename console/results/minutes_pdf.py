"""The minutes as an accessible PDF (PDF/UA-1): tagged, in its language, with its own fonts."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from console.results.document import layout_of
from console.results.files import write_whole
from console.results.glyphs import breakable
from console.results.layout import Layout
from console.results.model import Minutes
from console.results.typesetting import mapped, set_pdf
from console.words import Words

_TEMPLATE: Final = Path(__file__).resolve().parents[2] / "resources/templates/documents/minutes.typ"


def write_pdf(minutes: Minutes, words: Words, out: Path) -> None:
    """Write the minutes as PDF/UA-1; the same minutes give the same bytes on one machine.

    Raises: KnownFailure as `files.write_whole`, or `export_pdf_failed`.
    """
    write_whole(out, pdf_bytes(minutes, words))


def pdf_bytes(minutes: Minutes, words: Words) -> bytes:
    """Return the PDF. Fonts of the system are used only for signs that Inter lacks.

    Raises: KnownFailure `export_pdf_failed` if the typesetter refuses a document all the same.
    """
    data = _document(layout_of(minutes, words))
    data["sections"] = mapped(data["sections"], breakable)
    return set_pdf(_TEMPLATE, data, minutes.generated_at // 1000)


def _document(layout: Layout) -> dict[str, Any]:
    """Return the layout as plain values, each block with its kind."""
    data = asdict(layout)
    for section, plain in zip(layout.sections, data["sections"], strict=True):
        for block, entry in zip(section.blocks, plain["blocks"], strict=True):
            entry["kind"] = type(block).__name__.lower()
    return data
