"""The cards of one column that exist: built near what is seen, taken down far from it."""

from collections.abc import Collection, Iterator

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from console.viewmodels.board import BoardViewModel
from console.viewmodels.board_row import NoteRow
from console.views.notes.board_card import BoardCard
from console.views.theme import Theme


class CardShelf(QObject):
    """`built`: a new card, to be listened to. `resized`: a card wants another height."""

    built = Signal(object)
    resized = Signal(str)

    def __init__(self, theme: Theme, board: BoardViewModel, room: QWidget) -> None:
        super().__init__(room)
        self._theme, self._board, self._room = theme, board, room
        self._cards: dict[str, BoardCard] = {}

    def __contains__(self, note: object) -> bool:
        return note in self._cards

    def __iter__(self) -> Iterator[tuple[str, BoardCard]]:
        return iter(list(self._cards.items()))

    def get(self, note: str | None) -> BoardCard | None:
        return self._cards.get(note or "")

    def focused(self) -> str | None:
        """The note that has the keyboard."""
        return next((note for note, card in self._cards.items() if card.has_focus()), None)

    def build(self, row: NoteRow, *, tab_stop: bool) -> None:
        """Make the card of a row; an edit that is under way is open in it."""
        card = self._cards[row.id] = BoardCard(self._theme, self._board.words, row, self._room)
        self.show(row)
        card.set_selected(row.id == self._board.selected)
        card.set_tab_stop(tab_stop)
        card.resized.connect(self.resized)
        if row.id in self._board.edits:
            card.open_edit(self._board.edits.text(row.id), focus=False)
        self.built.emit(card)

    def show(self, row: NoteRow) -> None:
        """Let the card of a row say what the row says now, if there is one."""
        card = self._cards.get(row.id)
        if card is not None:
            # Whether a person may choose is asked of the file, so only where there is a choice.
            may_choose = bool(row.versions) and self._board.may_change(row.id)
            card.show_row(row, may_choose=may_choose)

    def put(self, note: str, place: QRect) -> None:
        """Put a card where it belongs."""
        card = self._cards.get(note)
        if card is not None:
            card.setGeometry(place)
            card.lay_out()
            card.show()

    def keep_only(self, near: Collection[str], pinned: str | None) -> None:
        """Take down what is far away, but never a note in which somebody is."""
        for note, card in self:
            busy = note == pinned or note in self._board.edits or card.has_focus()
            if note not in near and not busy:
                self.drop(note)

    def drop(self, note: str) -> None:
        card = self._cards.pop(note)
        card.hide()
        card.deleteLater()
