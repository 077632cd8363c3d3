"""The strip stands wholly on a screen, wherever it stood before."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from console.views.mini.mini_place import clamped, first_place

ONE = QRect(0, 0, 1366, 728)
RIGHT = QRect(1366, 100, 1920, 1040)
SIZE = QSize(460, 96)


def at(x: int, y: int) -> QRect:
    return QRect(QPoint(x, y), SIZE)


def test_what_is_in_sight_stays():
    assert clamped(at(300, 200), [ONE]) == at(300, 200)


def test_what_reaches_over_an_edge_comes_back():
    assert clamped(at(-40, -40), [ONE]) == at(0, 0)
    assert clamped(at(1300, 700), [ONE]) == at(1366 - 460, 728 - 96)


def test_it_goes_to_the_screen_that_holds_most_of_it():
    assert clamped(at(1300, 300), [ONE, RIGHT]) == at(1366, 300)
    assert clamped(at(950, 300), [ONE, RIGHT]) == at(906, 300)


def test_when_its_screen_is_gone_it_goes_to_the_nearest():
    assert clamped(at(3000, 300), [ONE]) == at(906, 300)
    far = QRect(-1920, 0, 1920, 1080)
    assert clamped(at(4000, 300), [far, ONE]) == at(906, 300)


def test_a_screen_smaller_than_the_strip_shows_its_beginning():
    assert clamped(at(50, 50), [QRect(0, 0, 400, 80)]).topLeft() == QPoint(0, 0)


def test_it_begins_at_the_top_right():
    assert first_place(SIZE, ONE) == at(1366 - 24 - 460, 24)


@given(
    st.integers(-10_000, 10_000),
    st.integers(-10_000, 10_000),
    st.lists(
        st.builds(
            QRect,
            st.integers(-4000, 4000),
            st.integers(-4000, 4000),
            st.integers(460, 4000),
            st.integers(96, 3000),
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_it_is_always_wholly_on_a_screen_and_stays_there(x, y, screens):
    place = clamped(at(x, y), screens)
    assert any(screen.contains(place) for screen in screens)
    assert clamped(place, screens) == place
