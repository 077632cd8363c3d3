"""The capture line with what it has to say: hints, pasted lines, a note that is being mended."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.capture import CaptureViewModel
from console.views.notes.capture_notice import CaptureNotice
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.capture_line import CaptureLine, CaptureWords
from console.views.widgets.column_button import ColumnChoice
from console.words import Words


class CaptureArea(Themed, QWidget):
    """Draws what the view model says; the words in the line alone are ahead of it.

    Whoever places it puts `notice` below.
    """

    def __init__(
        self, theme: Theme, capture: CaptureViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._capture = capture
        ctrl = capture.words("shell.key.Ctrl")
        questions = sum(column.is_question for column in capture.choices.columns)
        self.line = CaptureLine(theme, _line_words(capture.words, questions), f"{ctrl}+N")
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
        alt = self._capture.words("shell.key.Alt")
        self.line.set_columns(
            [
                ColumnChoice(
                    column.digit,
                    column.label,
                    column.title,
                    column.tone,
                    f"{alt}+{column.digit}" if column.digit else "",
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


def _line_words(words: Words, questions: int) -> CaptureWords:
    shift, enter, alt = (words(f"shell.key.{key}") for key in ("Shift", "Return", "Alt"))
    last = min(8, questions)
    return CaptureWords(
        placeholder=words("notes.capture"),
        name=words("notes.capture"),
        save=words("notes.save"),
        origin=words("notes.origin"),
        line_key=f"{shift}+{enter}",
        line_hint=words("notes.line"),
        column_key=f"{alt}+1–{last}" if last > 1 else f"{alt}+1",
        column_hint=words("notes.column"),
    )
