"""Prefixes at the start of what is typed, and where long text becomes several notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.viewmodels.capture_text import (
    holds_controls,
    parts_of,
    prefix_of,
    without_halves,
)


@pytest.mark.parametrize(
    ("text", "column", "group", "measure"),
    [
        ("/3 Bänke", "3", None, False),
        ("@2 ", "", 2, False),
        ("@12 x", "", 12, False),
        ("! Bänke", "", None, True),
    ],
)
def test_a_prefix_is_read_at_the_start(text, column, group, measure):
    prefix = prefix_of(text)
    assert prefix is not None
    assert (prefix.column, prefix.group, prefix.measure) == (column, group, measure)


@pytest.mark.parametrize("text", ["", "/3", "/34 x", " /3 x", "3 Bänke", "@x ", "!!", "Bänke /3 "])
def test_other_beginnings_are_words(text):
    assert prefix_of(text) is None


def test_short_text_is_one_part():
    assert parts_of("  Mehr Bänke. Mehr Licht. ") == ["Mehr Bänke. Mehr Licht."]
    assert parts_of("  ") == []


def test_long_text_splits_at_the_last_sentence_that_fits():
    first = "Im Park fehlen Bänke. Auch am Marktplatz sind es zu wenige."
    second = "Die Laternen gehen um zehn Uhr aus."
    assert parts_of(f"{first} {second}", 70) == [first, second]


def test_a_line_break_ends_a_sentence():
    assert parts_of("Bänke im Park\nLicht am Weg", 20) == ["Bänke im Park", "Licht am Weg"]


@pytest.mark.parametrize("word", ["z. B. am Markt", "am 3. Mai", "Dr. h. c. Kurz"])
def test_a_full_stop_after_an_initial_or_a_number_ends_no_sentence(word):
    text = f"Treffen {word} wäre gut"
    assert parts_of(text, len(text) - 5)[0] != text[: text.rindex(".") + 1]


def test_without_a_sentence_words_stay_whole():
    text = "Bänke " * 30
    assert all(set(part.split()) == {"Bänke"} for part in parts_of(text, 50))


def test_a_word_longer_than_a_part_is_cut_between_letters():
    family = "👩🏽‍👩🏽‍👧🏽"
    parts = parts_of(family * 4, len(family) + 3)
    assert parts == [family] * 4


@given(st.text(max_size=600), st.integers(5, 100))
def test_parts_hold_every_letter_in_order_and_are_short_enough(text, most):
    parts = parts_of(text, most)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(0 < len(part) <= most for part in parts)


def test_halves_of_letters_go_and_everything_else_stays():
    assert without_halves("a\ud83db 👩🏽 مرحبا\x00") == "ab 👩🏽 مرحبا\x00"


def test_control_characters_are_noticed_but_lines_and_tabs_are_none():
    assert holds_controls("a\x00b")
    assert not holds_controls("a\tb\nc\r\n👩🏽‍🦽")
