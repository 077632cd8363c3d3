"""Ids: time-ordered ones, and those that everybody derives alike."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain import ids


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_an_id_is_a_version_7_uuid_of_its_instant(now_ms: int, random: bytes):
    made = uuid.UUID(ids.uuid7(now_ms, lambda size: random))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == now_ms


@given(st.lists(st.integers(0, 2**48 - 1), min_size=2, max_size=8, unique=True))
def test_ids_sort_as_text_by_their_instant(instants: list[int]):
    made = [ids.uuid7(instant) for instant in sorted(instants)]
    assert made == sorted(made)


def test_all_the_random_bits_are_used():
    zeros, ones = (uuid.UUID(ids.uuid7(5, lambda size, b=b: bytes([b] * size))) for b in (0, 255))
    assert (zeros.int ^ ones.int).bit_count() == 74


def test_derived_ids_are_the_same_on_every_console_for_good():
    # Written into logs: another value here means other entities for every dialogue there is.
    assert ids.RUN_ID == "2e1b25a7-350b-541a-b6ff-abbca3ec228f"
    assert ids.CITY_MEMBER == "c495694d-5b5f-59db-8abc-425607c6b24f"
    one, two = "00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002"
    assert ids.visit_id(None, one) == "62d7b726-ad4b-5d8e-adca-cbf2bc82dc25"
    assert ids.visit_id(one, "end") == "4d38098c-90c0-52c0-bad7-7de24d1cf5a0"
    assert ids.timer_id(one, None) == "2d8d9d78-9e6a-59df-8802-e72696d1cdc3"
    assert ids.timer_id(one, two) == "e7b9e2c6-f62e-52e4-9c97-14db48373012"
    assert ids.group_run_id(one, None) == "d578b6a8-f9aa-5a41-95d9-c9457218bd81"
    assert ids.seat_id(one, two) == "5053558e-6324-524b-a78d-f798cddaf8dc"
    assert ids.check_id(one, "Mikrofone") == "fd8ebe6c-58a7-5cf6-9882-767ea5dbc15e"
    assert ids.points_id(one, two) == "fd538647-6b38-5162-b45c-584a219731bb"


def test_ids_of_different_combinations_differ():
    one, two = ids.uuid7(1), ids.uuid7(2)
    made = {
        *(ids.seat_id(*pair) for pair in ((one, two), (two, one))),
        *(ids.points_id(*pair) for pair in ((one, two), (two, one))),
        *(ids.timer_id(*pair) for pair in ((one, two), (two, one), (one, None))),
        *(ids.visit_id(*pair) for pair in ((one, two), (two, one), (None, one), (one, "end"))),
    }
    assert len(made) == 11


def test_only_an_id_has_bytes():
    assert len(ids.uuid_bytes(ids.RUN_ID)) == 16
    with pytest.raises(ValueError, match="badly formed"):
        ids.uuid_bytes("end")
