"""The minutes as ODT to write on in: real headings, lists and tables, language and title set."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from console.results.document import layout_of
from console.results.files import write_whole
from console.results.layout import Layout
from console.results.model import Minutes
from console.results.odt_package import same_bytes
from console.words import Words
from console.words.formats import wall_time

if TYPE_CHECKING:
    from odfdo import Document

_TEMPLATES: Final = Path(__file__).resolve().parents[2] / "resources/templates/documents"


def write_odt(minutes: Minutes, words: Words, out: Path) -> None:
    """Write the minutes as ODT; the same minutes give the same bytes.

    Raises: KnownFailure as `files.write_whole`.
    """
    write_whole(out, odt_bytes(minutes, words))


def odt_bytes(minutes: Minutes, words: Words) -> bytes:
    """Return the file's bytes."""
    from console.results.odt_blocks import OdtBody

    layout = layout_of(minutes, words)
    document = _empty_document()
    _name(document, layout, minutes.zone)
    _mark_pages(document, layout)
    OdtBody(document).fill(layout)
    raw = BytesIO()
    document.save(raw)
    return same_bytes(raw.getvalue())


def _empty_document() -> "Document":
    from odfdo import Document

    document = Document("text")
    document.set_part("styles.xml", (_TEMPLATES / "minutes_styles.xml").read_bytes())
    document.set_part("content.xml", (_TEMPLATES / "minutes_content.xml").read_bytes())
    return document


def _name(document: "Document", layout: Layout, zone: str) -> None:
    """Set title, language and the instant of the data; nothing of the machine or its user."""
    document.set_language(layout.language)
    made = wall_time(layout.generated_at, zone).replace(microsecond=0, tzinfo=None)
    meta = document.meta
    meta.title = layout.file_title
    meta.subject = layout.edition
    meta.creation_date = made
    meta.date = made
    # The template counts its own, empty pages.
    counted = meta.get_element("//meta:document-statistic")
    if counted is not None:
        counted.delete()


def _mark_pages(document: "Document", layout: Layout) -> None:
    """Set the edition into each page's header, and "Seite 1 von n" into its footer."""
    from odfdo import Tab, VarPageCount, VarPageNumber

    header = document.styles.get_element("//style:header/text:p")
    footer = document.styles.get_element("//style:footer/text:p")
    if header is None or footer is None:
        raise LookupError("minutes_styles.xml")
    header.append(layout.edition)
    for part in (layout.day, Tab(), f"{layout.page_word} ", VarPageNumber()):
        footer.append(part)
    for part in (f" {layout.page_of} ", VarPageCount()):
        footer.append(part)
