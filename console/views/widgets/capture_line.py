"""The capture line of the note-taker: column, words, origin, save; always ready to type."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.views.painting import rounded_box, smooth, text_width
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.chip import ChipButton
from console.views.widgets.column_button import ColumnButton, ColumnChoice
from console.views.widgets.combo_box import ComboBox
from console.views.widgets.growing_edit import GrowingEdit
from console.views.widgets.key_cap import KeyCap
from console.views.widgets.key_hint import KeyHint
from console.views.widgets.label import Label
from console.views.widgets.panel import Hairline

# Below this width the words get a row of their own; and how much room they need at least.
STACKED_BELOW, LEAST_WORDS = 860, 320


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


__all__ = ["CaptureLine", "CaptureWords", "ColumnChoice"]


class CaptureLine(Themed, QWidget):
    """Words stay in the line until `take` empties it, so nothing is lost when saving fails."""

    submitted = Signal(str)
    text_edited = Signal(str)
    column_chosen = Signal(int)
    origin_chosen = Signal(int)
    recall_requested = Signal()
    lines_pasted = Signal(list)
    paste_refused = Signal()
    mark_removed = Signal()
    cancelled = Signal()

    def __init__(
        self, theme: Theme, words: CaptureWords, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns: list[ColumnButton] = []
        self._most, self._counted_from = 280, 240
        self._compact, self._stacked = False, False
        self.edit = GrowingEdit(theme, "capture")
        self.edit.setPlaceholderText(words.placeholder)
        self.edit.setAccessibleName(words.name)
        self._key = KeyCap(theme, key, self.edit)
        self._hints = [
            KeyHint(theme, words.line_key, words.line_hint),
            KeyHint(theme, words.column_key, words.column_hint),
        ]
        self._counter = Label(theme, "", "secondary_medium", "text2", digits=True)
        self._origin = ComboBox(theme, words.origin, "users-three")
        self._save = Button(theme, words.save, "primary", icon="arrow-elbow-down-left")
        self._message = Label(theme, "", "secondary_medium", "over_text")
        self._mark = ChipButton(theme, "", "accent", "flag")
        self._divider = Hairline(theme, upright=True, parent=self)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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

    def set_mark(self, text: str, name: str) -> None:
        """A chip before the words, such as "Maßnahme"; Backspace or a click takes it away."""
        self._mark.show_state(text, "accent", "flag")
        self._mark.setAccessibleName(name)
        self._mark.setVisible(bool(text))

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
        below = 0 if self._stacked else px(10)
        self._row.setContentsMargins(px(14), px(10), px(10), below)
        low = (px(14), px(8), px(10), px(10)) if self._stacked else (0, 0, 0, 0)
        self._low_row.setContentsMargins(*low)
        self._row.setSpacing(px(12))
        self._low_row.setSpacing(px(12))
        self._column_row.setSpacing(px(6))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._message.setContentsMargins(px(16), 0, px(16), px(8))
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

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(480), self.sizeHint().height())

    def sizeHint(self) -> QSize:
        whole = super().sizeHint()
        least = self.theme.px(56 if self._compact else 64)
        return QSize(whole.width(), max(least, whole.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def _arrange(self) -> None:
        self._column_row = QHBoxLayout()
        self._row, self._low_row = QHBoxLayout(), QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._row, 1)
        self._column.addLayout(self._low_row)
        self._column.addWidget(self._message)
        self._fill_rows()
        self._message.hide()
        self._counter.hide()
        self._mark.hide()

    def _fill_rows(self) -> None:
        """One row, or in narrow windows the words above and the columns below."""
        for layout in (self._row, self._low_row):
            while layout.count():
                layout.takeAt(0)
        columns = self._low_row if self._stacked else self._row
        columns.addLayout(self._column_row)
        self._divider.setVisible(not self._stacked)
        if self._stacked:
            columns.addStretch(1)
            columns.addWidget(self._origin)
        else:
            columns.addWidget(self._divider)
        self._row.addWidget(self._mark)
        self._row.addWidget(self.edit, 1)
        self._row.addWidget(self._counter)
        for hint in self._hints:
            self._row.addWidget(hint)
        if not self._stacked:
            self._row.addWidget(self._origin)
        self._row.addWidget(self._save)

    def _fit(self) -> None:
        stacked = self.width() < self.theme.px(STACKED_BELOW)
        if stacked != self._stacked:
            self._stacked = stacked
            self._fill_rows()
            self.restyle()
        self._show_hints()

    def _connect(self) -> None:
        self.edit.submitted.connect(self.submitted)
        self.edit.text_edited.connect(self._on_edited)
        self.edit.recall_requested.connect(self.recall_requested)
        self.edit.lines_pasted.connect(self.lines_pasted)
        self.edit.paste_refused.connect(self.paste_refused)
        self.edit.erase_requested.connect(self._on_erase)
        self._mark.clicked.connect(self.mark_removed)
        self.edit.cancelled.connect(self.cancelled)
        self._origin.activated.connect(self.origin_chosen)
        self._save.clicked.connect(lambda: self.submitted.emit(self.edit.text()))

    def _on_erase(self) -> None:
        if not self._mark.isHidden():
            self.mark_removed.emit()

    def set_key(self, key: str) -> None:
        """Name the key that leads here from every view."""
        self._key.set_key(key)
        self._key.setVisible(bool(key) and not self.edit.text())
        self._place_key()

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
        counts = self._counter.isVisibleTo(self)
        shown = not self._compact and not counts and self._has_room_for_hints()
        for hint in self._hints:
            hint.setVisible(shown)

    def _has_room_for_hints(self) -> bool:
        parts = (*self._columns, *self._hints, self._origin, self._save)
        needed = sum(part.sizeHint().width() for part in parts)
        return needed + self.theme.px(LEAST_WORDS + 160) <= self.width()
