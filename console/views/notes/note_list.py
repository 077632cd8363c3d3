"""The notes of one column: real cards, built only near what is seen."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from console.viewmodels.board import BoardViewModel
from console.viewmodels.board_row import NoteRow
from console.viewmodels.row_list import RowList
from console.views.notes.board_card import BoardCard
from console.views.notes.card_heights import CardHeights
from console.views.notes.card_shelf import CardShelf
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
        self._shelf = CardShelf(theme, board, self.viewport())
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
        self._connect()
        self.wear(theme)

    def _connect(self) -> None:
        model = self._model
        model.rowsInserted.connect(lambda *_: self.place())
        model.rowsMoved.connect(lambda *_: self.place())
        model.rowsAboutToBeRemoved.connect(self._on_leaving)
        model.rowsRemoved.connect(self._on_removed)
        model.dataChanged.connect(self._on_data)
        self._shelf.built.connect(self.card_built)
        self._shelf.resized.connect(self._on_resized)

    # what others ask

    @property
    def rows(self) -> list[NoteRow]:
        return self._model.rows

    def card(self, note: str) -> BoardCard | None:
        """The card of a note, if it is built."""
        return self._shelf.get(note)

    def cards(self) -> list[BoardCard]:
        return [card for _, card in self._shelf]

    def focus_note(self, note: str) -> None:
        """Bring a note into sight and give it the keyboard."""
        self.bring_into_sight(note)
        if card := self._shelf.get(note):
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
        if old := self._shelf.get(self._pinned):
            old.set_tab_stop(False)
        self._pinned = note
        self.place()
        if card := self._shelf.get(note):
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
        for note, card in self._shelf:
            card.set_selected(note == self._board.selected)

    # edits

    def open_edit(self, note: str, *, focus: bool) -> None:
        if focus:
            self.bring_into_sight(note)
        self.place()
        if card := self._shelf.get(note):
            card.open_edit(self._board.edits.text(note), focus=focus)
            self._measure_again(note)

    def close_edit(self, note: str) -> None:
        if card := self._shelf.get(note):
            card.close_edit()
            self._measure_again(note)

    # rows that come and go

    def _on_leaving(self, _parent: QModelIndex, first: int, last: int) -> None:
        leaving = {row.id for row in self.rows[first : last + 1]}
        if self._shelf.focused() in leaving:
            self._lost = first
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
        for note, _ in self._shelf:
            if note not in known:
                self._heights.forget(note)
                self._shelf.drop(note)
        self.place()

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in self.rows[first.row() : last.row() + 1]:
            self._heights.forget(row.id)
            self._shelf.show(row)
        self.place()

    def _on_resized(self, note: str) -> None:
        card = self._shelf.get(note)
        if card is not None and self._heights.set_measured(
            note, card.heightForWidth(self._card_width())
        ):
            self.place()

    def _measure_again(self, note: str) -> None:
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
            # A card that is built may be higher than was estimated, so others come into sight.
            for _ in range(8):
                if not self._build_missing():
                    break
                self._compute()
            self._shelf.keep_only(self._near(_KEPT), self._pinned)
            self._lay_out()
            self._anchor = self._find_anchor()
        finally:
            self._placing = False

    def _compute(self) -> None:
        px, width = self.theme.px, self._card_width()
        self._heights.use_width(width)
        for note, card in self._shelf:
            self._heights.set_measured(note, card.heightForWidth(width))
        self._heights.place(self.rows, px(_TOP), px(_GAP))
        seen, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setPageStep(seen)
        bar.setSingleStep(px(40))
        furthest = self._heights.total - px(_GAP) + px(_TOP) - seen
        held = self._held_at()
        # A note that is written on stays, with room left below, and so does one with the keyboard
        # in a long list; in one that fits it moves down, and what has come is seen.
        focused = self._shelf.focused()
        stays = furthest > 0 or focused in self._board.edits
        has_keyboard = self._anchor is not None and self._anchor[0] == focused
        bar.setRange(0, max(0, furthest, (held or 0) if has_keyboard and stays else 0))
        if held is not None:
            bar.setValue(held)

    def _card_width(self) -> int:
        bar = self.verticalScrollBar().sizeHint().width() + self.theme.px(2)
        return max(40, self.width() - self.theme.px(_SIDE) - max(bar, self.theme.px(_SIDE)))

    def _held_at(self) -> int | None:
        """How far to scroll so that the note people look at stays where it is."""
        note, place = self._anchor or ("", 0)
        number = self._model.row_of(note) if note else -1
        return self._heights.tops[number] - place if number >= 0 else None

    def _find_anchor(self) -> tuple[str, int] | None:
        """The note whose place in the window must not change, and that place."""
        value = self.verticalScrollBar().value()
        focused = self._shelf.focused()
        number = self._model.row_of(focused) if focused is not None else -1
        if number < 0 and value == 0:
            return None
        if number < 0:
            number = self._heights.between(value, value).start
        return self.rows[number].id, self._heights.tops[number] - value

    def _near(self, share: float) -> set[str]:
        """The notes seen, and those within a share of the window above and below."""
        value, seen = self.verticalScrollBar().value(), self.viewport().height()
        more = round(seen * share)
        wanted = self._heights.between(value - more, value + seen + more)
        return {self.rows[number].id for number in wanted}

    def _build_missing(self) -> bool:
        """Build the cards that are wanted and not there; tells whether there were any."""
        wanted = self._near(_KEPT / 2) | set(self._board.edits) | {self._pinned or ""}
        missing = [row for row in self.rows if row.id in wanted and row.id not in self._shelf]
        for row in missing:
            self._shelf.build(row, tab_stop=row.id == self._pinned)
        return bool(missing)

    def _lay_out(self) -> None:
        left, width = self.theme.px(_SIDE), self._card_width()
        value = self.verticalScrollBar().value()
        for number, row in enumerate(self.rows):
            if row.id in self._shelf:
                top = self._heights.tops[number] - value
                self._shelf.put(row.id, QRect(left, top, width, self._heights.height(number)))

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
        if focused := self._shelf.focused():
            self.bring_into_sight(focused)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._placing:
            self._anchor = None
            self.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Arrows go from note to note, which is the board's business.
        event.ignore()
