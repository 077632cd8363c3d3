"""A list of rows tells views exactly what moved, and never says that everything is new."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from console.viewmodels.row_list import ROW, RowList


@dataclass(frozen=True)
class Entry:
    id: str
    text: str = ""


def tell(row: Entry, column: int, role: int) -> object:
    return f"{row.text}/{column}" if role == Qt.ItemDataRole.DisplayRole else None


def entries(ids: str) -> list[Entry]:
    return [Entry(one) for one in ids]


class Heard:
    """The announcements of a model, one word each."""

    def __init__(self, model: RowList) -> None:
        self.said: list[str] = []
        model.rowsInserted.connect(lambda _, a, b: self.said.append(f"+{a}-{b}"))
        model.rowsRemoved.connect(lambda _, a, b: self.said.append(f"-{a}-{b}"))
        model.rowsMoved.connect(lambda _, a, b, __, to: self.said.append(f"{a}>{to}"))
        model.dataChanged.connect(lambda a, b, _: self.said.append(f"~{a.row()}-{b.row()}"))
        model.modelReset.connect(lambda: self.said.append("reset"))
        model.layoutChanged.connect(lambda: self.said.append("layout"))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "abc", ["+0-2"]),
        ("abc", "", ["-0-2"]),
        ("abc", "abc", []),
        ("abcd", "ad", ["-1-2"]),
        ("abcd", "bd", ["-2-2", "-0-0"]),
        ("ad", "abcd", ["+1-2"]),
        ("abc", "cab", ["2>0"]),
        ("abc", "xcby", ["-0-0", "+0-0", "2>1", "+3-3"]),
    ],
)
def test_what_moved_is_announced_and_nothing_else(qtmodeltester, before, after, said):
    model: RowList[Entry] = RowList(tell)
    qtmodeltester.check(model)
    model.show(entries(before))
    heard = Heard(model)
    model.show(entries(after))
    assert heard.said == said
    assert [row.id for row in model.rows] == list(after)


def test_neighbours_that_changed_are_announced_together(qtmodeltester):
    model: RowList[Entry] = RowList(tell, ("A", "B"))
    qtmodeltester.check(model)
    model.show(entries("abcde"))
    heard = Heard(model)
    model.show([Entry("a"), Entry("b", "1"), Entry("c", "1"), Entry("d"), Entry("e", "1")])
    assert heard.said == ["~1-2", "~4-4"]
    assert model.data(model.index(1, 1)) == "1/1"


UNIQUE = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(before=UNIQUE, after=UNIQUE, texts=st.dictionaries(st.sampled_from("abcdefgh"), st.text()))
def test_a_view_that_follows_the_announcements_has_the_same_rows(before, after, texts):
    model: RowList[Entry] = RowList(tell)
    model.show([Entry(one) for one in before])
    kept = {row.id: QPersistentModelIndex(model.index(n, 0)) for n, row in enumerate(model.rows)}
    mirror = list(before)

    def inserted(_: QModelIndex, first: int, last: int) -> None:
        mirror[first:first] = [row.id for row in model.rows[first : last + 1]]

    def removed(_: QModelIndex, first: int, last: int) -> None:
        del mirror[first : last + 1]

    def moved(_: QModelIndex, first: int, __: int, ___: QModelIndex, to: int) -> None:
        mirror.insert(to if to < first else to - 1, mirror.pop(first))

    model.rowsInserted.connect(inserted)
    model.rowsRemoved.connect(removed)
    model.rowsMoved.connect(moved)
    wanted = [Entry(one, texts.get(one, "")) for one in after]
    model.show(wanted)
    assert model.rows == wanted
    assert mirror == after
    for one, index in kept.items():
        # A selection stays with its row, and goes with it.
        assert index.isValid() == (one in after)
        if index.isValid():
            assert index.row() == after.index(one)


def test_a_row_is_found_by_its_id_and_given_whole():
    model: RowList[Entry] = RowList(tell, ("Name", "Zeit"))
    model.show([Entry("a", "x"), Entry("b", "y")])
    assert (model.row_of("b"), model.row_of("z")) == (1, -1)
    assert model.data(model.index(1, 0), ROW) == Entry("b", "y")
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Zeit"
    assert model.data(QModelIndex()) is None


def test_refreshing_asks_for_every_row_again():
    model: RowList[Entry] = RowList(tell)
    heard = Heard(model)
    model.refresh()
    model.show(entries("abc"))
    model.refresh()
    assert heard.said == ["+0-2", "~0-2"]
