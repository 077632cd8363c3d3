"""The tables open in a German spreadsheet, with numbers as numbers and nothing as a formula."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from console.results.model import Column, Measure
from console.results.tables_csv import csv_bytes, write_csv
from console.words import Words
from tests.results.evening import evening, note, public, with_everything

DE = Words("de")


def rows(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True), delimiter=";"))


def test_a_csv_path_gets_the_notes(tmp_path: Path) -> None:
    out = tmp_path / "Notizen.CSV"
    assert write_csv(evening(), DE, out) == (out,)
    [head, *notes] = rows(out)
    assert head[:5] == ["Nummer", "Spalte", "Leitfrage", "Thema", "Text"]
    assert {row[4] for row in notes} == {each.text for each in evening().notes()}
    assert len(notes) == 32


def test_another_path_becomes_a_folder_of_all_tables(tmp_path: Path) -> None:
    files = write_csv(with_everything(), DE, tmp_path / "tabellen")
    assert {file.name for file in files} == {
        "notizen.csv", "massnahmen.csv", "zeit.csv", "anwesenheit.csv", "themen.csv", "fragen.csv",
    }  # fmt: skip
    assert set(files) == set((tmp_path / "tabellen").iterdir())


def test_a_dialogue_without_themes_and_questions_has_no_tables_for_them(tmp_path: Path) -> None:
    names = {file.stem for file in write_csv(evening(), DE, tmp_path / "t")}
    assert names == {"notizen", "massnahmen", "zeit", "anwesenheit"}


def test_a_folder_that_is_there_is_filled_again(tmp_path: Path) -> None:
    write_csv(evening(), DE, tmp_path)
    write_csv(evening(measures=()), DE, tmp_path)
    assert len(rows(tmp_path / "massnahmen.csv")) == 1


def test_times_are_numbers_with_their_deviation(tmp_path: Path) -> None:
    write_csv(evening(), DE, tmp_path)
    table = rows(tmp_path / "zeit.csv")
    assert table[0] == ["Punkt", "Art", "Beginn", "Plan", "Ist", "Abweichung"]
    assert table[2] == [
        "Input der Stadt und Rückfragen",
        "Plenum",
        "2020-09-08 18:19",
        "15",
        "19",
        "4",
    ]
    assert table[4][3:] == ["8", "7", "-1"]
    assert table[8] == ["Punktabfrage", "Plenum", "", "5", "", ""]


def test_measures_name_state_notes_and_promises(tmp_path: Path) -> None:
    write_csv(evening(), DE, tmp_path)
    table = rows(tmp_path / "massnahmen.csv")
    assert table[1][4:6] == ["Vorschlag aus dem Dialog", "4, 12"]
    assert table[2][7].startswith("Zugesagt (Sozialdezernat): Wir öffnen")


def test_attendance_counts_and_names_nobody(tmp_path: Path) -> None:
    write_csv(evening(), DE, tmp_path)
    table = rows(tmp_path / "anwesenheit.csv")
    assert table[:2] == [["Uhrzeit", "Anwesend"], ["2020-09-08 17:33", "1"]]
    assert len(table) == 1 + len(evening().attendance)


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t=", " =", "\r\n+", "\u202e=", "\x00@", "＝"]
)
def test_no_cell_is_a_formula(sign: str, tmp_path: Path) -> None:
    text = f"{sign}HYPERLINK(A1)"
    column = Column(label=text, question=text, notes=(note(1, text, alternatives=(text,)),))
    minutes = evening(columns=(column,), measures=(Measure(what=text, responsible=text),))
    for file in write_csv(minutes, DE, tmp_path):
        cells = [cell for row in rows(file)[1:] for cell in row]
        assert not [c for c in cells if c[:1] in set("=+@＝\t\r\u202e\x00 ") and c != ""]
        assert not [c for c in cells if c[:1] == "-" and not c[1:].isdigit()]
    assert rows(tmp_path / "notizen.csv")[1][4].startswith("'")


def test_what_would_part_cells_or_rows_is_kept_in_one_cell() -> None:
    [row] = csv.reader(
        csv_bytes([["a;b", 'say "c"', "d\ne", None, -3]]).decode("utf-8-sig").splitlines(True),
        delimiter=";",
    )
    assert row == ["a;b", 'say "c"', "d\ne", "", "-3"]


def test_the_public_tables_hold_the_placeholder(tmp_path: Path) -> None:
    write_csv(replace(public().minutes), DE, tmp_path)
    assert "sagt [Name]" in (tmp_path / "notizen.csv").read_text("utf-8-sig")
