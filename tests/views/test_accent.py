"""A city's accent colour is taken only when everything in it can be read."""

import pytest

from console.views.accent import PAIRS, accent_tokens, faintest, is_colour
from console.views.tokens import SCHEMES, contrast, read_tokens


@pytest.mark.parametrize(
    "colour", ["#0A5A82", "#7A1F3D", "#1D5C3A", "#4B2E83", "#003366", "#8C2D04"]
)
def test_a_dark_colour_is_readable_in_both_schemes(colour: str) -> None:
    tokens = accent_tokens(colour)
    assert faintest(tokens) is None
    assert tokens["light"]["accent"] == colour
    for scheme in SCHEMES:
        colours = read_tokens(scheme).with_accent(tokens[scheme]).colours
        for ink, ground, needed in PAIRS:
            assert contrast(colours[ink], colours[ground]) >= needed, (scheme, ink, ground)


@pytest.mark.parametrize("colour", ["#FFD500", "#7FD4FF", "#F28C28", "#FFFFFF"])
def test_a_light_colour_is_refused_with_its_contrast(colour: str) -> None:
    faint = faintest(accent_tokens(colour))
    assert faint is not None
    assert 1.0 <= faint.ratio < faint.needed


def test_the_programs_own_accent_passes_the_same_test() -> None:
    own = {
        scheme: {
            name: value
            for name, value in read_tokens(scheme).colours.items()
            if name.startswith("accent") or name == "on_accent"
        }
        for scheme in SCHEMES
    }
    assert faintest(own) is None
    assert set(accent_tokens("#0A5A82")["light"]) == set(own["light"])


@pytest.mark.parametrize("text", ["", "0A5A82", "#0A5A8", "blue", "#0A5A82 ", "#GGGGGG"])
def test_only_rrggbb_is_a_colour(text: str) -> None:
    assert not is_colour(text)
    assert is_colour("#0a5A82")
