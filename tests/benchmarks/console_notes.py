"""The whole console in Notizen: it writes the notes that the bench sends, and tells of all."""

import time
from typing import Any

from tests.benchmarks.texts import mark_of
from tests.benchmarks.watching import after, report, run_product, say
from tests.benchmarks.watching_window import on_line, on_painted


class Writing:
    """Uses the capture line as the view does, and listens to the board's models."""

    def __init__(self) -> None:
        self._app: Any = None
        self._models: list[Any] = []

    def began(self, app: Any, *_: Any) -> None:
        self._app = app

    def opened(self, window: Any) -> None:
        board = self._notes.board
        self._models = [board.model(column.id) for column in board.columns]
        on_line(window, self._write)
        report("notes")

    def follow(self, model: Any, *_: Any) -> None:
        """Hear of new notes before any view does; other rows are no notes."""
        model.rowsInserted.connect(lambda _, first, last: self._came(model, first, last))

    @property
    def _notes(self) -> Any:
        return self._app.session.pages.notes_model

    def _came(self, model: Any, first: int, last: int) -> None:
        now = time.monotonic_ns()
        if any(model is one for one in self._models):
            for row in model.rows[first : last + 1]:
                say("came", now, mark_of(row.text))

    def _write(self, line: str) -> None:
        """The words stand in the line as if typed; what is measured begins with Enter."""
        number, _, text = line.partition(" ")
        capture = self._notes.capture
        capture.choices.choose_column(int(number) % len(capture.choices.columns))
        capture.type(text)
        began = time.monotonic_ns()
        capture.submit()
        say("sent", began, mark_of(text))


writing = Writing()
run_product(
    {
        "console.viewmodels.row_list": lambda module: after(
            module.RowList, "__init__", writing.follow
        ),
        "console.app.console_app": lambda module: after(
            module.ConsoleApp, "__init__", writing.began
        ),
        "console.views.main_window": lambda module: on_painted(module, "NotesView", writing.opened),
    }
)
