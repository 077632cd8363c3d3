"""Keys between keys: always room for one more, and still short after a long evening."""

from collections.abc import Callable
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.bodies import Order
from console.domain.order import DIGITS, MAX_ORDER, order_between

SOME = Random(7)


def grown(place: Callable[[int], int], rows: int = 10_000) -> list[str]:
    """The keys of a list into which one row after the other was put at `place(length)`."""
    keys: list[str] = []
    for _ in range(rows):
        at = place(len(keys))
        low = keys[at - 1] if at else None
        high = keys[at] if at < len(keys) else None
        key = order_between(low, high, SOME.randbytes)
        assert (low or "") < key
        assert high is None or key < high
        keys.insert(at, key)
    return keys


PATTERNS: dict[str, Callable[[int], int]] = {
    "at the end": lambda rows: rows,
    "at the beginning": lambda rows: 0,
    "behind the first": lambda rows: min(rows, 1),
    "before the last": lambda rows: max(rows - 1, 0),
    "behind the tenth": lambda rows: min(rows, 10),
    "anywhere": lambda rows: SOME.randint(0, rows),
}


@pytest.mark.parametrize("place", PATTERNS.values(), ids=PATTERNS)
def test_ten_thousand_rows_at_a_usual_place_have_short_keys(place: Callable[[int], int]):
    assert max(map(len, grown(place))) <= 22


def test_a_hundred_rows_each_between_the_two_before_it_have_keys_of_a_fair_length():
    assert max(map(len, grown(lambda rows: rows // 2, 100))) < 60


def test_two_people_at_one_place_get_two_keys():
    keys = [order_between("V", "W", SOME.randbytes) for _ in range(2)]
    assert keys[0] != keys[1]
    low, high = sorted(keys)
    assert low < order_between(low, high, SOME.randbytes) < high


KEYS = st.text(DIGITS, min_size=1, max_size=14) | st.text("0z", min_size=1, max_size=MAX_ORDER)


@given(st.lists(KEYS, min_size=1, max_size=2), st.randoms(use_true_random=False))
def test_between_any_keys_with_room_the_new_one_lies_strictly_between(keys: list[str], some):
    low, high = (None, keys[0]) if len(keys) == 1 else sorted(keys)
    key = order_between(low, high, some.randbytes)
    msgspec.convert(key, Order)
    room = (low or "") < high and high[len(low or "") :].strip("0") != ""
    if room and len(key) < MAX_ORDER:
        assert (low or "") < key < high
    else:
        assert (low or "") <= key


@pytest.mark.parametrize(
    ("low", "high"),
    [("V", "V"), ("W", "V"), ("A", "A0"), ("A", "A" + "0" * 50), (None, "000")],
)
def test_without_room_the_key_comes_right_behind_the_lower_one(low: str | None, high: str):
    key = order_between(low, high, SOME.randbytes)
    assert key.startswith(low or "")
    assert key > (low or "")


def test_a_place_behind_everything_that_a_key_can_be_is_still_a_key():
    key = order_between("z" * MAX_ORDER, None, SOME.randbytes)
    assert msgspec.convert(key, Order) == "z" * MAX_ORDER
