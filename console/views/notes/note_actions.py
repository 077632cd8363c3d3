"""The bar under the board while a note is selected or edited: every action with its key."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.viewmodels.board import BoardViewModel
from console.views.shortcuts import show_key
from console.views.theme import Theme
from console.views.widgets.selection_bar import SelectionBar


class NoteActions(SelectionBar):
    """Shown only for a note that this person may change."""

    measure_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, theme: Theme, board: BoardViewModel, parent: QWidget | None = None) -> None:
        words = board.words
        super().__init__(theme, words("notes.selection_close"), parent)
        self._board, self._room = board, 10_000
        enter, esc = words("shell.key.Return"), words("shell.key.Esc")
        self.edit = self.add_action(words("notes.edit"), "pencil-simple")
        self.measure = self.add_action(words("notes.to_measure"), "flag")
        self.back = self.add_action(words("notes.move_left"), "arrow-left")
        self.move_on = self.add_action(words("notes.move_right"), "arrow-right")
        self.history = self.add_action(words("notes.history"), "clock-counter-clockwise")
        self.remove = self.add_action(words("notes.withdraw"), "trash")
        self.save = self.add_action(words("notes.save"), "check", enter)
        self.cancel = self.add_action(words("shell.cancel"), "x", esc)
        for name, button in (
            ("edit", self.edit),
            ("measure", self.measure),
            ("move_back", self.back),
            ("move_on", self.move_on),
            ("history", self.history),
            ("withdraw", self.remove),
        ):
            show_key(board.keys, name, button)
        self._connect()
        self.follow()

    def _connect(self) -> None:
        board = self._board
        acts: list[tuple[QWidget, Callable[[str], object]]] = [
            (self.edit, board.begin_edit),
            (self.back, lambda note: board.move(note, -1)),
            (self.move_on, lambda note: board.move(note, +1)),
            (self.remove, board.withdraw),
            (self.save, board.save_edit),
            (self.cancel, board.cancel_edit),
        ]
        for button, act in acts:
            button.clicked.connect(lambda _=False, act=act: self._do(act))  # type: ignore[attr-defined]
        self.measure.clicked.connect(self.measure_wanted)
        self.history.clicked.connect(self.history_wanted)
        board.selection_changed.connect(self.follow)
        board.edit_opened.connect(lambda _: self.follow())
        board.edit_closed.connect(lambda _: self.follow())

    def follow(self) -> None:
        """Come and go with the selection; an open edit has actions of its own."""
        note = self._board.selected
        shown = note is not None and self._board.may_change(note)
        self.setVisible(shown)
        if note is None or not shown:
            return
        words, edits = self._board.words, note in self._board.edits
        self.set_what(words("notes.edit_name") if edits else words("notes.selected", n=1))
        for button in (self.edit, self.measure, self.remove):
            button.setVisible(not edits)
        for button in (self.save, self.cancel):
            button.setVisible(edits)
        self._close.setVisible(not edits)
        if not self._board.may_measure(note):
            self.measure.hide()
        self._fit()

    def fit(self, room: int) -> None:
        """Show as much as fits into so many px."""
        self._room = room
        self._fit()

    def _fit(self) -> None:
        """What is told elsewhere goes first, then what has keys that people know."""
        edits = self._board.selected in self._board.edits
        self.what.show()
        for part in (self.history, self.back, self.move_on):
            part.setVisible(not edits)
        for parts in ((self.what,), (self.history,), (self.back, self.move_on)):
            if self.needed_width() <= self._room:
                break
            for part in parts:
                part.hide()

    def _do(self, act: Callable[[str], object]) -> None:
        if self._board.selected is not None:
            act(self._board.selected)
