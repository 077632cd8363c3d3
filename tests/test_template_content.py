"""The built-in template and the invented evening: whole, plausible, and without real data."""

import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from console.domain.agenda import ItemKind, Policy, Purpose
from console.domain.ids import derived
from console.domain.merge import merged
from console.domain.questions import Source
from console.domain.roster import Part, Problem
from console.results.privacy import NamedPerson, NameFinder, everyday_keys
from console.templates import item_id, tick_list

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
TEMPLATE = RESOURCES / "templates" / "dortmund" / "template.toml"
SAMPLE = RESOURCES / "sample"
FILES = [TEMPLATE, *sorted(SAMPLE.glob("*.toml"))]
NOTE_LIMIT = 280
ALSO_WORDS = {"Klein", "Winter", "König", "Sommer", "Lange"}
#: "!" is allowed in none of them; of the city's words, the same are banned as on screen.
BANNED = re.compile(
    r"!|Sitzung|Session|Bündel|Cluster|Teilnehmer\b|Moderatoren|Punkteabfrage|Meeting"
    r"|(?<!Bürgerinnen und )Bürger\b(?!\*)|Bürger\*innen(?!dialog)"
)


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    return [text for part in value for text in strings(part)] if isinstance(value, list) else []


TEMPLATE_TABLE = read(TEMPLATE)
ITEMS = TEMPLATE_TABLE["item"]
COLUMNS = {column["key"]: column for column in TEMPLATE_TABLE["column"]}
PEOPLE = read(SAMPLE / "people.toml")["person"]
CITIZENS = [person for person in PEOPLE if person["part"] == "citizen"]
BY_KEY = {person["key"]: person for person in PEOPLE}
NOTES = read(SAMPLE / "notes.toml")["note"]
EDITS = read(SAMPLE / "notes.toml")["edit"]
MEASURES = read(SAMPLE / "measures.toml")["measure"]
QUESTIONS = read(SAMPLE / "questions.toml")["question"]
CASES = read(SAMPLE / "tech_cases.toml")["tech_case"]


FINDER = NameFinder(
    [NamedPerson(person["first_name"], person["last_name"]) for person in PEOPLE], everyday_keys()
)


