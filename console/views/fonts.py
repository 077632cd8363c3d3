"""Inter as a variable font and the type scale: roles with size, weight, digits and tracking."""

import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600
SMALLEST_PX = 12


@dataclass(frozen=True, slots=True)
class TypeRole:
    """One step of the type scale, in px at 100 %."""

    px: int
    weight: int = REGULAR
    tracking: float = 0.0


ROLES: dict[str, TypeRole] = {
    "meta": TypeRole(12),
    "meta_strong": TypeRole(12, SEMIBOLD),
    "secondary": TypeRole(13),
    "secondary_medium": TypeRole(13, MEDIUM),
    "secondary_strong": TypeRole(13, SEMIBOLD),
    "body": TypeRole(14),
    "body_medium": TypeRole(14, MEDIUM),
    "body_strong": TypeRole(14, SEMIBOLD),
    "card": TypeRole(15),
    "card_medium": TypeRole(15, MEDIUM),
    "card_strong": TypeRole(15, SEMIBOLD),
    "panel_title": TypeRole(16, SEMIBOLD),
    "primary": TypeRole(17, SEMIBOLD),
    "next_item": TypeRole(18, SEMIBOLD),
    "capture": TypeRole(18),
    "question": TypeRole(21),
    "clock": TypeRole(22, MEDIUM, 0.4),
    "clock_l": TypeRole(19, MEDIUM, 0.3),
    "fact": TypeRole(22, SEMIBOLD),
    "item_title_l": TypeRole(24, SEMIBOLD, -0.3),
    "item_title": TypeRole(32, SEMIBOLD, -0.5),
    "group_timer_s": TypeRole(22, SEMIBOLD, -0.3),
    "group_timer_l": TypeRole(34, SEMIBOLD, -0.6),
    "group_timer": TypeRole(46, SEMIBOLD, -1.0),
    "strip_timer_l": TypeRole(38, SEMIBOLD, -0.8),
    "strip_timer": TypeRole(46, SEMIBOLD, -1.0),
    "key_figure": TypeRole(42, SEMIBOLD, -1.0),
    "key_figure_l": TypeRole(34, SEMIBOLD, -0.6),
    "countdown_l": TypeRole(92, SEMIBOLD, -3.0),
    "countdown": TypeRole(150, SEMIBOLD, -5.0),
}


@cache
def inter_family() -> str:
    """Load Inter from its package once per process and name its family.

    Raises: FileNotFoundError when the package carries no upright variable font.
    """
    folder = _package_folder("fontpkg_inter")
    for path in sorted(folder.rglob("*.ttf")):
        if "Italic" not in path.name:
            identifier = QFontDatabase.addApplicationFont(str(path))
            return QFontDatabase.applicationFontFamilies(identifier)[0]
    raise FileNotFoundError(str(folder))


def make_font(px: float, weight: int = REGULAR, tracking: float = 0.0) -> QFont:
    """Inter at `px` pixels with equally wide digits; `weight` on the font's own axis."""
    font = QFont(inter_family())
    font.setPixelSize(max(1, round(px)))
    # setWeight would ask for a static face, which a variable font does not have.
    font.setVariableAxis(QFont.Tag("wght"), weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking)
    return font


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(name)
    return Path(next(iter(spec.submodule_search_locations)))
