"""The JSON keeps a structure that other programs may rely on."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from console.results.data_json import json_bytes, write_json
from console.results.model import Column
from tests.results.evening import evening, note, public, with_everything

STRUCTURE = {
    "": "format version edition release generated_at standing names_replaced dialogue key_figures"
    " columns themes measures questions items attendance",
    "dialogue": "title subtitle city date zone planned_start_at planned_end_at started_at ended_at",
    "key_figures": "citizens_registered citizens_came citizens_most citizens_end notes themes"
    " measures points_given points_possible planned_ms actual_ms others_came",
    "columns": "label question purpose notes",
    "columns.notes": "number text alternatives origin written_at for_plenary points",
    "themes": "letter title summary points notes answers",
    "measures": "number what responsible due status answer alternatives sources answers",
    "measures.answers": "text function promise",
    "questions": "number text source office status until reason answers",
    "items": "title kind planned_min started_at actual_ms is_on skipped deviation_ms",
    "attendance": "at present",
}


def at(data: Any, path: str) -> Any:
    """The first entry of each list on the way that has something in it."""
    for name in filter(None, path.split(".")):
        data = data[name] if isinstance(data, dict) else next(d[name] for d in data if d[name])
    return data[0] if isinstance(data, list) else data


def test_version_1_has_these_fields() -> None:
    data = json.loads(json_bytes(with_everything()))
    assert (data["format"], data["version"]) == ("dialogpult-results", 1)
    for path, names in STRUCTURE.items():
        assert list(at(data, path)) == names.split(), path


def test_the_public_edition_counts_nobody_but_citizens() -> None:
    data = json.loads(json_bytes(public().minutes))
    assert data["edition"] == "public"
    assert data["release"] is None
    assert [name for name in data["key_figures"] if "others" in name] == []


def test_instants_carry_the_offset_of_the_zone() -> None:
    data = json.loads(json_bytes(evening()))
    assert data["dialogue"]["started_at"] == "2020-09-08T18:03:00.000+02:00"
    assert data["items"][7]["started_at"] is None
    assert data["items"][3]["deviation_ms"] == -54_000


def test_the_file_ends_with_a_line_break_and_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_json(with_everything(), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes().endswith(b"}\n")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_comes_back_as_it_was_typed(text: str) -> None:
    minutes = evening(columns=(Column(label="A", question="B", notes=(note(1, text),)),))
    assert json.loads(json_bytes(minutes))["columns"][0]["notes"][0]["text"] == text
