"""A row of the table: state with icon, name, group, part, technique, arrival, and the stays."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from console.viewmodels.attendance import Axis
from console.viewmodels.roster import RosterViewModel
from console.viewmodels.roster_rows import GROUP, NAME, PART, SINCE, STATE, TECH, TIMES, RosterRow
from console.viewmodels.row_list import ROW
from console.views.icons import paint_icon
from console.views.painting import elided, rounded_box, text_line, text_width
from console.views.roster.looks import STATES, bar_colour
from console.views.theme import Theme
from console.views.widgets.chip import SMALL_HEIGHT, chip_size, paint_chip
from console.views.widgets.table_view import RowDelegate

Index = QModelIndex | QPersistentModelIndex


class RosterDelegate(RowDelegate):
    """Paints by column; everything it says comes with the row."""

    def __init__(
        self, theme: Theme, roster: RosterViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._roster = roster

    def paint_cell(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        row: RosterRow = index.data(ROW)
        pad = self.theme.px(12)
        inner = rect.adjusted(pad, 0, -pad, 0)
        column = index.column()
        if column == STATE:
            self._paint_state(painter, inner.adjusted(0, 0, pad, 0), row)
        elif column == NAME:
            self._paint_name(painter, inner, row)
        elif column == TECH:
            self._paint_tech(painter, rect.adjusted(self.theme.px(8), 0, 0, 0), row)
        elif column == TIMES:
            self._paint_stays(painter, inner, row)
        else:
            self._paint_words(painter, inner, row, column)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A row that another console changed is tinted for a moment, also under the pointer."""
        super()._paint_ground(painter, option, index)
        row: RosterRow = index.data(ROW)
        if row.fresh and not option.state & QStyle.StateFlag.State_Selected:
            area = QRectF(option.rect).adjusted(0, 2, 0, -2)
            painter.fillRect(area, self.theme.colour("bg_hover"))

    def _paint_state(self, painter: QPainter, rect: QRectF, row: RosterRow) -> None:
        theme = self.theme
        icon, colour, _ = STATES[row.state]
        size = theme.px(16)
        box = QRectF(rect.left(), rect.center().y() - size / 2, size, size)
        paint_icon(painter, icon, theme.colour(colour), box)
        words = rect.adjusted(size + theme.px(8), 0, 0, 0)
        font, ink = theme.font("body"), self._ink(row)
        text_line(painter, words, elided(font, row.state_words, words.width()), font, ink)

    def _paint_name(self, painter: QPainter, rect: QRectF, row: RosterRow) -> None:
        """The name, and behind it in quiet type what tells this person apart."""
        theme = self.theme
        strong, quiet = theme.font("body_strong"), theme.font("meta")
        note = row.rivals or row.note
        wanted = text_width(quiet, note) + theme.px(8) if note else 0.0
        room = max(rect.width() - wanted, min(text_width(strong, row.name), rect.width() * 0.62))
        width = text_line(painter, rect, elided(strong, row.name, room), strong, self._ink(row))
        if note:
            rest = rect.adjusted(width + theme.px(8), 0, 0, 0)
            ink = theme.colour("warn5_text" if row.rivals else "text3")
            text_line(painter, rest, elided(quiet, note, rest.width()), quiet, ink)

    def _paint_tech(self, painter: QPainter, rect: QRectF, row: RosterRow) -> None:
        if row.problem is None:
            return
        theme = self.theme
        size = chip_size(theme, row.tech, "tech", "headset", SMALL_HEIGHT)
        width = min(float(size.width()), rect.width() - theme.px(4))
        box = QRectF(rect.left(), rect.center().y() - size.height() / 2, width, size.height())
        paint_chip(painter, theme, box, row.tech, "tech", "headset", height=SMALL_HEIGHT)

    def _paint_words(self, painter: QPainter, rect: QRectF, row: RosterRow, column: int) -> None:
        theme = self.theme
        texts = {GROUP: row.group, PART: row.part, SINCE: row.since}
        ink = theme.colour("text2") if column == PART or not row.seated else self._ink(row)
        if column == SINCE:
            ink = self._ink(row)
        font = theme.font("body", digits=column == SINCE)
        text_line(painter, rect, elided(font, texts[column], rect.width()), font, ink)

    def _paint_stays(self, painter: QPainter, rect: QRectF, row: RosterRow) -> None:
        """A track for the evening up to now, what the person was there of it, and a line at now."""
        theme, axis = self.theme, self._roster.axis
        thick = float(theme.px(6))
        top = rect.center().y() - thick / 2
        track = QRectF(rect.left(), top, rect.width(), thick)
        if not row.stays:
            return
        rounded_box(painter, track, thick / 2, theme.colour("bg_hover"))
        for stay in row.stays:
            left = self._at(rect, axis, stay.start)
            right = self._at(rect, axis, axis.now if stay.end is None else stay.end)
            bar = QRectF(left, top, max(right - left, 2.0), thick)
            rounded_box(painter, bar, thick / 2, theme.colour(bar_colour(row)))
        line = QRectF(self._at(rect, axis, axis.now), rect.center().y() - theme.px(7), 1.5,
                      float(theme.px(14)))  # fmt: skip
        painter.fillRect(line, theme.colour("text2"))

    @staticmethod
    def _at(rect: QRectF, axis: Axis, instant: int) -> float:
        share = (instant - axis.begin) / max(1, axis.end - axis.begin)
        return rect.left() + rect.width() * min(1.0, max(0.0, share))

    def _ink(self, row: RosterRow) -> QColor:
        return self.theme.colour(STATES[row.state][2])
