"""The run sheet for the team as an accessible PDF: one table to read from, on wide pages."""

from pathlib import Path
from typing import Any, Final

from console.results.glyphs import breakable
from console.results.headline import full_date
from console.results.run_sheet_model import RunSheet, SheetItem
from console.results.text import one_line, printable, title_line
from console.results.typesetting import mapped, set_pdf
from console.words import Words
from console.words.formats import clock, minutes, wall_time

_TEMPLATE: Final = (
    Path(__file__).resolve().parents[2] / "resources/templates/documents/run_sheet.typ"
)
_TAGS: Final = {"de": "de-DE", "en": "en-GB"}


def run_sheet_pdf(sheet: RunSheet, words: Words) -> bytes:
    """Return the PDF (PDF/UA-1).  Raises: KnownFailure `export_pdf_failed`."""
    day = full_date(words, wall_time(sheet.starts_at, sheet.zone).date())
    title = title_line(sheet.title, words("documents.untitled"))
    document = words("run_sheet.document")
    data: dict[str, Any] = {
        "language": _TAGS[words.language],
        "file_title": words("run_sheet.file_title", document=document, title=title, date=day),
        "document": document,
        "title": title,
        "city": one_line(sheet.city),
        "held": _held(sheet, words, day),
        "for_team": words("run_sheet.for_team"),
        "page": words("run_sheet.page"),
        "page_of": words("run_sheet.page_of"),
        "start": words("run_sheet.column.start"),
        "length": words("run_sheet.length"),
        "what": words("run_sheet.what"),
        "who": words("run_sheet.column.who"),
        "material": words("run_sheet.material"),
        "slide": words("run_sheet.column.slide"),
        "cue": words("run_sheet.column.cue"),
    }
    data["items"] = mapped([_item(item, sheet, words) for item in sheet.items], breakable)
    return set_pdf(_TEMPLATE, data, sheet.made_at // 1000)


def _held(sheet: RunSheet, words: Words, day: str) -> str:
    """Return day and times; the end by plan only where it is after the fixed end."""
    start, end = clock(sheet.starts_at, sheet.zone), clock(sheet.ends_at, sheet.zone)
    planned = clock(sheet.planned_end, sheet.zone)
    if sheet.planned_end > sheet.ends_at:
        return words("run_sheet.from_to_late", date=day, start=start, end=end, planned=planned)
    return words("run_sheet.from_to", date=day, start=start, end=end)


def _item(item: SheetItem, sheet: RunSheet, words: Words) -> dict[str, Any]:
    fixed = ""
    if item.fixed_start is not None:
        fixed = words("run_sheet.fixed_at", time=clock(item.fixed_start, sheet.zone))
    short = [words(f"live.policy.{item.policy}")]
    if item.min_minutes:
        least = minutes(words, item.min_minutes)
        short.append(words("run_sheet.least", minutes=least))
    return {
        "start": clock(item.start, sheet.zone),
        "fixed": fixed,
        "minutes": minutes(words, item.minutes),
        "short": short,
        "kind": words(f"live.kind.{item.kind}"),
        "title": title_line(item.title, words("documents.untitled")),
        **{
            name: printable(getattr(item, name))
            for name in ("who", "question", "said", "slide", "cue")
        },
    }
