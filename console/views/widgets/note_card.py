"""A sticky note of the board: its words, where and when it was said, its marks."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.painting import rounded_box, smooth
from console.views.text_block import TextBlock
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.growing_edit import GrowingEdit
from console.views.widgets.note_foot import Aside, NoteMarks, foot_height, paint_foot

NOTE_RADIUS = 6
_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_TEXT_LINE = 1.32
_SIDE, _TOP, _BOTTOM = 12, 9, 8
# How many widths a note remembers its lines for while a window is being resized.
MOST_WIDTHS = 8


class NoteCard(Themed, QWidget):
    """Grows with its words; Enter, F2 or a double click asks to edit it in place.

    The words of an edit stay open until `end_edit`, so nothing is lost when saving fails.
    """

    clicked = Signal()
    edit_requested = Signal()
    edit_typed = Signal(str)
    edit_committed = Signal(str)
    edit_cancelled = Signal()
    conflict_clicked = Signal()

    def __init__(self, theme: Theme, tone: str = "q1", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._text, self._selected = tone, "", False
        self._marks = NoteMarks()
        self._max_lines: int | None = None
        self._edit: GrowingEdit | None = None
        self._blocks: dict[tuple[int, float], TextBlock] = {}
        self._heights: dict[tuple[int, float], int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.wear(theme)

    # setters

    def set_note(self, text: str, meta: str) -> None:
        """`meta` is where and when, such as "G2 · 18:47"."""
        if (text, meta) != (self._text, self._marks.meta):
            self._text, self._marks.meta = text, meta
            self._say()
            self._measure_again()

    def set_tone(self, tone: str) -> None:
        """One of tokens.COLUMN_TONES."""
        self._tone = tone
        self.update()

    def set_points(self, text: str) -> None:
        """Points as text; empty hides the oval."""
        self._marks.points = text
        self._say()
        self._measure_again()

    def set_measure(self, is_measure: bool) -> None:
        self._marks.measure = is_measure
        self._measure_again()

    def set_quote(self, is_quote: bool) -> None:
        """Marked as somebody's own words."""
        self._marks.quote = is_quote
        self._measure_again()

    def set_unsynced(self, words: str) -> None:
        """Why the cloud is crossed out, for tip and readers; empty when others have the note."""
        self._marks.unsynced = words
        self._say()
        self._measure_again()

    def set_conflict(self, words: str) -> None:
        """The chip's word when two versions exist; empty when there is one."""
        self._marks.conflict = words
        self._say()
        self._measure_again()

    def set_asides(self, asides: tuple[Aside, ...]) -> None:
        """Lines below the rest, such as who else is editing the note right now."""
        if asides != self._marks.asides:
            self._marks.asides = asides
            self._say()
            self._measure_again()

    def set_selected(self, selected: bool) -> None:
        if selected != self._selected:
            self._selected = selected
            self.update()

    def is_selected(self) -> bool:
        return self._selected

    def set_max_lines(self, lines: int | None) -> None:
        """Cut after so many lines, as in the overview of the live view."""
        self._max_lines = lines
        self._measure_again()

    def text(self) -> str:
        return self._text

    # editing in place

    def begin_edit(self, text: str | None = None, *, focus: bool = True) -> None:
        """Open the edit, with other words than the note's when `text` is given."""
        if self._edit is None:
            self._edit = GrowingEdit(self.theme, "card", 8, self)
            self._edit.submitted.connect(self.edit_committed)
            self._edit.cancelled.connect(self.edit_cancelled)
            self._edit.text_edited.connect(self.edit_typed)
            self._edit.textChanged.connect(self._measure_again)
        self._edit.setAccessibleName(self._text)
        self._edit.set_text(self._text if text is None else text)
        self._edit.show()
        self._place_edit()
        self.setFocusProxy(self._edit)
        if focus:
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._measure_again()

    def end_edit(self) -> None:
        if self.is_editing() and self._edit is not None:
            had_focus = self._edit.hasFocus()
            self.setFocusProxy(None)  # pyright: ignore[reportArgumentType]
            if had_focus:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._edit.hide()
            self._measure_again()

    def is_editing(self) -> bool:
        return self._edit is not None and not self._edit.isHidden()

    def _place_edit(self) -> None:
        if self._edit is not None:
            side = self.theme.px(_SIDE)
            self._edit.move(side, self.theme.px(_TOP))
            self._edit.setFixedWidth(max(40, self.width() - 2 * side))

    # geometry

    def focus_radius(self) -> float:
        return self.theme.px(NOTE_RADIUS)

    def ring_widget(self) -> QWidget:
        return self

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Layouts ask a dozen times for each note, so the answer is kept until words change."""
        key = (width, self.theme.scale)
        found = self._heights.get(key)
        if found is None:
            if len(self._heights) > MOST_WIDTHS:
                self._forget_widths()
            found = self._heights[key] = self._height_at(width)
        return found

    def _height_at(self, width: int) -> int:
        px = self.theme.px
        if self.is_editing() and self._edit is not None:
            words = float(self._edit.height())
        else:
            words = self._words_at(width).height
        foot = foot_height(self.theme, self._marks, width - 2 * px(_SIDE))
        return round(px(_TOP) + words + px(4) + foot + px(_BOTTOM))

    def _measure_again(self) -> None:
        self._forget_widths()
        self.restyle()

    def _forget_widths(self) -> None:
        self._blocks.clear()
        self._heights.clear()

    def sizeHint(self) -> QSize:
        width = self.theme.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        foot = foot_height(self.theme, self._marks, self.theme.px(120 - 2 * _SIDE))
        return QSize(self.theme.px(120), round(foot + 2 * self.theme.px(20)))

    def _words_at(self, width: int) -> TextBlock:
        key = (width, self.theme.scale)
        found = self._blocks.get(key)
        if found is None:
            limit = {} if self._max_lines is None else {"max_lines": self._max_lines}
            room = width - 2 * self.theme.px(_SIDE)
            found = TextBlock(self._text, self.theme.font("card"), room, _TEXT_LINE, **limit)
            self._blocks[key] = found
        return found

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        self._paint_paper(painter)
        px = self.theme.px
        side = px(_SIDE)
        height = foot_height(self.theme, self._marks, self.width() - 2 * side)
        top = self.height() - height - px(_BOTTOM)
        if not self.is_editing():
            words = self._words_that_fit(top - px(_TOP))
            words.paint(painter, side, px(_TOP), self.theme.colour("text"))
        foot = QRectF(side, top, self.width() - 2 * side, height)
        paint_foot(painter, self.theme, foot, self._marks, self._tone)

    def _words_that_fit(self, room: float) -> TextBlock:
        """In a card kept lower than its words the last line that fits ends with an ellipsis."""
        words = self._words_at(self.width())
        lines = max(1, int(room / words.line_height + 0.2))
        if len(words.lines) <= lines:
            return words
        font = self.theme.font("card")
        width = self.width() - 2 * self.theme.px(_SIDE)
        return TextBlock(self._text, font, width, _TEXT_LINE, max_lines=lines)

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
        if self._marks.conflict:
            return theme.colour("over"), float(theme.px(2))
        if self._selected or self.is_editing():
            return theme.colour("accent"), float(theme.px(2))
        if self.underMouse():
            return theme.colour(f"{self._tone}_line"), 1.0
        return theme.veil(f"{self._tone}_line", 0.42), 1.0

    def _say(self) -> None:
        self.setAccessibleName(self._text)
        self.setAccessibleDescription(self._marks.spoken())
        tips = (self._marks.unsynced, *(aside.text for aside in self._marks.asides))
        self.setToolTip("\n".join(tip for tip in tips if tip))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _EDIT_KEYS and not event.modifiers() and not event.isAutoRepeat():
            self.edit_requested.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
            if self._marks.conflict:
                self.conflict_clicked.emit()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_requested.emit()
