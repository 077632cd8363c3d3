"""The ODT has real headings, lists and tables, language and title, and each note once."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree
from odfdo import Document

from console.results.minutes_odt import odt_bytes, write_odt
from console.results.model import Column, Minutes
from console.words import Words
from tests.results.evening import columns, evening, note, public, with_everything

DE = Words("de")
NS = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
}


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(data)).read(name))


def content(minutes: Minutes) -> etree._Element:
    return part(odt_bytes(minutes, DE), "content.xml")


def found(root: etree._Element, path: str) -> list[etree._Element]:
    return root.xpath(path, namespaces=NS)  # type: ignore[return-value]


def words_of(element: etree._Element) -> str:
    return "".join(element.itertext())


def with_note(text: str) -> Minutes:
    return evening(columns=(Column(label="A", question="B", notes=(note(7, text),)),))


def test_headings_have_levels_and_styles() -> None:
    headings = found(content(evening()), "//text:h")
    levels = [h.get(f"{{{NS['text']}}}outline-level") for h in headings]
    styles = [h.get(f"{{{NS['text']}}}style-name") for h in headings]
    assert levels.count("1") == 7
    assert levels.count("2") == 6
    assert styles == [f"Heading_20_{level}" for level in levels]
    assert "Maßnahmen" in map(words_of, headings)


def test_every_table_has_a_head_row_that_repeats() -> None:
    root = content(with_everything())
    tables = found(root, "//table:table")
    assert len(tables) == 4
    assert len(found(root, "//table:table/table:table-header-rows/table:table-row")) == 4
    for table in tables:
        widths = {len(found(row, "table:table-cell")) for row in found(table, ".//table:table-row")}
        assert widths == {len(found(table, "table:table-column"))}


def test_every_style_that_is_used_is_declared() -> None:
    data = odt_bytes(with_everything(), DE)
    declared: set[str] = set()
    used: set[str] = set()
    for name in ("content.xml", "styles.xml"):
        root = part(data, name)
        declared |= set(found(root, "//style:style/@style:name"))
        declared |= set(found(root, "//text:list-style/@style:name"))
        for attribute in ("text:style-name", "table:style-name", "style:parent-style-name"):
            used |= set(found(root, f"//@{attribute}"))
    assert used <= declared


def test_every_note_stands_in_the_odt_once_with_its_number() -> None:
    for minutes in (evening(), with_everything()):
        root = content(minutes)
        items = [
            (item.get(f"{{{NS['text']}}}start-value"), words_of(found(item, "text:p")[0]))
            for item in found(root, "//text:list-item")
        ]
        whole = words_of(root)
        for each in minutes.notes():
            assert (str(each.number), each.text) in items
            assert whole.count(each.text) == 1


@pytest.mark.parametrize(("language", "code", "country"), [("de", "de", "DE"), ("en", "en", "GB")])
def test_the_language_is_set_for_text_and_metadata(language: str, code: str, country: str) -> None:
    data = odt_bytes(evening(), Words(language))
    styles = part(data, "styles.xml")
    default = "//style:default-style[@style:family='paragraph']/style:text-properties"
    assert found(styles, f"{default}/@fo:language") == [code]
    assert found(styles, f"{default}/@fo:country") == [country]
    assert Document(BytesIO(data)).meta.language == f"{code}-{country}"


def test_title_and_edition_are_metadata() -> None:
    meta = Document(BytesIO(odt_bytes(public().minutes, DE))).meta
    assert meta.title == (
        "Ergebnisprotokoll: Digitaler Bürger*innendialog, Dienstag, 8. September 2020"
    )
    assert meta.subject == "Öffentliche Fassung · Entwurf"
    assert meta.creator is None


def test_each_page_says_its_edition_and_its_number() -> None:
    styles = part(odt_bytes(public().minutes, DE), "styles.xml")
    assert words_of(found(styles, "//style:header")[0]) == "Öffentliche Fassung · Entwurf"
    [footer] = found(styles, "//style:footer/text:p")
    parts = [(part.tag.split("}")[1], part.tail) for part in footer]
    assert footer.text == "Dienstag, 8. September 2020"
    assert parts == [
        ("tab", "Seite"),
        ("s", None),
        ("page-number", None),
        ("s", "von"),
        ("s", None),
        ("page-count", None),
    ]


def test_equal_minutes_give_equal_bytes() -> None:
    assert odt_bytes(with_everything(), DE) == odt_bytes(with_everything(), DE)
    assert odt_bytes(evening(), DE) != odt_bytes(evening(standing="Anders."), DE)


def test_the_package_begins_with_its_type_and_names_all_its_parts() -> None:
    package = ZipFile(BytesIO(odt_bytes(evening(), DE)))
    first = package.infolist()[0]
    assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    manifest = package.read("META-INF/manifest.xml").decode()
    for name in package.namelist()[1:-1]:
        assert f'full-path="{name}"' in manifest


@pytest.mark.parametrize(
    "text",
    [
        "<text:p>kein Element</text:p> & &amp; ]]>",
        "😀 👨‍👩‍👧 مرحبا بالعالم",
        "a\x00b\x07c\ufffe\ud800d",
        "zwei  Leerzeichen\tund\nZeilen",
    ],
)
def test_any_text_makes_a_whole_document(text: str) -> None:
    root = content(with_note(text))
    [item] = [
        item for item in found(root, "//text:list-item") if item.get(f"{{{NS['text']}}}start-value")
    ]
    kept = re.sub(r"[\x00\x07\ufffe\ud800\s]", "", text)
    shown = words_of(found(item, "text:p")[0])
    assert re.sub(r"\s", "", shown) == kept


def test_two_thousand_notes_are_all_there(tmp_path: Path) -> None:
    out = tmp_path / "protokoll.odt"
    write_odt(evening(columns=columns(2000)), DE, out)
    text = Document(out).body.text_recursive
    assert all(f"({number})" in text for number in range(1, 2001))
