"""The frozen algorithm by which two wordings are shown as one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.merge import MAX_LINES, merged

#: base, one, two, and both in one (None: a person has to choose); lines are letters.
TABLE = [
    ("abc", "Abc", "abC", "AbC"),
    ("abc", "bc", "abC", "bC"),
    ("abc", "xabc", "abcy", "xabcy"),
    ("abcd", "Abcd", "abcdx", "Abcdx"),
    ("abcde", "abcdE", "aXbcde", "aXbcdE"),
    ("abcde", "acde", "abce", "ace"),
    ("abcde", "AbcdE", "abCde", "AbCdE"),
    ("aba", "Xba", "abY", "XbY"),
    ("abc", "abc", "aXc", "aXc"),
    ("abc", "abc", "abc", "abc"),
    # Two changes at one place, or side by side, touch.
    ("abc", "aXc", "aYc", None),
    ("abc", "aXc", "aXc", None),
    ("ab", "Ab", "aB", None),
    ("ab", "aXb", "aYb", None),
    ("abc", "aXbc", "aBc", None),
    ("abc", "abcx", "abcy", None),
    ("abc", "xabc", "yabc", None),
    ("abc", "", "abC", None),
    ("", "x", "y", None),
    # Of equal lines, those of the base are passed over first.
    ("aa", "ba", "aaX", "baX"),
    ("aab", "ab", "aaB", None),
    ("aab", "ab", "Xaab", "Xab"),
    ("abab", "ab", "Xabab", "Xab"),
    ("abab", "ab", "ababX", None),
]


def text(letters: str) -> str:
    return "\n".join(letters)


@pytest.mark.parametrize(("base", "one", "two", "both"), TABLE)
def test_merge_table(base: str, one: str, two: str, both: str | None):
    expected = None if both is None else text(both)
    assert merged(text(base), text(one), text(two)) == expected


def test_texts_of_too_many_lines_are_not_merged():
    lines = [str(number) for number in range(MAX_LINES)]
    base, one, two = "\n".join(lines), "\n".join(["x", *lines[1:]]), "\n".join([*lines[:-1], "y"])
    assert merged(base, one, two) == "\n".join(["x", *lines[1:-1], "y"])
    assert merged(base, one, two + "\n") is None


LINES = st.lists(st.sampled_from("abcX"), max_size=7).map("\n".join)


@given(LINES, LINES, LINES)
def test_merging_is_symmetric(base: str, one: str, two: str):
    assert merged(base, one, two) == merged(base, two, one)


@given(LINES, LINES)
def test_merging_with_an_unchanged_text_gives_the_changed_one(base: str, one: str):
    assert merged(base, one, base) == one


@given(LINES, LINES, LINES)
def test_a_merge_has_the_new_lines_of_both(base: str, one: str, two: str):
    both = merged(base, one, two)
    if both is not None:
        # Each side brought lines in and took lines out; in the merge both have done so.
        for line in set("abcX"):
            brought = sum(side.split("\n").count(line) for side in (one, two))
            assert both.split("\n").count(line) == brought - base.split("\n").count(line)
