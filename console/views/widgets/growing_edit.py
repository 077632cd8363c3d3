"""A plain text field that grows with its lines; Enter submits, Shift+Enter begins a new line."""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from console.views.theme import Theme
from console.views.themed import Themed

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

# Longer text is laid out so slowly that typing would wait for it.
MOST_TEXT = 20_000


class GrowingEdit(Themed, QPlainTextEdit):
    """Every change by the person at the keyboard is told at once by `text_edited`."""

    submitted = Signal(str)
    cancelled = Signal()
    text_edited = Signal(str)
    # Up pressed while the field is empty
    recall_requested = Signal()
    left_downwards = Signal()
    # several lines were pasted; they are in the field already
    lines_pasted = Signal(list)
    # more was to be pasted than a person can have meant; it stays in the clipboard
    paste_refused = Signal()
    # Backspace pressed while the field is empty
    erase_requested = Signal()
    focus_gained = Signal()
    focus_left = Signal()

    def __init__(
        self,
        theme: Theme,
        role: str = "capture",
        most_lines: int = 5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._most_lines = role, most_lines
        self._by_program = False
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.textChanged.connect(self._on_text_changed)
        # Lines wrap, so there is nothing at the side; Qt would still scroll there while narrow.
        sideways = self.horizontalScrollBar()
        sideways.rangeChanged.connect(lambda *_: sideways.setRange(0, 0))
        self.wear(theme)

    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Put text in by program: told to nobody, and undo inside the field starts anew."""
        self._by_program = True
        self.setPlainText(text)
        self._by_program = False
        self.moveCursor(QTextCursor.MoveOperation.End)

    # size

    def restyle(self) -> None:
        self.setFont(self.theme.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, self.theme.colour("text"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, self.theme.colour("text3"))
        palette.setColor(QPalette.ColorRole.Highlight, self.theme.colour("accent_soft"))
        palette.setColor(QPalette.ColorRole.HighlightedText, self.theme.colour("text"))
        self.setPalette(palette)
        self.setCursorWidth(self.theme.px(2))
        # Capitals stand in the middle of the line, level with buttons beside it.
        self.setViewportMargins(0, self.theme.px(2), 0, 0)
        super().restyle()
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self._height_for(self._line_count()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self._height_for(1))

    def _line_count(self) -> int:
        # The size of a plain text document is counted in lines, not in px.
        return max(1, round(self.document().size().height()))

    def _height_for(self, lines: int) -> int:
        return min(lines, self._most_lines) * self._line_height() + self.theme.px(4)

    def _line_height(self) -> int:
        # Lines are laid out in whole px, rounded up; fontMetrics() may round down, and then the
        # field is too low for its lines and scrolls the first away.
        return ceil(QFontMetricsF(self.font()).lineSpacing())

    def _fit(self) -> None:
        scrolls = self._line_count() > self._most_lines
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
        )
        height = self._height_for(self._line_count())
        if height != self.height():
            self.setFixedHeight(height)

    def _on_text_changed(self) -> None:
        self._fit()
        if not self._by_program:
            self.text_edited.emit(self.text())

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and plain:
            if not event.isAutoRepeat():
                self.submitted.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            event.ignore()
        elif event.key() == Qt.Key.Key_Up and plain and not self.text():
            self.recall_requested.emit()
        elif event.key() == Qt.Key.Key_Down and plain and not self.text():
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Backspace and plain and not self.text():
            self.erase_requested.emit()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # A file that is dropped is for the window; its path is no text that anybody means.
        if any(url.isLocalFile() for url in source.urls()):
            return False
        return super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if len(source.text()) + len(self.text()) > MOST_TEXT:
            self.paste_refused.emit()
            return
        self.insertPlainText(source.text())
        lines = [line.strip() for line in source.text().splitlines() if line.strip()]
        if len(lines) > 1:
            self.lines_pasted.emit(lines)

    def event(self, event: QEvent) -> bool:
        # With nothing of its own to undo the field leaves the key to the dialogue's undo.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document, keys = self.document(), QKeySequence.StandardKey
            undo = event.matches(keys.Undo) and not document.isUndoAvailable()
            if undo or (event.matches(keys.Redo) and not document.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_gained.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()
