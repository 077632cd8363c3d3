"""What holds for every form of document: no name in public, and any text is taken."""

import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from console.results.data_json import json_bytes
from console.results.glyphs import breakable, settable, spelled_out
from console.results.minutes_odt import odt_bytes
from console.results.minutes_pdf import pdf_bytes
from console.results.model import Column, Measure, Minutes
from console.results.tables_csv import write_csv
from console.results.text import one_line, printable
from console.words import Words
from tests.results.evening import ROSTER, evening, note, public, with_everything

DE = Words("de")


def everything_in(minutes: Minutes, folder: Path) -> str:
    """All that a curious reader could find in any of the files, metadata included."""
    pdf = PdfReader(BytesIO(pdf_bytes(minutes, DE)))
    objects = [str(pdf.get_object(n)) for n in range(1, int(pdf.trailer["/Size"]))]
    package = ZipFile(BytesIO(odt_bytes(minutes, DE)))
    tables = write_csv(minutes, DE, folder)
    return "\n".join(
        [
            *(page.extract_text() for page in pdf.pages),
            *objects,
            str(pdf.metadata),
            pdf.trailer["/Root"]["/Metadata"].get_data().decode(),
            *(package.read(name).decode() for name in package.namelist()),
            *(table.read_text("utf-8") for table in tables),
            json_bytes(minutes).decode(),
        ]
    )


def with_names() -> Minutes:
    """Names of the whole roster in every place where people type."""
    names = [f"{person.first_name} {person.last_name}" for person in ROSTER]
    notes = tuple(
        note(n, f"{name} sagt dies", alternatives=(name,)) for n, name in enumerate(names, 1)
    )
    measures = tuple(Measure(what=n, responsible=n, due=n, answer=n) for n in names)
    whole = with_everything(title=names[0], subtitle=names[1], city=names[2], standing=names[3])
    columns = (Column(label=names[4], question=names[5], notes=notes),)
    return replace(whole, columns=columns, measures=measures)


def test_no_public_document_holds_a_full_name_of_the_roster(tmp_path: Path) -> None:
    internal = plain(everything_in(with_names(), tmp_path / "i"))
    outside = plain(everything_in(public(with_names()).minutes, tmp_path / "o"))
    for person in ROSTER:
        name = plain(f"{person.first_name} {person.last_name}")
        assert name in internal
        assert name not in outside
    for surname in ("muller", "ozturk", "kowalczyk", "landrut"):
        assert surname not in outside


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c if c.isalpha() else " " for c in folded if c != "\u0308").split())


ODD = st.text(
    st.one_of(
        st.sampled_from("😀👨‍👩‍👧\ufe0f\u20e3مر\u202e\x00\x1b\ufffe\u0301#$*_`<>&;=\"'\\\n\t中ไ🇩🇪"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(ODD, ODD)
def test_any_text_can_be_written_in_every_form(one: str, other: str) -> None:
    column = Column(label=one, question=other, notes=(note(1, one, alternatives=(other,)),))
    minutes = evening(title=one, city=other, columns=(column,), measures=(Measure(what=other),))
    assert len(PdfReader(BytesIO(pdf_bytes(minutes, DE))).pages) >= 2
    assert ZipFile(BytesIO(odt_bytes(minutes, DE))).testzip() is None
    assert json_bytes(minutes)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb\u00a0c", "a b\u00a0c"),
        ("a\x00\x07\x1b\x7fb", "ab"),
        ("e\u0301", "é"),
        ("\u202eabc\u2066d", "abcd"),
        ("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("\ud800\ufffe\ufdd0x", "x"),
        ("  x \n", "x"),
    ],
)
def test_only_what_can_be_printed_is_kept(text: str, kept: str) -> None:
    assert printable(text) == kept


def test_one_line_has_single_spaces() -> None:
    assert one_line(" a \n\n b\t c ") == "a b c"


def test_what_no_font_shows_is_spelled_out_and_the_rest_stays() -> None:
    def can_set(texts: object) -> bool:
        return not any(sign in text for text in texts for sign in "😀👩")  # type: ignore[union-attr]

    assert settable(["Hallo", "ok 😀", "👩\u200d😀 und 中"], can_set) == {
        "ok 😀": "ok [U+1F600]",
        "👩\u200d😀 und 中": "[U+1F469 U+1F600] und 中",
    }


def test_signs_that_only_fail_together_are_spelled_out() -> None:
    def can_set(texts: object) -> bool:
        return "1\u20e3" not in texts  # type: ignore[operator]

    assert settable(["1\u20e3"], can_set) == {"1\u20e3": "1[U+20E3]"}


def test_usual_texts_are_never_asked_for() -> None:
    def can_set(texts: object) -> bool:
        raise AssertionError(texts)

    assert settable(["Größe: „10 €“ – Привет, ελλάς…"], can_set) == {}


def test_a_selector_without_its_sign_is_dropped() -> None:
    assert spelled_out("a❤\ufe0fb", frozenset("❤")) == "a[U+2764]b"


@pytest.mark.parametrize(
    "text", ["Bürger*innendialog", "Kinder- und Jugendhilfeausschuss", "x" * 32]
)
def test_words_of_usual_length_are_left_whole(text: str) -> None:
    assert breakable(text) == text


@pytest.mark.parametrize("text", ["x" * 33, "https://www.example.org/sehr/lang", "a@" + "b" * 14])
def test_long_words_may_break(text: str) -> None:
    broken = breakable(text)
    assert broken.replace("\u200b", "") == text
    assert max(map(len, broken.split("\u200b"))) <= 16
