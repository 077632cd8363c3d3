"""Each form is written where it was asked for, under a name every system takes."""

from pathlib import Path

import pytest

from console.results.export import FORMS, Form, suggested_name, write_document
from console.words import Words
from tests.results.evening import evening, public

START = {"pdf": b"%PDF-", "odt": b"PK\x03\x04", "json": b"{", "csv": b"\xef\xbb\xbf"}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_written_where_it_was_asked_for(form: Form, tmp_path: Path) -> None:
    out = tmp_path / f"protokoll.{form}"
    assert write_document(form, evening(), Words("de"), out) == (out,)
    assert out.read_bytes().startswith(START[form])


def test_tables_without_a_suffix_become_a_folder(tmp_path: Path) -> None:
    files = write_document("csv", evening(), Words("en"), tmp_path / "tables")
    assert {file.name for file in files} == {
        "notes.csv",
        "measures.csv",
        "times.csv",
        "attendance.csv",
    }


def test_the_suggested_name_says_day_title_and_edition() -> None:
    assert suggested_name("pdf", public().minutes, Words("de")) == (
        "2020-09-08-digitaler-buergerinnendialog-oeffentlich.pdf"
    )
    assert suggested_name("csv", evening(), Words("en")) == (
        "2020-09-08-digitaler-buergerinnendialog-internal"
    )


@pytest.mark.parametrize("title", ["", "../../etc", "CON: a/b\\c?*|<>", "مرحبا", "x" * 500])
def test_no_title_makes_a_name_that_is_refused(title: str) -> None:
    name = suggested_name("odt", evening(title=title), Words("de"))
    assert name.isascii()
    assert len(name) < 120
    assert not set(name) & set('/\\:*?"<>|')
    assert name.startswith("2020-09-08-")
    assert name.endswith("-intern.odt")
