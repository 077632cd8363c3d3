"""The last line of a note: where and when it was said, its points, flag and state of sync."""

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from console.views.icons import paint_icon
from console.views.painting import line_height, text_line, text_width
from console.views.theme import Theme
from console.views.widgets.chip import SMALL_HEIGHT, chip_size, paint_chip
from console.views.widgets.points_badge import paint_flag, paint_points, points_width

_GAP, _CLOUD, _QUOTE, _FLAG, _ASIDE = 6, 16, 14, 24, 14


class Aside(NamedTuple):
    """What stands beside place and time, or below: an icon, words, and in which colour."""

    icon: str
    text: str
    ink: str = "text2"


@dataclass(slots=True)
class NoteMarks:
    """What the foot shows; empty strings and False show nothing."""

    meta: str = ""
    points: str = ""
    unsynced: str = ""
    conflict: str = ""
    measure: bool = False
    quote: bool = False
    asides: tuple[Aside, ...] = ()

    def spoken(self) -> str:
        asides = [aside.text for aside in self.asides]
        parts = (self.meta, self.points, self.unsynced, self.conflict, *asides)
        return ", ".join(part for part in parts if part)


def foot_height(theme: Theme, marks: NoteMarks, width: float) -> float:
    """One line for all of it where it fits; else marks and asides have lines of their own.

    So a note keeps its height, most of the time, when somebody begins to write in it.
    """
    badges = marks.points or marks.measure or marks.conflict
    line = line_height(theme.font("secondary"))
    row = max(theme.px(26 if badges else 20), line)
    row += line if _is_tight(theme, marks, width) else 0
    return row + len(_asides_below(theme, marks, width)) * _aside_height(theme)


def _aside_height(theme: Theme) -> float:
    return max(line_height(theme.font("secondary")), theme.px(20))


def _asides_below(theme: Theme, marks: NoteMarks, width: float) -> tuple[Aside, ...]:
    """All but the first one where that stands beside place and time."""
    return marks.asides[_fits_beside(theme, marks, width) :]


def _fits_beside(theme: Theme, marks: NoteMarks, width: float) -> bool:
    if marks.conflict or not marks.asides:
        return False
    words = text_width(theme.font("secondary"), marks.asides[0].text)
    aside = 2 * theme.px(_GAP) + theme.px(_ASIDE + _GAP) + words
    return _needed(theme, marks) + aside <= width


def paint_foot(painter: QPainter, theme: Theme, foot: QRectF, marks: NoteMarks, tone: str) -> None:
    """Draw the foot into a box as high as `foot_height` says."""
    beside = _fits_beside(theme, marks, foot.width())
    for aside in reversed(marks.asides[beside:]):
        line = QRectF(foot)
        line.setTop(foot.bottom() - _aside_height(theme))
        _paint_aside(painter, theme, line, aside)
        foot = QRectF(foot.left(), foot.top(), foot.width(), foot.height() - line.height())
    if marks.conflict:
        _paint_conflict(painter, theme, foot, marks.conflict)
        return
    place, badges = QRectF(foot), QRectF(foot)
    if _is_tight(theme, marks, foot.width()):
        place.setHeight(line_height(theme.font("secondary")))
        badges.setTop(place.bottom())
    right = _paint_place(painter, theme, place, marks)
    if beside:
        place.setLeft(right + 2 * theme.px(_GAP))
        _paint_aside(painter, theme, place, marks.asides[0])
    _paint_badges(painter, theme, badges, marks, tone)


def _is_tight(theme: Theme, marks: NoteMarks, width: float) -> bool:
    return not marks.conflict and _needed(theme, marks) > width


def _needed(theme: Theme, marks: NoteMarks) -> float:
    """Return how wide place, time and badges are beside each other."""
    px = theme.px
    needed = text_width(theme.font("secondary"), marks.meta)
    needed += px(_QUOTE + _GAP) if marks.quote else 0
    needed += points_width(theme, marks.points) + px(_GAP) if marks.points else 0
    needed += px(_FLAG + _GAP) if marks.measure else 0
    needed += px(_CLOUD + _GAP) if marks.unsynced else 0
    return needed


def _paint_place(painter: QPainter, theme: Theme, place: QRectF, marks: NoteMarks) -> float:
    """Draw where and when; returns where it ends."""
    ink = theme.colour("text2")
    if marks.quote:
        size = theme.px(_QUOTE)
        box = QRectF(place.left(), place.center().y() - size / 2, size, size)
        paint_icon(painter, "quotes", ink, box)
        place = place.adjusted(size + theme.px(_GAP), 0, 0, 0)
    return place.left() + text_line(painter, place, marks.meta, theme.font("secondary"), ink)


def _paint_aside(painter: QPainter, theme: Theme, line: QRectF, aside: Aside) -> None:
    size, ink, font = theme.px(_ASIDE), theme.colour(aside.ink), theme.font("secondary")
    box = QRectF(line.left(), line.center().y() - size / 2, size, size)
    paint_icon(painter, aside.icon, ink, box)
    line = line.adjusted(size + theme.px(_GAP), 0, 0, 0)
    shown = QFontMetricsF(font).elidedText(aside.text, Qt.TextElideMode.ElideRight, line.width())
    text_line(painter, line, shown, font, ink)


def _paint_badges(
    painter: QPainter, theme: Theme, foot: QRectF, marks: NoteMarks, tone: str
) -> None:
    middle, gap = foot.center().y(), theme.px(_GAP)
    right = foot.right() + theme.px(2)
    if marks.points:
        right = paint_points(painter, theme, right, middle, marks.points, tone, False) - gap
    if marks.measure:
        right = paint_flag(painter, theme, right, middle) - gap
    if marks.unsynced:
        size = theme.px(_CLOUD)
        box = QRectF(right - size, middle - size / 2, size, size)
        paint_icon(painter, "cloud-slash", theme.colour(f"{tone}_text"), box)


def _paint_conflict(painter: QPainter, theme: Theme, foot: QRectF, words: str) -> None:
    look = (words, "over", "git-merge")
    size = chip_size(theme, *look, SMALL_HEIGHT)
    top = foot.center().y() - size.height() / 2
    place = QRectF(foot.left(), top, size.width(), size.height())
    paint_chip(painter, theme, place, *look, height=SMALL_HEIGHT)
