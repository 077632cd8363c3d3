"""The last line of a note: where and when it was said, its points, flag and state of sync."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.views.icons import paint_icon
from console.views.painting import line_height, text_line, text_width
from console.views.theme import Theme
from console.views.widgets.chip import SMALL_HEIGHT, chip_size, paint_chip
from console.views.widgets.points_badge import paint_flag, paint_points, points_width

_GAP, _CLOUD, _QUOTE, _FLAG = 6, 16, 14, 24


@dataclass(slots=True)
class NoteMarks:
    """What the foot shows; empty strings and False show nothing."""

    meta: str = ""
    points: str = ""
    unsynced: str = ""
    conflict: str = ""
    measure: bool = False
    quote: bool = False

    def spoken(self) -> str:
        parts = (self.meta, self.points, self.unsynced, self.conflict)
        return ", ".join(part for part in parts if part)


def foot_height(theme: Theme, marks: NoteMarks, width: float) -> float:
    """One line for place and marks, two where they do not fit beside each other."""
    badges = marks.points or marks.measure or marks.conflict
    line = line_height(theme.font("secondary"))
    row = max(theme.px(26 if badges else 20), line)
    return row + line if _is_tight(theme, marks, width) else row


def paint_foot(painter: QPainter, theme: Theme, foot: QRectF, marks: NoteMarks, tone: str) -> None:
    """Draw the foot into a box as high as `foot_height` says."""
    if marks.conflict:
        _paint_conflict(painter, theme, foot, marks.conflict)
        return
    place, badges = QRectF(foot), QRectF(foot)
    if _is_tight(theme, marks, foot.width()):
        place.setHeight(line_height(theme.font("secondary")))
        badges.setTop(place.bottom())
    _paint_place(painter, theme, place, marks)
    _paint_badges(painter, theme, badges, marks, tone)


def _is_tight(theme: Theme, marks: NoteMarks, width: float) -> bool:
    if marks.conflict:
        return False
    px = theme.px
    needed = text_width(theme.font("secondary"), marks.meta)
    needed += px(_QUOTE + _GAP) if marks.quote else 0
    needed += points_width(theme, marks.points) + px(_GAP) if marks.points else 0
    needed += px(_FLAG + _GAP) if marks.measure else 0
    needed += px(_CLOUD + _GAP) if marks.unsynced else 0
    return needed > width


def _paint_place(painter: QPainter, theme: Theme, place: QRectF, marks: NoteMarks) -> None:
    ink = theme.colour("text2")
    if marks.quote:
        size = theme.px(_QUOTE)
        box = QRectF(place.left(), place.center().y() - size / 2, size, size)
        paint_icon(painter, "quotes", ink, box)
        place = place.adjusted(size + theme.px(_GAP), 0, 0, 0)
    text_line(painter, place, marks.meta, theme.font("secondary"), ink)


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