def named_in(text: str) -> list[str]:
    """The parts of a text that would be replaced, by the rules of the public edition."""
    return [text[hit.start : hit.end] for hit in FINDER.find(text) if hit.kind == "name"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_composed_utf_8_without_tabs_or_control_characters(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert not [char for char in text if unicodedata.category(char) == "Cc" and char != "\n"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nobody_is_shouted_at_and_words_are_the_citys(path: Path) -> None:
    found = [text for text in strings(read(path)) if BANNED.search(text)]
    assert found == []


def test_the_agenda_has_ten_items_in_exactly_135_minutes() -> None:
    assert len(ITEMS) == 10
    assert sum(item["minutes"] for item in ITEMS) == 135
    assert [item["minutes"] for item in ITEMS] == [15, 15, 33, 8, 12, 22, 12, 5, 8, 5]


def test_the_agenda_fills_the_planned_time() -> None:
    dialogue = TEMPLATE_TABLE["dialogue"]
    start, end = dialogue["start"], dialogue["end"]
    assert (end.hour - start.hour) * 60 + end.minute - start.minute == 135
    assert dialogue["admission_min"] == 30


def test_no_minimum_is_longer_than_its_item() -> None:
    assert [item["key"] for item in ITEMS if not 0 < item["min_minutes"] <= item["minutes"]] == []


def test_kinds_and_policies_are_those_of_the_domain() -> None:
    assert {item["kind"] for item in ITEMS} <= set(get_args(ItemKind))
    assert {item["policy"] for item in ITEMS} <= set(get_args(Policy))
    assert {column["purpose"] for column in COLUMNS.values()} <= set(get_args(Purpose))


def test_talks_and_reports_give_time_first_and_groups_and_answers_are_protected() -> None:
    policies = {item["key"]: item["policy"] for item in ITEMS}
    first = {key for key, policy in policies.items() if policy == "first"}
    protected = {key for key, policy in policies.items() if policy == "protected"}
    assert first == {"input", "reports", "proposals"}
    assert protected == {"groups_1", "groups_2", "answers"}


def test_an_overrun_of_a_quarter_of_an_hour_can_be_absorbed() -> None:
    spare = sum(
        item["minutes"] - item["min_minutes"] for item in ITEMS if item["policy"] != "protected"
    )
    assert spare >= 15


def test_the_break_can_shrink_to_five_minutes() -> None:
    (pause,) = [item for item in ITEMS if item["kind"] == "break"]
    assert (pause["minutes"], pause["min_minutes"]) == (8, 5)


def test_group_items_leave_time_for_going_and_coming() -> None:
    for item in ITEMS:
        ways = item.get("going_min", 0) + item.get("coming_min", 0)
        assert (ways > 0) == (item["kind"] == "breakout")
        assert ways < item["min_minutes"]


def test_every_item_says_who_speaks_what_is_said_and_what_the_tech_does() -> None:
    for item in ITEMS:
        assert item["title"]
        assert item["who"]
        assert item["slide"]
        assert item["cue"]
        assert len(re.findall(r"[.?](?:\s|$)", item["said"])) >= 4, item["key"]
        assert item["question"] or item["kind"] == "break"


def test_what_is_said_fits_into_the_item() -> None:
    for item in ITEMS:
        words = len(item["said"].split())
        assert words / 120 <= item["min_minutes"] / 2, item["key"]


def test_an_items_title_is_short_enough_for_a_button() -> None:
    assert [item["title"] for item in ITEMS if len(item["title"]) > 40] == []


def test_columns_are_the_four_questions_the_parking_lot_and_open_questions() -> None:
    purposes = Counter(column["purpose"] for column in COLUMNS.values())
    assert purposes == {"question": 4, "parking": 1, "open_questions": 1}
    assert len({column["label"] for column in COLUMNS.values()}) == 6
    assert all(len(column["label"]) <= 10 for column in COLUMNS.values())


def test_items_name_columns_that_exist() -> None:
    assert {key for item in ITEMS for key in item["columns"]} <= COLUMNS.keys()


def test_five_groups_have_a_topic_each() -> None:
    groups = TEMPLATE_TABLE["group"]
    assert [group["number"] for group in groups] == [1, 2, 3, 4, 5]
    assert len({group["topic"] for group in groups}) == TEMPLATE_TABLE["dialogue"]["groups"]
    assert sum(group["places"] for group in groups) >= TEMPLATE_TABLE["dialogue"]["places"]


@pytest.mark.parametrize("table", ["item", "column", "announcement", "ready"])
def test_keys_are_unique(table: str) -> None:
    keys = [row["key"] for row in TEMPLATE_TABLE[table]]
    assert len(keys) == len(set(keys))


def test_every_announcement_can_be_sent_and_read_aloud() -> None:
    for row in TEMPLATE_TABLE["announcement"]:
        assert row["chat"] != row["aloud"]
        assert set(re.findall(r"{(\w+)}", row["chat"] + row["aloud"])) <= {"start"}


def test_the_counts_on_the_roster_are_those_of_the_evening() -> None:
    parts = Counter(person["part"] for person in PEOPLE)
    assert parts == {"citizen": 75, "moderator": 5, "staff": 4}
    assert set(parts) <= set(get_args(Part))


def test_nobody_is_on_the_roster_twice() -> None:
    assert len(BY_KEY) == len(PEOPLE)
    assert len({(one["first_name"], one["last_name"]) for one in PEOPLE}) == len(PEOPLE)


def test_some_surnames_are_shared_and_some_are_words() -> None:
    surnames = Counter(person["last_name"] for person in CITIZENS)
    assert sum(count > 1 for count in surnames.values()) >= 5
    assert max(surnames.values()) == 3
    assert surnames.keys() >= ALSO_WORDS


def test_the_roster_has_no_contact_data() -> None:
    allowed = {"key", "first_name", "last_name", "part", "group", "office"}
    assert set().union(*PEOPLE) == allowed
    assert not [text for text in strings(PEOPLE) if re.search(r"@|\d{3}", text)]


def test_every_group_has_a_moderator() -> None:
    groups = [person["group"] for person in PEOPLE if person["part"] == "moderator"]
    assert groups == [1, 2, 3, 4, 5]


def test_there_are_enough_different_notes() -> None:
    texts = [note["text"] for note in NOTES] + [edit["before"] for edit in EDITS]
    assert len(NOTES) >= 130
    assert len(set(texts)) == len(texts)


def test_notes_have_the_length_of_notes() -> None:
    assert [note["text"] for note in NOTES if not 20 <= len(note["text"]) <= 160] == []
    versions = [edit[name] for edit in EDITS for name in ("before", "left", "right")]
    assert [text for text in versions if len(text) > NOTE_LIMIT] == []


def test_every_note_has_a_column_and_an_origin_that_exist() -> None:
    for row in [*NOTES, *EDITS]:
        assert row["column"] in COLUMNS
        assert ("round" in row) == ("group" in row)
        assert (row.get("round", 1), row.get("group", 1)) in {
            (number, group) for number in (1, 2) for group in range(1, 6)
        }


def test_notes_of_a_round_belong_to_its_questions() -> None:
    asked = {1: set(ITEMS[2]["columns"]), 2: set(ITEMS[5]["columns"])}
    for row in [*NOTES, *EDITS]:
        if "round" in row:
            assert row["column"] in asked[row["round"]], row


def test_every_group_writes_to_every_question_of_its_round() -> None:
    places = Counter((note.get("round"), note.get("group"), note["column"]) for note in NOTES)
    for item, number in ((ITEMS[2], 1), (ITEMS[5], 2)):
        for column in item["columns"]:
            assert all(places[number, group, column] >= 5 for group in range(1, 6))


def test_three_notes_name_a_person_each_in_another_way() -> None:
    named = [note for note in NOTES if "names" in note]
    assert [named_in(note["text"]) for note in named] == [
        ["Edeltraud Klein"],
        ["Winter"],
        ["Poggenburg"],
    ]
    for note in named:
        assert {BY_KEY[key]["last_name"] for key in note["names"]} == {
            named_in(note["text"])[0].rsplit(" ", 1)[-1]
        }


def test_no_other_text_names_a_person() -> None:
    told = [note["text"] for note in NOTES if "names" not in note]
    told += [text for rows in (EDITS, MEASURES, QUESTIONS, CASES) for text in strings(rows)]
    told += strings(TEMPLATE_TABLE)
    assert [text for text in told if named_in(text)] == []


def test_some_notes_use_a_surname_as_a_word() -> None:
    marked = {word for note in NOTES for word in note.get("word", [])}
    assert marked == ALSO_WORDS
    for note in NOTES:
        for word in note.get("word", []):
            assert re.search(rf"\b{word}\b", note["text"], re.IGNORECASE), note["text"]


def test_edits_of_different_lines_merge_and_edits_of_one_line_do_not() -> None:
    assert {edit["touches"] for edit in EDITS} == {"lines", "words"}
    for edit in EDITS:
        assert len({edit["before"], edit["left"], edit["right"]}) == 3
        assert merged(edit["before"], edit["left"], edit["right"]) == edit.get("merged")
        assert ("merged" in edit) == (edit["touches"] == "lines")


def test_measures_come_from_notes_and_some_are_open() -> None:
    texts = {note["text"] for note in NOTES}
    assert len(MEASURES) == len({measure["what"] for measure in MEASURES}) == 12
    assert {measure["note"] for measure in MEASURES} - {""} <= texts
    assert any(not measure["responsible"] for measure in MEASURES)
    assert any(measure["responsible"] for measure in MEASURES)


def test_questions_to_the_city_are_ten() -> None:
    assert len(QUESTIONS) == len({question["text"] for question in QUESTIONS}) == 10
    assert {question["source"] for question in QUESTIONS} <= set(get_args(Source))
    assert all(("group" in one) == (one["source"] == "group") for one in QUESTIONS)
    assert all(question["text"].endswith("?") for question in QUESTIONS)


def test_every_kind_of_technical_trouble_occurs() -> None:
    assert {case["problem"] for case in CASES} == set(get_args(Problem))
    assert all(case["solved_after_min"] > 0 for case in CASES)


def test_every_emergency_card_has_a_sentence_to_say_and_five_lines() -> None:
    cards = TEMPLATE_TABLE["emergency"]
    assert [card["key"] for card in cards] == ["disturbance", "lead", "conference", "group"]
    for card in cards:
        assert len(card["lines"]) == 5
        assert all(line.endswith(".") for line in card["lines"])
        assert 60 <= len(card["say"]) <= 160


def test_an_item_knows_its_own_tick_list() -> None:
    dialogue = derived("test", "dialogue")
    lines = tick_list(dialogue, item_id(dialogue, "input"))
    assert [line.key for line in lines] == ["share", "chat"]
    assert tick_list(dialogue, "another") == ()


def test_every_group_can_report_in_the_time_that_its_item_has() -> None:
    reports = [item for item in ITEMS if "per_group_min" in item]
    assert [item["key"] for item in reports] == ["reports", "proposals"]
    groups = TEMPLATE_TABLE["dialogue"]["groups"]
    assert all(item["per_group_min"] * groups <= item["minutes"] for item in reports)
