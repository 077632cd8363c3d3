"""What a reader should know about the document itself."""

from console.results.headline import edition_text, full_date
from console.results.layout import Paragraph, Section
from console.results.model import Minutes
from console.results.text import one_line, printable
from console.words import Words
from console.words.formats import clock, wall_time


def about_section(minutes: Minutes, words: Words) -> Section:
    """Return edition, replaced names, standing of the device, and when this was made."""
    texts = [edition_text(minutes, words)]
    if minutes.names_replaced:
        texts.append(words("documents.about.names", n=minutes.names_replaced))
    if minutes.standing.strip():
        texts.append(printable(minutes.standing))
    day = wall_time(minutes.generated_at, minutes.zone).date()
    texts.append(
        words(
            "documents.about.generated",
            date=full_date(words, day),
            time=clock(minutes.generated_at, minutes.zone),
            zone=one_line(minutes.zone),
        )
    )
    return Section(words("documents.about.heading"), tuple(Paragraph(text) for text in texts))
