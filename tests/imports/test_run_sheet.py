"""What is understood of a run sheet in somebody's table, and what is said about the rest."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from console.domain.errors import KnownFailure
from console.imports.run_sheet import PlannedSheet, read_run_sheet
from console.imports.run_sheet_times import clock_times, length
from console.imports.table import LARGEST_BYTES
from console.results.run_sheet_export import run_sheet_bytes
from console.results.run_sheet_model import run_sheet_of
from console.results.run_sheet_xlsx import xlsx_bytes
from console.storage.store import Store
from console.templates import sample_facts
from console.words import Words
from tests.small_dialogue import DIALOGUE, START, MovedClock, identity


def sheet(folder: Path, text: str) -> PlannedSheet:
    path = folder / "Plan.csv"
    path.write_text(text, encoding="utf-8")
    return read_run_sheet(path)


def code(path: Path) -> str:
    with pytest.raises(KnownFailure) as refused:
        read_run_sheet(path)
    assert refused.value.parameters == {"path": path.name}
    return refused.value.code


@pytest.mark.parametrize("form", ["ods", "xlsx", "csv"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_was_saved_is_read_back_whole_in_either_language(tmp_path, form, language):
    store = Store.create(tmp_path / "x.dialogpult", DIALOGUE, MovedClock(), identity())
    store.commit(sample_facts(DIALOGUE))
    plan = run_sheet_of(store.state, START)
    store.close()
    path = tmp_path / f"plan.{form}"
    path.write_bytes(run_sheet_bytes(form, plan, Words(language)))
    read = read_run_sheet(path)
    assert not read.remarks
    assert len(read.items) == len(plan.items) == 10
    for ours, theirs in zip(plan.items, read.items, strict=True):
        assert theirs.title == ours.title
        assert (theirs.minutes, theirs.min_minutes) == (ours.minutes, ours.min_minutes)
        assert (theirs.kind, theirs.policy) == (ours.kind, ours.policy)
        for name in ("who", "question", "said", "slide", "cue"):
            assert theirs.texts.get(name, "") == getattr(ours, name)


def test_headings_in_other_words_and_below_a_title_are_found(tmp_path):
    read = sheet(
        tmp_path,
        "Bürgerdialog Nordstadt;;;;\n;;;;\n"
        "Uhrzeit;Dauer (Min.);Programmpunkt;Verantwortlich;Raum\n"
        "18.00 Uhr;15 Min;Begrüßung;Dezernat;A\n18.15 Uhr;0:10;Pause;;B\n",
    )
    assert [(c.heading, c.field) for c in read.columns] == [
        ("Uhrzeit", "start"),
        ("Dauer (Min.)", "minutes"),
        ("Programmpunkt", "title"),
        ("Verantwortlich", "who"),
        ("Raum", None),
    ]
    assert [(i.title, i.minutes, i.start, i.kind) for i in read.items] == [
        ("Begrüßung", 15, 1080, None),
        ("Pause", 10, 1095, "break"),
    ]
    assert read.items[0].texts == {"who": "Dezernat"}
    assert read.remarks == ()


def test_without_lengths_an_item_lasts_up_to_its_end_or_the_next_beginning(tmp_path):
    read = sheet(
        tmp_path,
        "Zeit;Was\n18:00 – 18:20;Begrüßung\n18:20;Input\n18:50;Gruppen\n19:30;Schluss\n",
    )
    assert [(i.title, i.minutes) for i in read.items] == [
        ("Begrüßung", 20),
        ("Input", 30),
        ("Gruppen", 40),
    ]
    assert [(r.row, r.code) for r in read.remarks] == [(5, "no_length")]


def test_what_is_not_understood_is_said_row_by_row(tmp_path):
    read = sheet(
        tmp_path,
        "Beginn;Dauer;mindestens;Art;Titel;wenn es knapp wird;fester Beginn\n"
        "18:00;10;;Plenum;Auftakt;;\n"
        "gleich;lange;;;Input;;\n"
        "18:10;10;20;Stuhlkreis;Runde;würfeln;nie\n"
        "18:20;15;etwas;;;;\n"
        "18:30;10;;;Zwischenstand;;\n"
        ";600;;;Nacht;;\n"
        ";20;;;Summe;;\n",
    )
    assert [(r.row, r.code) for r in read.remarks] == [
        (3, "start_unknown"),
        (3, "no_length"),
        (4, "fixed_unknown"),
        (4, "least_longer"),
        (4, "kind_unknown"),
        (4, "policy_unknown"),
        (5, "no_title"),
        (6, "start_differs"),
        (7, "too_long"),
        (8, "total"),
    ]
    assert [item.title for item in read.items] == ["Auftakt", "Runde", "Zwischenstand"]
    assert read.items[1].min_minutes == 10


def test_a_mark_says_that_the_beginning_is_fixed(tmp_path):
    read = sheet(tmp_path, "Start;Min;Titel;Fix\n18:00;10;A;\n18:10;10;B;x\n18:30;5;C;18:30\n")
    assert [item.fixed_start for item in read.items] == [None, 1090, 1110]


def test_commas_tabs_and_old_german_letters_are_read(tmp_path):
    for text in ("Titel,Dauer\nBegrüßung,5\n", "Titel\tDauer\nBegrüßung\t5\n"):
        path = tmp_path / "Plan.csv"
        path.write_bytes(text.encode("cp1252"))
        (item,) = read_run_sheet(path).items
        assert (item.title, item.minutes) == ("Begrüßung", 5)


def test_the_apostrophe_before_a_formula_is_taken_away_and_no_other(tmp_path):
    read = sheet(tmp_path, "Titel;Dauer\n'=1+1;5\n's war schön;5\n")
    assert [item.title for item in read.items] == ["=1+1", "'s war schön"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("18:00", [1080]), ("18.00 Uhr", [1080]), ("18 Uhr 15", [1095]), ("6:30 pm", [1110]),
        ("18:00–18:15", [1080, 1095]), ("ab 18:00", [1080]), (0.75, [1080]), (18.0, [1080]),
        (43_000.75, [1080]), ("gleich", []), ("25:00", []), ("18:61", []), (float("inf"), []),
    ],
)  # fmt: skip
def test_a_time_is_understood_as_people_write_it(given, found):
    assert clock_times(given) == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (15.0, 15), ("15", 15), ("15 Min", 15), ("15'", 15), ("0:15", 15), ("1:30 h", 90),
        ("1,5 Std", 90), ("1 h 30", 90), ("ca. 10", 10), (15 / 1440, 15), ("lang", None),
        ("10-15", None), (15.5, None), (-5.0, None), (float("nan"), None), ("", None),
    ],
)  # fmt: skip
def test_a_length_is_understood_as_people_write_it(given, found):
    assert length(given) == found


# files that are not what they should be


def package(folder: Path, **parts: str) -> Path:
    path = folder / "Plan.ods"
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return path


@pytest.mark.parametrize("entity", ['"Auftakt"', 'SYSTEM "file:///etc/hostname"'])
def test_a_document_type_is_not_read(tmp_path, entity):
    names = "urn:oasis:names:tc:opendocument:xmlns"
    cell = "<t:table-cell><x:p>{}</x:p></t:table-cell>".format
    row = "<t:table-row>{}</t:table-row>".format
    table = row(cell("Dauer") + cell("Titel")) + row(cell("5") + cell("Auftakt"))
    body = (
        f'<o:c xmlns:o="{names}:office:1.0" xmlns:t="{names}:table:1.0" '
        f'xmlns:x="{names}:text:1.0"><t:table>{table}</t:table></o:c>'
    )
    assert len(read_run_sheet(package(tmp_path, content_xml=body)).items) == 1
    declared = f"<!DOCTYPE a [<!ENTITY b {entity}>]>{body}"
    assert code(package(tmp_path, content_xml=declared)) == "sheet_unreadable"


def test_a_part_that_unpacks_to_far_too_much_is_not_read(tmp_path):
    assert code(package(tmp_path, content_xml=" " * 60_000_001)) == "sheet_unreadable"


def test_a_cell_that_is_repeated_a_million_times_ends_at_the_limit(tmp_path):
    names = "urn:oasis:names:tc:opendocument:xmlns"
    row = (
        '<t:table-row t:number-rows-repeated="{rows}"><t:table-cell o:value-type="string" '
        't:number-columns-repeated="{times}"><x:p>{text}</x:p></t:table-cell></t:table-row>'
    )
    content = (
        f'<o:c xmlns:o="{names}:office:1.0" xmlns:t="{names}:table:1.0" '
        f'xmlns:x="{names}:text:1.0"><t:table t:name="P">'
        + row.format(rows=1, times=1, text="Dauer").replace(
            "</t:table-row>",
            '<t:table-cell o:value-type="string"><x:p>Titel</x:p></t:table-cell></t:table-row>',
        )
        + row.format(rows=1_000_000, times=1_000_000, text="5")
        + "</t:table></o:c>"
    )
    read = read_run_sheet(package(tmp_path, content_xml=content))
    assert len(read.items) == 1999


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 nothing", b"\xd0\xcf\x11\xe0" + bytes(600), struct.pack("<8d", *range(8))],
    ids=["empty", "cut", "old", "binary"],
)
def test_what_is_no_table_has_its_sentence(tmp_path, data):
    path = tmp_path / "Plan.xls"
    path.write_bytes(data)
    assert code(path) in {"sheet_unreadable", "sheet_no_columns"}


def test_a_book_without_sheets_and_a_book_with_a_lost_sheet_are_not_read(tmp_path):
    plan = xlsx_bytes("Plan", [["Titel", "Dauer"], ["Auftakt", 5]], [10, 10])
    for lost in ("xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"):
        packed = io.BytesIO()
        with ZipFile(io.BytesIO(plan)) as old, ZipFile(packed, "w") as new:
            for name in old.namelist():
                if name != lost:
                    new.writestr(name, old.read(name))
        path = tmp_path / "Plan.xlsx"
        path.write_bytes(packed.getvalue())
        assert code(path) == "sheet_unreadable"


def test_a_table_without_headings_or_without_items_says_which(tmp_path):
    path = tmp_path / "Plan.csv"
    path.write_text("Anna;0231 1\nBernd;0231 2\n")
    assert code(path) == "sheet_no_columns"
    path.write_text("Beginn;Dauer;Titel\n;;\n")
    assert code(path) == "sheet_no_items"


def test_a_file_that_is_far_too_large_or_gone_is_not_opened(tmp_path):
    path = tmp_path / "Plan.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    assert code(path) == "sheet_too_large"
    assert code(tmp_path / "weg.ods") == "sheet_unreadable"
