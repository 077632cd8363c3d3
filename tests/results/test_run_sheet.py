"""The run sheet as a file: every form has the same rows, and nothing in it becomes a formula."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from lxml import etree
from odfdo import Document
from pypdf import PdfReader

from console.commands import agenda
from console.results.run_sheet_export import (
    SHEET_FORMS,
    run_sheet_bytes,
    run_sheet_name,
    write_run_sheet,
)
from console.results.run_sheet_model import RunSheet, run_sheet_of
from console.words import Words
from tests.small_dialogue import MINUTE, START, item_id, small_dialogue

WORDS = Words("de")
MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
FORMULA = '=HYPERLINK("https://stadt.example";"Anmeldung")'
HEAD = [
    "Beginn", "Dauer", "mindestens", "Art", "Titel", "Wer", "Leitfrage", "Was wird gesagt",
    "Folie", "Technik", "wenn es knapp wird", "fester Beginn",
]  # fmt: skip


@pytest.fixture
def store(tmp_path):
    opened = small_dialogue(tmp_path)
    yield opened
    opened.close()


def sheet(store) -> RunSheet:
    return run_sheet_of(store.state, START)


def csv_rows(store) -> list[list[str]]:
    text = run_sheet_bytes("csv", sheet(store), WORDS).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def ods_rows(store) -> list[list[object]]:
    document = Document(io.BytesIO(run_sheet_bytes("ods", sheet(store), WORDS)))
    return [list(row) for row in document.body.tables[0].iter_values()]


def xlsx_part(store, name: str) -> etree._Element:
    with ZipFile(io.BytesIO(run_sheet_bytes("xlsx", sheet(store), WORDS))) as file:
        return etree.fromstring(file.read(name))


def xlsx_rows(store) -> list[dict[str, str]]:
    """The cells of each row by their column's letters."""
    found = xlsx_part(store, "xl/worksheets/sheet1.xml").xpath("//m:row", namespaces=MAIN)
    return [
        {
            cell.get("r").rstrip("0123456789"): "".join(cell.itertext())
            for cell in row.xpath("m:c", namespaces=MAIN)
        }
        for row in found
    ]


def test_the_table_has_every_item_with_its_planned_times(store):
    agenda.edit_item(
        store, item_id(1), texts={"who": "Moderation", "said": "Guten\nAbend", "cue": "Ton"}
    )
    agenda.edit_item(store, item_id(3), values={"fixed_start": START + 40 * MINUTE})
    rows = csv_rows(store)
    assert rows[0] == HEAD
    assert [row[:5] for row in rows[1:]] == [
        ["18:00", "10", "0", "Plenum", "Begrüßung"],
        ["18:10", "25", "0", "Kleingruppen", "Gruppen"],
        ["18:40", "5", "0", "Plenum", "Abschluss"],
    ]
    assert rows[1][5:10] == ["Moderation", "Frage 1?", "Guten\nAbend", "", "Ton"]
    assert rows[1][10:] == ["wenn nötig kürzen", ""]
    assert rows[3][11] == "18:40"


def test_what_is_left_out_today_is_not_in_it_and_takes_no_time(store):
    agenda.set_skipped(store, item_id(2), skipped=True)
    assert [row[0] + row[4] for row in csv_rows(store)[1:]] == ["18:00Begrüßung", "18:10Abschluss"]


def test_a_spreadsheet_of_opendocument_has_the_same_rows_with_times_as_times(store):
    head, first, *_ = ods_rows(store)
    assert head == HEAD
    assert first[:5] == [timedelta(hours=18), 10, 0, "Plenum", "Begrüßung"]


def test_a_workbook_has_the_same_rows_with_times_as_parts_of_a_day(store):
    head, first, *_ = xlsx_rows(store)
    assert list(head.values()) == HEAD
    assert float(first["A"]) == pytest.approx(18 / 24)
    assert (first["B"], first["D"], first["E"]) == ("10", "Plenum", "Begrüßung")


def test_words_that_begin_like_a_formula_stay_words(store):
    agenda.edit_item(store, item_id(1), texts={"title": FORMULA})
    assert csv_rows(store)[1][4] == f"'{FORMULA}"
    assert ods_rows(store)[1][4] == FORMULA
    with ZipFile(io.BytesIO(run_sheet_bytes("ods", sheet(store), WORDS))) as file:
        assert b"table:formula" not in file.read("content.xml")
    page = xlsx_part(store, "xl/worksheets/sheet1.xml")
    assert not page.xpath("//m:f", namespaces=MAIN)
    (cell,) = page.xpath("//m:c[@r='E2']", namespaces=MAIN)
    assert (cell.get("t"), "".join(cell.itertext())) == ("inlineStr", FORMULA)
    styles = xlsx_part(store, "xl/styles.xml").xpath("//m:cellXfs/m:xf", namespaces=MAIN)
    assert styles[int(cell.get("s"))].get("quotePrefix") == "1"


def test_signs_that_mean_something_to_a_file_are_the_same_afterwards(store):
    title = 'A & B <c> "d"  zwei \u202eumgedreht'
    agenda.edit_item(store, item_id(1), texts={"title": title})
    kept = 'A & B <c> "d"  zwei umgedreht'
    assert ods_rows(store)[1][4] == kept
    assert xlsx_rows(store)[1]["E"] == kept


def test_the_pdf_is_one_accessible_table_for_the_team(store):
    agenda.edit_item(store, item_id(1), texts={"said": "Guten Abend", "who": "Moderation"})
    reader = PdfReader(io.BytesIO(run_sheet_bytes("pdf", sheet(store), WORDS)))
    text = " ".join(page.extract_text() for page in reader.pages)
    for words in ("Kleiner Dialog", "18:10", "Guten Abend", "Moderation", "Nur für das Team"):
        assert words in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "Ablauf: Kleiner Dialog, Dienstag, 8. September 2020"


def test_a_plan_that_is_longer_than_the_evening_says_so_on_the_pdf(store):
    agenda.edit_item(store, item_id(1), values={"minutes": 20})
    reader = PdfReader(io.BytesIO(run_sheet_bytes("pdf", sheet(store), WORDS)))
    assert "18:00 bis 18:40 Uhr, geplant bis 18:50 Uhr" in reader.pages[0].extract_text()


@pytest.mark.parametrize("form", SHEET_FORMS)
def test_the_same_run_sheet_is_the_same_file_and_has_a_name_for_every_system(store, tmp_path, form):
    name = run_sheet_name(form, sheet(store), WORDS)
    assert name == f"2020-09-08-kleiner-dialog-ablauf.{form}"
    write_run_sheet(form, sheet(store), WORDS, tmp_path / name)
    assert (tmp_path / name).read_bytes() == run_sheet_bytes(form, sheet(store), WORDS)


@pytest.mark.parametrize("form", SHEET_FORMS)
def test_a_dialogue_without_items_has_a_file_too(store, form):
    for number in (1, 2, 3):
        agenda.remove_item(store, item_id(number))
    assert run_sheet_bytes(form, sheet(store), WORDS)
