"""Finding people by what is typed."""

from __future__ import annotations

import pytest

from console.domain.values import Participant
from console.viewmodels.roster_search import NameSearch

NAMES = (
    "Emre Yılmaz", "Dilara Yılmaz", "Ömer Çağlayan", "Anna Klein", "Anna Kleinert",
    "Heinz-Georg Grotehusmann", "Sinéad O’Brien", "Miłosz Żak", "Bärbel Weiß",
)  # fmt: skip
PEOPLE = [
    Participant(id=name, first_name=name.split()[0], last_name=name.split()[1]) for name in NAMES
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("yil", ["Emre Yılmaz", "Dilara Yılmaz"]),
        ("YILMAZ emre", ["Emre Yılmaz"]),
        ("omer cag", ["Ömer Çağlayan"]),
        ("oemer", ["Ömer Çağlayan"]),
        ("Ömer", ["Ömer Çağlayan"]),
        ("georg heinz", ["Heinz-Georg Grotehusmann"]),
        ("heinz-georg g", ["Heinz-Georg Grotehusmann"]),
        ("obrien", ["Sinéad O’Brien"]),
        ("o'brien sinead", ["Sinéad O’Brien"]),
        ("milosz zak", ["Miłosz Żak"]),
        ("weiss baerbel", ["Bärbel Weiß"]),
        ("husman", ["Heinz-Georg Grotehusmann"]),
        ("Weber", []),
        ("  ", []),
        ("-", []),
    ],
)
def test_any_part_of_the_name_in_any_order_is_enough(typed, found):
    assert list(NameSearch().find(typed, PEOPLE).people) == found


def test_a_whole_name_wins_over_a_longer_one_that_holds_it():
    found = NameSearch().find("klein anna", PEOPLE)
    assert found.people == ("Anna Klein", "Anna Kleinert")
    assert found.only == "Anna Klein"


def test_a_whole_name_that_two_bear_means_neither():
    twice = [*PEOPLE, Participant(id="other", first_name="Anna", last_name="Klein")]
    assert NameSearch().find("Anna Klein", twice).only is None


def test_a_name_changed_meanwhile_is_found_by_the_new_one():
    search = NameSearch()
    search.find("emre", PEOPLE)
    renamed = [Participant(id="1", first_name="Emre", last_name="Arslan")]
    assert search.find("arslan", renamed).only == "1"
    assert search.find("yilmaz", renamed).only is None
