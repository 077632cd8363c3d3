"""Inter as a variable font and the type scale: roles with size, weight, digits and tracking."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase

REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600


class TypeRole(NamedTuple):
    """One step of the type scale, in px at 100 %; `digits` for roles that only show numbers."""

    px: int
    weight: int = REGULAR
    tracking: float = 0.0
    digits: bool = False


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
    "item_title_l": TypeRole(24, SEMIBOLD, -0.3),
    "item_title": TypeRole(32, SEMIBOLD, -0.5),
    "clock": TypeRole(22, MEDIUM, 0.4, digits=True),
    "clock_l": TypeRole(19, MEDIUM, 0.3, digits=True),
    "fact": TypeRole(22, SEMIBOLD, digits=True),
    "fact_l": TypeRole(19, SEMIBOLD, digits=True),
    "group_timer_s": TypeRole(22, SEMIBOLD, digits=True),
    "group_timer_l": TypeRole(34, SEMIBOLD, -0.3, digits=True),
    "group_timer": TypeRole(46, SEMIBOLD, -0.4, digits=True),
    "strip_timer_l": TypeRole(38, SEMIBOLD, -0.4, digits=True),
    "strip_timer": TypeRole(46, SEMIBOLD, -0.5, digits=True),
    "key_figure": TypeRole(42, SEMIBOLD, -0.5, digits=True),
    "key_figure_l": TypeRole(34, SEMIBOLD, -0.3, digits=True),
    "countdown_l": TypeRole(92, SEMIBOLD, -3.0, digits=True),
    "countdown": TypeRole(150, SEMIBOLD, -5.0, digits=True),
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


def make_font(
    px: float, weight: int = REGULAR, tracking: float = 0.0, *, digits: bool = False
) -> QFont:
    """Inter at `px` pixels; `weight` on the font's own axis; `digits` makes numbers equally wide.

    Equal widths are for numbers only: they would also pull hyphens in words apart.
    """
    font = QFont(inter_family())
    font.setPixelSize(max(1, round(px)))
    # setWeight would ask for a static face, which a variable font does not have.
    font.setVariableAxis(QFont.Tag("wght"), weight)
    if digits:
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
