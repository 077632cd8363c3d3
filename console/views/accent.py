"""A city's own accent colour: all accent tokens from one colour, and whether people can read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from console.views.tokens import SCHEMES, contrast, read_tokens

_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_TEXT, _PART = 4.5, 3.0
#: What is read or told apart on what, and how much contrast it needs. Source: WCAG 2.1, 1.4.3
#: and 1.4.11.
PAIRS: Final = (
    *(("accent_text", ground, _TEXT) for ground in ("bg_panel", "bg_app", "bg_sunken")),
    ("accent_text", "accent_tint", _TEXT),
    ("on_accent", "accent", _TEXT),
    ("on_accent", "accent_hover", _TEXT),
    *((ink, "accent_tint", _TEXT) for ink in ("text", "text2", "text3")),
    ("text", "accent_soft", _TEXT),
    *(("accent", ground, _PART) for ground in ("bg_panel", "bg_app", "accent_tint", "bg_hover")),
    ("accent_line", "bg_panel", _PART),
    ("focus", "accent_tint", _PART),
)
#: How far to go, at most in so many steps, until a part has contrast enough.
_STEPS: Final = 40


class Faint(NamedTuple):
    """The pair with the least contrast for what it needs."""

    ratio: float
    needed: float


def is_colour(text: str) -> bool:
    """Tell whether `text` is a colour as #RRGGBB."""
    return _COLOUR.fullmatch(text) is not None


def accent_tokens(colour: str) -> dict[str, dict[str, str]]:
    """Return the accent tokens of both schemes for one colour as #RRGGBB."""
    light, dark = (read_tokens(scheme).colours for scheme in SCHEMES)
    return {"light": _for_light(colour, light), "dark": _for_dark(colour, dark)}


def faintest(tokens: Mapping[str, Mapping[str, str]]) -> Faint | None:
    """Return what has too little contrast with these accent tokens; None when all is readable."""
    found = []
    for scheme in SCHEMES:
        colours = read_tokens(scheme).with_accent(tokens[scheme]).colours
        for ink, ground, needed in PAIRS:
            ratio = contrast(colours[ink], colours[ground])
            if ratio < needed:
                found.append(Faint(ratio, needed))
    return min(found, key=lambda one: one.ratio / one.needed, default=None)


def _for_light(colour: str, colours: Mapping[str, str]) -> dict[str, str]:
    white = "#FFFFFF"
    return {
        "accent": colour.upper(),
        "accent_hover": _mixed(colour, "#000000", 0.18),
        "accent_text": colour.upper(),
        "accent_tint": _mixed(colour, white, 0.89),
        "accent_soft": _mixed(colour, white, 0.77),
        "accent_line": _until(colour, white, colours["bg_panel"], 3.2),
        "on_accent": white,
    }


def _for_dark(colour: str, colours: Mapping[str, str]) -> dict[str, str]:
    """The same colour lighter, until it stands out from the dark panels."""
    panel = colours["bg_panel"]
    steps = (_mixed(colour, "#FFFFFF", step / _STEPS) for step in range(_STEPS + 1))
    accent = next(one for one in steps if contrast(one, panel) >= 7.5)
    return {
        "accent": accent,
        "accent_hover": _mixed(accent, "#FFFFFF", 0.2),
        "accent_text": _mixed(accent, "#FFFFFF", 0.12),
        "accent_tint": _mixed(panel, accent, 0.14),
        "accent_soft": _mixed(panel, accent, 0.3),
        "accent_line": _until(accent, panel, panel, 3.5),
        "on_accent": _mixed(accent, "#000000", 0.86),
    }


def _until(colour: str, towards: str, ground: str, least: float) -> str:
    """Return `colour` as near to `towards` as `least` contrast with the ground allows."""
    steps = (_mixed(colour, towards, step / _STEPS) for step in range(_STEPS // 2, -1, -1))
    return next((one for one in steps if contrast(one, ground) >= least), colour.upper())


def _mixed(first: str, second: str, part: float) -> str:
    """Return the first colour with a part (0.0 to 1.0) of the second."""
    channels = (
        round(int(first[at : at + 2], 16) * (1 - part) + int(second[at : at + 2], 16) * part)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02X}" for channel in channels)
