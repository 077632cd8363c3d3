"""Inter in its weights, and digits that never move."""

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF

from console.views.fonts import ROLES
from console.views.theme import Theme

TIMER_ROLES = [name for name, role in ROLES.items() if role.digits]


@pytest.mark.parametrize("role", TIMER_ROLES)
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25, 2.0])
def test_digits_of_timer_fonts_are_equally_wide(qapp, role, scale):
    metrics = QFontMetricsF(Theme("light", scale).font(role))
    assert metrics.horizontalAdvance("11:11") == metrics.horizontalAdvance("00:00")


def test_numbers_in_words_can_be_asked_for_with_equal_digits(theme):
    loose = QFontMetricsF(theme.font("secondary"))
    equal = QFontMetricsF(theme.font("secondary", digits=True))
    assert loose.horizontalAdvance("19:11") != loose.horizontalAdvance("19:00")
    assert equal.horizontalAdvance("19:11") == equal.horizontalAdvance("19:00")


def test_text_is_set_in_inter(theme):
    assert QFontInfo(theme.font("body")).family() == "Inter"


def test_a_heavier_weight_is_a_wider_cut_of_the_variable_font(theme):
    word = "Teilnehmende"
    regular = QFontMetricsF(theme.font("body")).horizontalAdvance(word)
    strong = QFontMetricsF(theme.font("body_strong")).horizontalAdvance(word)
    assert strong > regular


def test_no_role_is_smaller_than_12_px():
    assert min(role.px for role in ROLES.values()) >= 12
