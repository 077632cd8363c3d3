"""Before the export: nobody's measures, texts in two versions, names with what public will read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.commands.attendance import add_participant
from console.commands.measures import add_measure, edit_measure, text_base
from console.commands.notes import add_note, edit_note
from console.commands.notes import text_base as note_base
from console.results.check import Check, NameCheck, check_of
from console.results.gather import minutes_of
from console.storage.store import Store
from console.words import Words
from tests.small_dialogue import column_id, identity, small_dialogue

DE = Words("de")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = small_dialogue(tmp_path)
    yield opened
    opened.close()


def checked(store: Store, names: NameCheck | None = None) -> Check:
    minutes = minutes_of(store.state, DE, store.now_ms())
    return check_of(store.state, minutes, (names or NameCheck()).finder(store.state), DE)


def in_two_versions(store: Store, note: str, one: str, other: str) -> None:
    seen = note_base(store, note)
    edit_note(store, note, one, base=seen)
    store.be(identity("notetaker"))
    edit_note(store, note, other, base=seen)
    store.be(identity("lead"))


def test_measures_without_anybody_are_listed_in_their_order(store: Store) -> None:
    first = add_measure(store, "Eins")
    add_measure(store, "Zwei", responsible="Sozialamt")
    third = add_measure(store, "Drei", responsible="  ")
    assert checked(store).unassigned == (first, third)


def test_notes_and_measures_in_two_versions_are_listed(store: Store) -> None:
    lower = add_note(store, "a", column=column_id(2))
    upper = add_note(store, "b", column=column_id(1))
    for note in (lower, upper):
        in_two_versions(store, note, "das eine", "das andere")
    measure = add_measure(store, "Eins")
    seen = text_base(store, measure, "due")
    edit_measure(store, measure, "due", "morgen", base=seen)
    edit_measure(store, measure, "due", "heute", base=seen)
    check = checked(store)
    assert check.disputed_notes == (upper, lower)
    assert check.disputed_measures == (measure,)


def test_a_name_is_shown_with_what_the_public_edition_reads(store: Store) -> None:
    add_note(store, "Danke an Bernd Klein und Frau Haddad für alles.", column=column_id(1))
    first, second = checked(store).names
    assert (first.before, first.found, first.after) == (
        "Danke an ",
        "Bernd Klein",
        " und Frau Haddad für alles.",
    )
    assert first.public == "Danke an [Name] und Frau [Name] für alles."
    assert second.public == "Danke an [Name] und Frau [Name] für alles."
    assert checked(store).replaced == 2


def test_no_part_of_a_name_at_the_edge_of_the_excerpt_is_shown(store: Store) -> None:
    text = "Chiara Rossi sagt, dass es gut war mit Duc Nguyen"
    add_note(store, text, column=column_id(1))
    for finding in checked(store).names:
        assert "Rossi" not in finding.public
        assert "Chiara" not in finding.public
        assert "Nguyen" not in finding.public


def test_a_name_far_away_in_the_text_does_not_reach_into_the_excerpt(store: Store) -> None:
    between = "und dann lange Zeit sonst niemand, der in einem Hof oder einer Straße hilft"
    add_note(store, f"Bernd Klein, {between}, Duc Nguyen", column=column_id(1))
    first, second = checked(store).names
    assert first.public == "[Name], und dann lange Zeit sonst…"
    assert second.public == "…Hof oder einer Straße hilft, [Name]"


def test_everyday_words_are_shown_but_not_counted(store: Store) -> None:
    add_note(store, "Klein anfangen", column=column_id(1))
    check = checked(store)
    assert [finding.kind for finding in check.names] == ["everyday_word"]
    assert check.names[0].public == "Klein anfangen"
    assert check.replaced == 0


def test_a_person_who_came_later_is_found_in_texts_read_before(store: Store) -> None:
    add_note(store, "Das sagt Poggenburg.", column=column_id(1))
    names = NameCheck()
    assert checked(store, names).replaced == 0
    add_participant(store, "Gerd", "Poggenburg")
    assert checked(store, names).replaced == 1


def test_a_text_is_read_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add_note(store, "Das sagt Frau Haddad.", column=column_id(1))
    names = NameCheck()
    finder = names.finder(store.state)
    inner = finder._inner  # type: ignore[attr-defined]
    read: list[str] = []
    find = inner.find
    monkeypatch.setattr(inner, "find", lambda text: read.append(text) or find(text))
    assert checked(store, names) == checked(store, names)
    assert names.finder(store.state) is finder
    assert len(read) == len(set(read)) > 1
