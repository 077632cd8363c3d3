"""Colour tokens of the two schemes, read from resources/theme/tokens.json, and their contrast."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

TOKENS_FILE = Path(__file__).resolve().parents[2] / "resources" / "theme" / "tokens.json"
SCHEMES = ("light", "dark")
# A note column's tone: one per guiding question, then the parking lot and the open questions.
COLUMN_TONES = ("q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "park", "open")


class Tokens(NamedTuple):
    """The colours of one scheme by token name, as #RRGGBB."""

    scheme: str
    colours: Mapping[str, str]

    def with_accent(self, accent: Mapping[str, str]) -> "Tokens":
        """The same scheme with a city's own accent colours (tokens accent*, on_accent)."""
        return Tokens(self.scheme, MappingProxyType({**self.colours, **accent}))


def read_tokens(scheme: str, path: Path = TOKENS_FILE) -> Tokens:
    """Read one scheme; `scheme` is one of SCHEMES.

    Raises: KeyError for a scheme the file does not hold.
    """
    colours = json.loads(path.read_text(encoding="utf-8"))[scheme]
    return Tokens(scheme, MappingProxyType(colours))


def high_contrast_tokens(scheme: str, ground: str, ink: str, accent: str, on_accent: str) -> Tokens:
    """Tokens from the four colours of the system's high contrast: no tints, full lines.

    States then differ by their words, icons and solid chips alone.
    """
    colours = dict.fromkeys(read_tokens(scheme).colours, ink)
    for name in colours:
        is_ground = name.startswith(("bg_", "on_")) or name.endswith("_tint")
        if is_ground or name in COLUMN_TONES:
            colours[name] = ground
    colours |= dict.fromkeys(("accent", "accent_hover", "focus"), accent)
    colours |= {"on_accent": on_accent, "focus_gap": ground, "accent_soft": ground}
    colours["bg_inverse"] = ink
    return Tokens(scheme, MappingProxyType(colours))


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two #RRGGBB colours, 1.0 to 21.0. Source: WCAG 2.1, relative luminance."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
