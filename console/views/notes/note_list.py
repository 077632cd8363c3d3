"""The notes of one column: real cards, built only near what is seen."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from console.viewmodels.board import BoardViewModel
from console.viewmodels.board_row import NoteRow
from console.viewmodels.row_list import RowList
from console.views.notes.board_card import BoardCard
from console.views.notes.card_heights import CardHeights
from console.views.theme import Theme
from console.views.themed import Themed

_GAP, _TOP, _SIDE = 8, 10, 10
# Cards are kept within so many heights of the list above and below what is seen.
_KEPT = 1.0


class NoteList(Themed, QAbstractScrollArea):
    """A long column costs no more than a short one; each note seen is a widget of its own.

    Cards instead of a painted list, so that screen readers, focus ring and editing meet real
    widgets. Nothing that arrives moves the note in which somebody is.
    """

    card_built = Signal(object)
    focus_lost = Signal(int)

    def __init__(
        self,
        theme: Theme,
        board: BoardViewModel,
        model: RowList[NoteRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._board, self._model = board, model
        self._cards: dict[str, BoardCard] = {}
        self._heights = CardHeights(theme)
        self._pinned: str | None = None
        self._placing = False
        self._anchor: tuple[str, int] | None = None
        self._lost: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        # As a field of text it would give labels inside the colour of text.
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        model.rowsInserted.connect(self._on_inserted)
        model.rowsAboutToBeRemoved.connect(self._on_leaving)
        model.rowsRemoved.connect(self._on_removed)
        model.rowsMoved.connect(lambda *_: self.place())
        model.dataChanged.connect(self._on_data)
        self.wear(theme)

    # what others ask

    @property
    def rows(self) -> list[NoteRow]:
        return self._model.rows

    def card(self, note: str) -> BoardCard | None:
        """The card of a note, if it is built."""
        return self._cards.get(note)

    def cards(self) -> list[BoardCard]:
        return list(self._cards.values())

    def focus_note(self, note: str) -> None:
        """Bring a note into sight and give it the keyboard."""
        self.bring_into_sight(note)
        if card := self._cards.get(note):
            card.card.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_into_sight(self, note: str) -> None:
        number = self._model.row_of(note)
        if number < 0:
            return
        self.pin(note)
        for _ in range(2):
            # Building the cards on the way may show that they are higher than was estimated.
            top, bar = self._heights.tops[number], self.verticalScrollBar()
            bottom = top + self._heights.height(number)
            margin, seen = self.theme.px(_TOP), self.viewport().height()
            if top - margin < bar.value():
                bar.setValue(top - margin)
            elif bottom + margin > bar.value() + seen:
                bar.setValue(min(top - margin, bottom + margin - seen))
            self.place()

    def pin(self, note: str | None) -> None:
        """Keep the card of this note, wherever the list is scrolled to: Tab leads to it."""
        if note == self._pinned:
            return
        if old := self._cards.get(self._pinned or ""):
            old.set_tab_stop(False)
        self._pinned = note
        self.place()
        if card := self._cards.get(note or ""):
            card.set_tab_stop(True)

    def middle_of(self, note: str) -> int:
        """How far down in the list's window the middle of a note is."""
        number = self._model.row_of(note)
        top = self._heights.tops[number] - self.verticalScrollBar().value()
        return top + self._heights.height(number) // 2

    def nearest(self, y: int) -> str | None:
        """The note nearest to a height in the list's window."""
        if not self.rows:
            return None
        at = y + self.verticalScrollBar().value()
        number = self._heights.between(at, at).stop - 1
        return self.rows[max(0, min(number, len(self.rows) - 1))].id

    def show_selection(self) -> None:
        for note, card in self._cards.items():
            card.set_selected(note == self._board.selected)

    # edits

    def open_edit(self, note: str, *, focus: bool) -> None:
        if focus:
            self.bring_into_sight(note)
        self.place()
        if card := self._cards.get(note):
            card.open_edit(self._board.edits.text(note), focus=focus)
            self._remeasure(note)

    def close_edit(self, note: str) -> None:
        if card := self._cards.get(note):
            card.close_edit()
            self._remeasure(note)

    # rows that come and go

    def _on_inserted(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        self.place()

    def _on_leaving(self, _parent: QModelIndex, first: int, last: int) -> None:
        leaving = {row.id for row in self.rows[first : last + 1]}
        self._lost = next(
            (
                first
                for note in leaving
                if (card := self._cards.get(note)) is not None and card.has_focus()
            ),
            None,
        )
        if self._anchor is not None and self._anchor[0] in leaving:
            self._anchor = None

    def _on_removed(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        known = {row.id for row in self.rows}
        if self._pinned is not None and self._pinned not in known:
            self._pinned = None
        lost, self._lost = self._lost, None
        if lost is not None:
            # Somebody else takes the keyboard before the card goes, or Qt would choose who.
            self.focus_lost.emit(lost)
        for note in [note for note in self._cards if note not in known]:
            self._heights.forget(note)
            self._drop(note)
        self.place()

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        for number in range(first.row(), last.row() + 1):
            row = self.rows[number]
            self._heights.forget(row.id)
            if card := self._cards.get(row.id):
                self._show(card, row)
        self.place()

    def _remeasure(self, note: str) -> None:
        self._heights.forget(note)
        self.place()

    # placing

    def place(self) -> None:
        """Put every card where it belongs; the note people look at stays where it is."""
        if self._placing:
            return
        self._placing = True
        try:
            self._compute()
            self._follow_anchor()
            # A card that is built may be higher than was estimated, so others come into sight.
            for _ in range(8):
                if not self._build_wanted():
                    break
                self._compute()
                self._follow_anchor()
            self._drop_far()
            self._lay_out()
            self._anchor = self._find_anchor()
        finally:
            self._placing = False

    def _compute(self) -> None:
        px = self.theme.px
        width = self._card_width()
        self._heights.use_width(width)
        for note, card in self._cards.items():
            self._heights.set_measured(note, card.heightForWidth(width))
        self._heights.place(self.rows, px(_TOP), px(_GAP))
        seen, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setPageStep(seen)
        bar.setSingleStep(px(40))
        furthest = self._heights.total - px(_GAP) + px(_TOP) - seen
        bar.setRange(0, max(0, furthest, self._held_at()))

    def _card_width(self) -> int:
        bar = self.verticalScrollBar().sizeHint().width() + self.theme.px(2)
        return max(40, self.width() - self.theme.px(_SIDE) - max(bar, self.theme.px(_SIDE)))

    def _find_anchor(self) -> tuple[str, int] | None:
        """The note whose place in the window must not change, and that place."""
        value = self.verticalScrollBar().value()
        for number, row in enumerate(self.rows):
            card = self._cards.get(row.id)
            if card is not None and card.has_focus():
                return row.id, self._heights.tops[number] - value
        if value == 0:
            return None
        number = self._heights.between(value, value).start
        return self.rows[number].id, self._heights.tops[number] - value

    def _held_at(self) -> int:
        """How far to scroll so that the note with the keyboard stays, also in a short list."""
        note, place = self._anchor or ("", 0)
        card, number = self._cards.get(note), self._model.row_of(note)
        if card is None or number < 0 or not card.has_focus():
            return 0
        return self._heights.tops[number] - place

    def _follow_anchor(self) -> None:
        if self._anchor is None:
            return
        note, place = self._anchor
        number = self._model.row_of(note)
        if number >= 0:
            self.verticalScrollBar().setValue(self._heights.tops[number] - place)

    def _wanted(self) -> list[int]:
        value, seen = self.verticalScrollBar().value(), self.viewport().height()
        near = round(seen * _KEPT / 2)
        wanted = list(self._heights.between(value - near, value + seen + near))
        kept = [*self._board.edits, self._pinned or ""]
        return wanted + [number for note in kept if (number := self._model.row_of(note)) >= 0]

    def _build_wanted(self) -> bool:
        """Build the cards that are missing; tells whether there were any."""
        missing = [n for n in self._wanted() if self.rows[n].id not in self._cards]
        for number in missing:
            self._build(self.rows[number])
        return bool(missing)

    def _build(self, row: NoteRow) -> None:
        card = BoardCard(self.theme, self._board.words, row, self.viewport())
        self._cards[row.id] = card
        self._show(card, row)
        card.set_selected(row.id == self._board.selected)
        card.set_tab_stop(row.id == self._pinned)
        card.resized.connect(self._on_resized)
        if row.id in self._board.edits:
            card.open_edit(self._board.edits.text(row.id), focus=False)
        self.card_built.emit(card)

    def _show(self, card: BoardCard, row: NoteRow) -> None:
        # Whether a person may choose is asked of the file, so only where there is a choice.
        card.show_row(row, may_choose=bool(row.versions) and self._board.may_change(row.id))

    def _on_resized(self, note: str) -> None:
        card = self._cards.get(note)
        if card is not None and self._heights.set_measured(
            note, card.heightForWidth(self._card_width())
        ):
            self.place()

    def _drop_far(self) -> None:
        value, seen = self.verticalScrollBar().value(), self.viewport().height()
        far = round(seen * _KEPT)
        near = {self.rows[n].id for n in self._heights.between(value - far, value + seen + far)}
        for note in list(self._cards):
            busy = note == self._pinned or note in self._board.edits
            if note not in near and not busy and not self._cards[note].has_focus():
                self._drop(note)

    def _drop(self, note: str) -> None:
        card = self._cards.pop(note)
        card.hide()
        card.deleteLater()

    def _lay_out(self) -> None:
        value, width = self.verticalScrollBar().value(), self._card_width()
        for number, row in enumerate(self.rows):
            if card := self._cards.get(row.id):
                height = self._heights.height(number)
                top = self._heights.tops[number] - value
                card.setGeometry(self.theme.px(_SIDE), top, width, height)
                card.lay_out()
                card.show()

    # Qt

    def restyle(self) -> None:
        self._heights.forget_fonts()
        super().restyle()
        self.place()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.theme.px(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()
        for note, card in self._cards.items():
            if card.has_focus():
                self.bring_into_sight(note)
                break

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._placing:
            self._anchor = None
            self.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Arrows go from note to note, which is the board's business.
        event.ignore()
