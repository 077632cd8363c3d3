"""The capture line with what it has to say: hints, pasted lines, a note that is being mended."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.capture import CaptureViewModel
from console.viewmodels.view_keys import column_key
from console.views.notes.capture_notice import CaptureNotice
from console.views.shortcuts import show_key
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.capture_line import CaptureLine, CaptureWords
from console.views.widgets.column_button import ColumnChoice


class CaptureArea(Themed, QWidget):
    """Draws what the view model says; the words in the line alone are ahead of it.

    Whoever places it puts `notice` below.
    """

    def __init__(
        self, theme: Theme, capture: CaptureViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._capture = capture
        questions = sum(column.is_question for column in capture.choices.columns)
        self.line = CaptureLine(theme, _line_words(capture, questions))
        show_key(capture.keys, "capture", self.line)
        self.notice = CaptureNotice(theme, capture.words)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self._connect()
        self.wear(theme)
        self._show_choices()
        self.line.set_text(capture.text)
        self._tell()

    def _connect(self) -> None:
        capture, line = self._capture, self.line
        line.text_edited.connect(self._on_typed)
        line.submitted.connect(lambda _: capture.submit())
        line.column_chosen.connect(self._choose_column)
        line.origin_chosen.connect(self._choose_origin)
        line.recall_requested.connect(capture.recall)
        line.lines_pasted.connect(lambda _: capture.offer_lines())
        line.paste_refused.connect(capture.refuse_paste)
        line.mark_removed.connect(self._remove_mark)
        capture.keys.changed.connect(self._show_choices)
        line.cancelled.connect(capture.cancel)
        self.notice.lines_wanted.connect(self._save_lines)
        self.notice.one_wanted.connect(self._keep_as_one)
        capture.text_wanted.connect(line.set_text)
        capture.told.connect(self._tell)
        capture.choices.changed.connect(self._show_choices)
        capture.choices.chosen.connect(self._show_chosen)

    def focus_line(self) -> None:
        self.line.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        self.line.set_compact(compact)

    # a person's doing

    def _on_typed(self, text: str) -> None:
        kept = self._capture.type(text)
        if kept != text:
            # A prefix became a choice; the cursor stays where it was in the words.
            at = self.line.edit.textCursor().position() - (len(text) - len(kept))
            self.line.set_text(kept)
            cursor = self.line.edit.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.Start)
            cursor.movePosition(
                QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, max(0, at)
            )
            self.line.edit.setTextCursor(cursor)

    def _choose_column(self, index: int) -> None:
        self._capture.choices.choose_column(index)
        self.focus_line()

    def _choose_origin(self, index: int) -> None:
        self._capture.choices.choose_origin(index)
        self.focus_line()

    def _remove_mark(self) -> None:
        self._capture.mark_measure(False)
        self.focus_line()

    def _save_lines(self) -> None:
        self._capture.save_lines()
        self.focus_line()

    def _keep_as_one(self) -> None:
        self._capture.keep_as_one()
        self.focus_line()

    # what it shows

    def _show_choices(self) -> None:
        choices = self._capture.choices
        self.line.set_columns(
            [
                ColumnChoice(
                    column.digit,
                    column.label,
                    column.title,
                    column.tone,
                    self._capture.keys.label(column_key(column.digit)) if column.digit else "",
                )
                for column in choices.columns
            ],
            choices.column_index,
        )
        labels = [origin.label for origin in choices.origins]
        self.line.set_origins(labels, choices.origin_index)
        self._say_name()

    def _show_chosen(self) -> None:
        self.line.set_column(self._capture.choices.column_index)
        self.line.set_origin(self._capture.choices.origin_index)
        self._say_name()

    def _say_name(self) -> None:
        if self.line.edit.accessibleName() != self._capture.spoken:
            self.line.edit.setAccessibleName(self._capture.spoken)

    def _tell(self) -> None:
        capture, words = self._capture, self._capture.words
        self.line.set_message(capture.message)
        mark = words("notes.measure") if capture.is_measure else ""
        self.line.set_mark(mark, words("notes.mark_name"))
        self.notice.show_notice(
            capture.hint if capture.edited is None else words("notes.edit_hint"),
            capture.offered_lines,
        )
        self._say_name()


def _line_words(capture: CaptureViewModel, questions: int) -> CaptureWords:
    words, keys = capture.words, capture.keys
    shift, enter = words("shell.key.Shift"), words("shell.key.Return")
    last = max(1, min(8, questions))
    return CaptureWords(
        placeholder=words("notes.capture"),
        name=words("notes.capture"),
        save=words("notes.save"),
        origin=words("notes.origin"),
        line_key=f"{shift}+{enter}",
        line_hint=words("notes.line"),
        column_key=keys.labels("column_1", f"column_{last}"),
        column_hint=words("notes.column"),
    )
