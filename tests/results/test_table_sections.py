"""The tables say how an item stands, and what nobody has decided between."""

from __future__ import annotations

from console.results.layout import Table
from console.results.model import ItemTime, Measure
from console.results.table_sections import measures_section, times_section
from console.words import Words
from tests.results.evening import MINUTE, SIX, evening

DE = Words("de")
ITEMS = (
    ItemTime(title="Begrüßung", planned_min=15, started_at=SIX, actual_ms=16 * MINUTE),
    ItemTime(
        title="Gruppen",
        planned_min=30,
        started_at=SIX + 16 * MINUTE,
        actual_ms=4 * MINUTE,
        is_on=True,
    ),
    ItemTime(title="Pause", planned_min=8, skipped=True),
    ItemTime(title="Abschluss", planned_min=5),
)


def rows_of(table: object) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[cell.text for cell in row] + [row[0].detail] for row in table.rows]


def test_while_the_evening_runs_an_item_is_on_skipped_or_not_yet_its_turn() -> None:
    section = times_section(evening(items=ITEMS, ended_at=None), DE)
    assert [(row[3], row[4], row[5]) for row in rows_of(section.blocks[1])[:4]] == [
        ("16", "+1", ""),
        ("4", "–", "läuft noch"),
        ("–", "–", "nicht durchgeführt"),
        ("–", "–", "noch nicht dran"),
    ]


def test_after_the_evening_what_did_not_run_did_not_run() -> None:
    [item] = ITEMS[3:]
    section = times_section(evening(items=(item,)), DE)
    assert rows_of(section.blocks[1])[0][5] == "nicht durchgeführt"


def test_a_second_version_of_a_measure_stands_below_it() -> None:
    measure = Measure(what="Raum öffnen", alternatives=("Garten anlegen",))
    table = measures_section(evening(measures=(measure,)), DE).blocks[1]
    assert isinstance(table, Table)
    assert table.rows[0][1].detail == "Zweite Fassung: Garten anlegen"
