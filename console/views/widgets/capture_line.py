"""The capture line of the note-taker: column, words, origin, save; always ready to type."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.views.icons import paint_icon
from console.views.painting import rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.column_badge import TONE_ICONS, paint_column_badge
from console.views.widgets.combo_box import ComboBox
from console.views.widgets.growing_edit import GrowingEdit
from console.views.widgets.key_cap import KeyCap
from console.views.widgets.label import Label
from console.views.widgets.panel import Hairline
from console.views.widgets.pressable import Pressable


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column as the capture line offers it: number, short label, whole question, tone."""

    number: str
    label: str
    question: str
    tone: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class CaptureWords:
    """All sentences of the capture line, from console.words."""

    placeholder: str
    name: str
    save: str
    origin: str
    line_key: str
    line_hint: str
    column_key: str
    column_hint: str


class ColumnButton(Pressable):
    """A column's number; the chosen one is wider, has a strong frame and says its label."""

    def __init__(self, theme: Theme, choice: ColumnChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(choice.number)
        self.setAccessibleName(f"{choice.number} {choice.question}".strip())
        self.setToolTip(" · ".join(filter(None, (choice.question, choice.key))))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)
        self.wear(theme)

    def focus_radius(self) -> float:
        return self.theme.px(7)

    def sizeHint(self) -> QSize:
        side = self.theme.px(34)
        if not self.isChecked() or not self._choice.label:
            return QSize(side, side)
        words = text_width(self.theme.font("body_strong"), self._choice.label)
        return QSize(round(side + words + self.theme.px(14)), side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, tone, rect = self.theme, self._choice.tone, QRectF(self.rect())
        if not self.isChecked():
            paint_column_badge(painter, theme, rect, self._choice.number, tone)
            if self.underMouse():
                line = theme.colour(f"{tone}_line")
                rounded_box(painter, rect, theme.px(6), None, line, 1.5 * theme.scale)
            return
        line = theme.colour(f"{tone}_line")
        rounded_box(painter, rect, theme.px(6), theme.colour(tone), line, float(theme.px(2)))
        self._paint_chosen(painter, rect)

    def _paint_chosen(self, painter: QPainter, rect: QRectF) -> None:
        theme, tone = self.theme, self._choice.tone
        font, ink = theme.font("body_strong"), theme.colour(f"{tone}_text")
        head = QRectF(0, 0, theme.px(34), rect.height())
        if tone in TONE_ICONS:
            inner = head.adjusted(theme.px(8), theme.px(8), -theme.px(8), -theme.px(8))
            paint_icon(painter, TONE_ICONS[tone], ink, inner)
        else:
            align = Qt.AlignmentFlag.AlignHCenter
            text_line(painter, head, self._choice.number, font, ink, align)
        words = rect.adjusted(theme.px(34), 0, 0, 0)
        text_line(painter, words, self._choice.label, font, ink)


class CaptureLine(Themed, QWidget):
    """Words stay in the line until `take` empties it, so nothing is lost when saving fails."""

    submitted = Signal(str)
    text_edited = Signal(str)
    column_chosen = Signal(int)
    origin_chosen = Signal(int)
    recall_requested = Signal()
    lines_pasted = Signal(list)
    cancelled = Signal()

    def __init__(
        self, theme: Theme, words: CaptureWords, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns: list[ColumnButton] = []
        self._most, self._counted_from = 280, 240
        self._compact = False
        self.edit = GrowingEdit(theme, "capture")
        self.edit.setPlaceholderText(words.placeholder)
        self.edit.setAccessibleName(words.name)
        self._key = KeyCap(theme, key, self.edit)
        self._hints = _Hints(theme, words)
        self._counter = Label(theme, "", "secondary_medium", "text2", digits=True)
        self._origin = ComboBox(theme, words.origin, "users-three")
        self._save = Button(theme, words.save, "primary", icon="arrow-elbow-down-left")
        self._message = Label(theme, "", "secondary_medium", "over_text")
        self._divider = Hairline(theme, upright=True)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.edit)
        self.wear(theme)

    # setters

    def set_columns(self, choices: list[ColumnChoice], current: int) -> None:
        for button in self._columns:
            self._column_row.removeWidget(button)
            button.deleteLater()
        self._columns = [ColumnButton(self.theme, choice, self) for choice in choices]
        for number, button in enumerate(self._columns):
            self._column_row.addWidget(button)
            button.clicked.connect(lambda _=False, n=number: self.column_chosen.emit(n))
        self.set_column(current)

    def set_column(self, current: int) -> None:
        if 0 <= current < len(self._columns):
            self._columns[current].setChecked(True)

    def set_origins(self, texts: list[str], current: int) -> None:
        self._origin.set_choices(texts, current)

    def set_origin(self, current: int) -> None:
        self._origin.setCurrentIndex(current)

    def set_text(self, text: str) -> None:
        """Put a draft or a recalled note into the line."""
        self.edit.set_text(text)
        self._count()

    def take(self) -> str:
        """The words, and an empty line for the next note."""
        text = self.edit.text()
        self.set_text("")
        return text

    def text(self) -> str:
        return self.edit.text()

    def set_message(self, text: str) -> None:
        """What stands in the way of saving, in red under the line; empty takes it away."""
        self._message.set_text(text)
        self._message.setVisible(bool(text))

    def set_limits(self, counted_from: int, most: int) -> None:
        self._counted_from, self._most = counted_from, most
        self._count()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self._show_hints()
        self.restyle()

    # look

    def ring_widget(self) -> QWidget:
        """The ring goes round the whole line while its words have the focus."""
        return self

    def focus_radius(self) -> float:
        return self.theme.px(12)

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(14), px(10), px(10), px(10))
        self._row.setSpacing(px(12))
        self._column_row.setSpacing(px(6))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._message.setContentsMargins(px(16), 0, px(16), px(8))
        self.setMinimumHeight(px(56 if self._compact else 64))
        self._divider.setFixedHeight(px(34))
        self._place_key()
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme = self.theme
        line = theme.colour("over" if self._message.isVisible() else "line_control")
        rect = QRectF(self.rect())
        rounded_box(painter, rect, theme.px(12), theme.colour("bg_panel"), line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def _arrange(self) -> None:
        self._column_row = QHBoxLayout()
        self._row = QHBoxLayout()
        self._row.addLayout(self._column_row)
        self._row.addWidget(self._divider)
        self._row.addWidget(self.edit, 1)
        for widget in (self._counter, self._hints, self._origin, self._save):
            self._row.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._row, 1)
        self._column.addWidget(self._message)
        self._message.hide()
        self._counter.hide()

    def _connect(self) -> None:
        self.edit.submitted.connect(self.submitted)
        self.edit.text_edited.connect(self._on_edited)
        self.edit.recall_requested.connect(self.recall_requested)
        self.edit.lines_pasted.connect(self.lines_pasted)
        self.edit.cancelled.connect(self.cancelled)
        self._origin.activated.connect(self.origin_chosen)
        self._save.clicked.connect(lambda: self.submitted.emit(self.edit.text()))

    def _place_key(self) -> None:
        """The key that leads here stands behind the placeholder, like a word of it."""
        words = text_width(self.theme.font("capture"), self.edit.placeholderText())
        size = self._key.sizeHint()
        self._key.resize(size)
        self._key.move(round(words + self.theme.px(14)), (self.edit.height() - size.height()) // 2)

    def _on_edited(self, text: str) -> None:
        self._count()
        self.text_edited.emit(text)

    def _count(self) -> None:
        length = len(self.edit.text())
        self._key.setVisible(length == 0)
        self._counter.setVisible(length >= self._counted_from)
        self._counter.set_text(f"{length} / {self._most}")
        self._counter.set_colour("over_text" if length > self._most else "text2")
        self._show_hints()

    def _show_hints(self) -> None:
        self._hints.setVisible(not self._compact and not self._counter.isVisibleTo(self))


class _Hints(Themed, QWidget):
    """Two keys of the line and what they do; first to go when room gets tight."""

    def __init__(self, theme: Theme, words: CaptureWords) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for key, hint in (
            (words.line_key, words.line_hint),
            (words.column_key, words.column_hint),
        ):
            self._row.addWidget(KeyCap(theme, key))
            self._row.addWidget(Label(theme, hint, "secondary", "text2"))
        self.wear(theme)

    def restyle(self) -> None:
        self._row.setSpacing(self.theme.px(8))
        super().restyle()
