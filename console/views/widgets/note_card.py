"""A sticky note of the board: its words, where and when it was said, its marks."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.icons import paint_icon
from console.views.painting import line_height, rounded_box, smooth, text_line, text_width
from console.views.text_block import TextBlock
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.chip import SMALL_HEIGHT, chip_size, paint_chip
from console.views.widgets.growing_edit import GrowingEdit
from console.views.widgets.points_badge import paint_flag, paint_points, points_width

NOTE_RADIUS = 6
_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_TEXT_LINE = 1.32


class NoteCard(Themed, QWidget):
    """Grows with its words; Enter, F2 or a double click asks to edit it in place."""

    clicked = Signal()
    edit_requested = Signal()
    edit_committed = Signal(str)
    edit_cancelled = Signal()
    conflict_clicked = Signal()

    def __init__(self, theme: Theme, tone: str = "q1", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._text, self._meta = tone, "", ""
        self._points, self._measure, self._quote = "", False, False
        self._unsynced, self._conflict, self._selected = "", "", False
        self._max_lines: int | None = None
        self._edit: GrowingEdit | None = None
        self._block: TextBlock | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.wear(theme)

    # setters

    def set_note(self, text: str, meta: str) -> None:
        """`meta` is where and when, such as "G2 · 18:47"."""
        if (text, meta) != (self._text, self._meta):
            self._text, self._meta = text, meta
            self._say()
            self.restyle()

    def set_tone(self, tone: str) -> None:
        """One of tokens.COLUMN_TONES."""
        self._tone = tone
        self.update()

    def set_points(self, text: str) -> None:
        """Points as text; empty hides the oval."""
        self._points = text
        self._say()
        self.restyle()

    def set_measure(self, is_measure: bool) -> None:
        self._measure = is_measure
        self.restyle()

    def set_quote(self, is_quote: bool) -> None:
        """Marked as somebody's own words."""
        self._quote = is_quote
        self.restyle()

    def set_unsynced(self, words: str) -> None:
        """Why the cloud is crossed out, for tip and readers; empty when others have the note."""
        self._unsynced = words
        self._say()
        self.restyle()

    def set_conflict(self, words: str) -> None:
        """The chip's word when two versions exist; empty when there is one."""
        self._conflict = words
        self._say()
        self.restyle()

    def set_selected(self, selected: bool) -> None:
        if selected != self._selected:
            self._selected = selected
            self.update()

    def is_selected(self) -> bool:
        return self._selected

    def set_max_lines(self, lines: int | None) -> None:
        """Cut after so many lines, as in the overview of the live view."""
        self._max_lines = lines
        self.restyle()

    def text(self) -> str:
        return self._text

    # editing in place

    def begin_edit(self) -> None:
        if self._edit is None:
            self._edit = GrowingEdit(self.theme, "card", 8, self)
            self._edit.submitted.connect(self._commit)
            self._edit.cancelled.connect(self._cancel)
            self._edit.textChanged.connect(self.updateGeometry)
        self._edit.setAccessibleName(self._text)
        self._edit.set_text(self._text)
        self._edit.show()
        self._place_edit()
        self.setFocusProxy(self._edit)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.restyle()

    def end_edit(self) -> None:
        if self.is_editing() and self._edit is not None:
            self._edit.hide()
            self.setFocusProxy(None)  # pyright: ignore[reportArgumentType]
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.restyle()

    def is_editing(self) -> bool:
        return self._edit is not None and not self._edit.isHidden()

    def _commit(self, text: str) -> None:
        self.end_edit()
        self.edit_committed.emit(text)

    def _cancel(self) -> None:
        self.end_edit()
        self.edit_cancelled.emit()

    def _place_edit(self) -> None:
        if self._edit is not None:
            side = self.theme.px(12)
            self._edit.move(side, self.theme.px(10))
            self._edit.setFixedWidth(max(40, self.width() - 2 * side))

    # geometry

    def focus_radius(self) -> float:
        return self.theme.px(NOTE_RADIUS)

    def ring_widget(self) -> QWidget:
        return self

    def restyle(self) -> None:
        self._block = None
        super().restyle()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = self.theme.px
        if self.is_editing() and self._edit is not None:
            words = float(self._edit.height())
        else:
            words = self._words_at(width).height
        return round(px(9) + words + px(4) + self._foot_height(width) + px(8))

    def sizeHint(self) -> QSize:
        width = self.theme.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self.theme.px(120)
        return QSize(width, round(self._foot_height(width) + 2 * self.theme.px(20)))

    def _words_at(self, width: int) -> TextBlock:
        limit = {} if self._max_lines is None else {"max_lines": self._max_lines}
        room = width - 2 * self.theme.px(12)
        return TextBlock(self._text, self.theme.font("card"), room, _TEXT_LINE, **limit)

    def _foot_height(self, width: int) -> float:
        """One line for place and marks, two where they do not fit beside each other."""
        badges = self._points or self._measure or self._conflict
        row = max(self.theme.px(26 if badges else 20), line_height(self.theme.font("secondary")))
        return row + line_height(self.theme.font("secondary")) if self._is_tight(width) else row

    def _is_tight(self, width: int) -> bool:
        if self._conflict:
            return False
        px = self.theme.px
        needed = text_width(self.theme.font("secondary"), self._meta) + 2 * px(12)
        needed += px(20) if self._quote else 0
        needed += points_width(self.theme, self._points) + px(6) if self._points else 0
        needed += px(24 + 6) if self._measure else 0
        needed += px(16 + 6) if self._unsynced else 0
        return needed > width

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        self._paint_paper(painter)
        side = self.theme.px(12)
        if not self.is_editing():
            if self._block is None:
                self._block = self._words_at(self.width())
            self._block.paint(painter, side, self.theme.px(9), self.theme.colour("text"))
        foot_height = self._foot_height(self.width())
        top = self.height() - foot_height - self.theme.px(8)
        foot = QRectF(side, top, self.width() - 2 * side, foot_height)
        self._paint_foot(painter, foot)

    def _paint_paper(self, painter: QPainter) -> None:
        theme, radius = self.theme, self.theme.px(NOTE_RADIUS)
        rect = QRectF(self.rect()).adjusted(0, 0, 0, -1)
        ink = theme.veil("ink", 0.10)
        if not theme.is_dark:
            rounded_box(painter, rect.translated(0, 1), radius, ink)
        line, width = self._frame()
        rounded_box(painter, rect, radius, theme.colour(self._tone), line, width)

    def _frame(self) -> tuple[QColor, float]:
        theme = self.theme
        if self._conflict:
            return theme.colour("over"), float(theme.px(2))
        if self._selected or self.is_editing():
            return theme.colour("accent"), float(theme.px(2))
        if self.underMouse():
            return theme.colour(f"{self._tone}_line"), 1.0
        return theme.veil(f"{self._tone}_line", 0.42), 1.0

    def _paint_foot(self, painter: QPainter, foot: QRectF) -> None:
        theme = self.theme
        if self._conflict:
            self._paint_conflict(painter, foot)
            return
        font, ink = theme.font("secondary"), theme.colour("text2")
        left, marks = foot.left(), QRectF(foot)
        if self._is_tight(self.width()):
            foot = QRectF(left, foot.top(), foot.width(), line_height(font))
            marks.setTop(foot.bottom())
        if self._quote:
            size = theme.px(14)
            box = QRectF(left, foot.center().y() - size / 2, size, size)
            paint_icon(painter, "quotes", ink, box)
            left += size + theme.px(6)
        place = QRectF(left, foot.top(), foot.width(), foot.height())
        text_line(painter, place, self._meta, font, ink)
        self._paint_marks(painter, marks)

    def _paint_marks(self, painter: QPainter, foot: QRectF) -> None:
        theme, middle = self.theme, foot.center().y()
        right, gap = foot.right() + theme.px(2), theme.px(6)
        if self._points:
            left = paint_points(painter, theme, right, middle, self._points, self._tone, False)
            right = left - gap
        if self._measure:
            right = paint_flag(painter, theme, right, middle) - gap
        if self._unsynced:
            size = theme.px(16)
            box = QRectF(right - size, middle - size / 2, size, size)
            paint_icon(painter, "cloud-slash", theme.colour(f"{self._tone}_text"), box)

    def _paint_conflict(self, painter: QPainter, foot: QRectF) -> None:
        size = chip_size(self.theme, self._conflict, "over", "git-merge", SMALL_HEIGHT)
        top = foot.center().y() - size.height() / 2
        place = QRectF(foot.left(), top, size.width(), size.height())
        paint_chip(
            painter, self.theme, place, self._conflict, "over", "git-merge", height=SMALL_HEIGHT
        )

    def _say(self) -> None:
        self.setAccessibleName(self._text)
        parts = (self._meta, self._points, self._unsynced, self._conflict)
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        self.setToolTip(self._unsynced)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._block = None
        self._place_edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _EDIT_KEYS and not event.modifiers() and not event.isAutoRepeat():
            self.edit_requested.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
            if self._conflict:
                self.conflict_clicked.emit()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_requested.emit()
