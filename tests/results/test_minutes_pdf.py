"""The PDF is tagged, in its language, holds each note once and takes no text for markup."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from console.results.minutes_pdf import pdf_bytes, write_pdf
from console.results.model import Column, Minutes, Release
from console.words import Words
from tests.results.evening import MEASURES, columns, evening, note, public, with_everything

DE = Words("de")


def read(minutes: Minutes, words: Words = DE) -> PdfReader:
    return PdfReader(BytesIO(pdf_bytes(minutes, words)))


def text_of(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def with_notes(*texts: str) -> Minutes:
    notes = tuple(note(number, text) for number, text in enumerate(texts, start=1))
    return evening(columns=(Column(label="A", question="Was fehlt?", notes=notes),))


def tags(pdf: PdfReader) -> list[str]:
    """The structure elements of the document in reading order."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for part in node:
                walk(part)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]).removeprefix("/"))
            walk(node.get("/K", []))

    walk(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_the_pdf_says_that_it_is_accessible() -> None:
    pdf = read(public().minutes)
    root = pdf.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


@pytest.mark.parametrize(("language", "tag"), [("de", "de-DE"), ("en", "en-GB")])
def test_the_pdf_names_its_language(language: str, tag: str) -> None:
    assert read(evening(), Words(language)).trailer["/Root"]["/Lang"] == tag


def test_the_pdf_has_title_and_city_as_metadata() -> None:
    metadata = read(evening()).metadata
    assert metadata is not None
    assert metadata.title == (
        "Ergebnisprotokoll: Digitaler Bürger*innendialog, Dienstag, 8. September 2020"
    )
    assert metadata.author == "Stadt Dortmund"
    assert metadata.creation_date == datetime(2020, 9, 8, 18, 41, tzinfo=UTC)


def test_headings_lists_and_tables_are_tagged_as_such() -> None:
    found = tags(read(with_everything()))
    assert found.count("H1") == found.count("TOCI") == 8
    assert found.count("H2") == 7
    assert {"Title", "P", "L", "LI", "Lbl", "LBody"} <= set(found)
    assert (found.count("Table"), found.count("THead"), found.count("TH")) == (3, 3, 12)
    assert found.count("Figure") == 1


def test_no_text_stands_outside_a_paragraph_or_another_block() -> None:
    root = read(with_everything()).trailer["/Root"]["/StructTreeRoot"]["/K"]
    document = root[0].get_object() if isinstance(root, list) else root.get_object()
    kinds = {str(part.get_object()["/S"]) for part in document["/K"]}
    assert "/Span" not in kinds


def test_no_digit_carries_an_invisible_sign() -> None:
    assert "\u2060" not in text_of(read(evening(columns=columns(400))))


def test_the_curve_is_described_in_words() -> None:
    data = pdf_bytes(evening(), DE)
    figures = [obj for obj in objects(data) if isinstance(obj, dict) and obj.get("/S") == "/Figure"]
    assert [str(figure["/Alt"])[:30] for figure in figures] == ["Verlauf der Anwesenheit von 17"]


def objects(data: bytes) -> list[Any]:
    pdf = PdfReader(BytesIO(data))
    size = int(pdf.trailer["/Size"])
    return [pdf.get_object(number) for number in range(1, size)]


def test_every_note_stands_in_the_pdf_once() -> None:
    for minutes in (evening(), with_everything()):
        text = text_of(read(minutes))
        counts = {each.number: text.count(each.text) for each in minutes.notes()}
        assert set(counts.values()) == {1}
        assert len(counts) == 32


def test_a_promise_stands_in_its_section_only() -> None:
    text = text_of(read(with_everything()))
    assert text.count("Wir öffnen das Quartiersbüro an zwei Nachmittagen.") == 1
    assert text.count("Antwort (Sozialdezernat): Im November.") == 1


def test_the_head_of_a_table_repeats_on_each_page() -> None:
    pdf = read(evening(measures=MEASURES * 10))
    with_head = [page for page in pdf.pages if "Zuständig Bis Stand" in page.extract_text()]
    assert len(with_head) > 2


def test_every_page_says_its_number_and_its_edition() -> None:
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in read(public().minutes).pages]
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Seite {number} von {len(pages)}" in page
        assert page.count("Öffentliche Fassung · Entwurf") == 1


def test_the_edition_follows_release_and_end() -> None:
    release = Release(by="Presseamt", on=date(2020, 9, 15))
    released = text_of(read(replace(public().minutes, release=release)))
    assert "Entwurf" not in released
    assert "Freigegeben von Presseamt am Dienstag, 15. September 2020." in released
    assert "Intern · nicht weitergeben" in text_of(read(evening()))
    assert "Entwurf · Zwischenstand" in text_of(read(public(evening(ended_at=None)).minutes))


def test_what_people_wrote_is_never_markup() -> None:
    text = '#panic() $x^2$ *fett* _kursiv_ @ref <label> \\ `roh` // c /* d */ [a]{b} = "q" ~ - + 1.'
    assert text in text_of(read(with_notes(text)))


def test_a_title_is_never_markup() -> None:
    odd = '#include "x" $ ] } */ <a> \'q'
    minutes = evening(title=odd, subtitle=odd, city=odd)
    assert text_of(read(minutes)).count(odd) >= 3


def test_line_breaks_of_a_note_stay() -> None:
    page = read(with_notes("erste Zeile\r\nzweite Zeile")).pages[0].extract_text()
    assert "erste Zeile\nzweite Zeile" in page


def test_writing_from_right_to_left_and_other_alphabets_are_set() -> None:
    text = text_of(read(with_notes("Привет, соседи", "ελληνικά κείμενα")))
    assert "Привет, соседи" in text
    assert "ελληνικά κείμενα" in text
    assert {"م", "ر", "ح", "ب"} <= set(text_of(read(with_notes("مرحبا بالعالم"))))


@pytest.mark.parametrize(
    "text",
    [
        "😀",
        "👨‍👩‍👧 Familie",
        "1️⃣ zuerst",
        "a\x00b\x07c",
        "\u202eabc",
        "\ufeff\ufffe x",
        "\U000f0000",
        "中文",
    ],
)
def test_no_sign_keeps_the_pdf_from_being_made(text: str) -> None:
    assert "Danach geht es weiter" in text_of(read(with_notes(text, "Danach geht es weiter")))


def test_a_sign_that_no_font_shows_is_spelled_out() -> None:
    assert "vor [U+F0000] nach" in text_of(read(with_notes("vor \U000f0000 nach")))


def test_a_word_without_end_is_broken_at_the_margin() -> None:
    lines = re.findall(r"x{20,}", read(with_notes("x" * 300)).pages[0].extract_text())
    assert len(lines) > 2
    assert max(map(len, lines)) < 100


def test_equal_minutes_give_equal_bytes() -> None:
    assert pdf_bytes(with_everything(), DE) == pdf_bytes(with_everything(), DE)
    assert pdf_bytes(evening(), DE) != pdf_bytes(evening(standing="Anders."), DE)


def test_an_evening_without_anything_still_makes_minutes() -> None:
    empty = evening(
        columns=(), measures=(), items=(), attendance=(), started_at=None, ended_at=None
    )
    text = text_of(read(empty))
    assert "Es wurden keine Maßnahmen festgehalten." in text
    assert "geplant von 18:00 bis 20:15 Uhr" in text


def test_two_thousand_notes_are_all_there(tmp_path: Path) -> None:
    out = tmp_path / "protokoll.pdf"
    write_pdf(evening(columns=columns(2000)), DE, out)
    text = text_of(PdfReader(out))
    assert all(f"({number})" in text for number in range(1, 2001))
