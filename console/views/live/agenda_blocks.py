"""The blocks of the Ablauf, kept in step with the rows of the run sheet."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from console.viewmodels.agenda import AgendaRow, AgendaViewModel
from console.views.live.agenda_item_block import AgendaItemBlock
from console.views.live.drop_line import DropLine
from console.views.live.item_menu import ItemMenu
from console.views.theme import Theme


class AgendaBlocks(QObject):
    """One block per row, in the order of the rows; one of them at a time takes the Tab key.

    `changed`: blocks came, went, moved or look different.
    """

    changed = Signal()
    opened = Signal(str)
    reached = Signal(object)

    def __init__(
        self, theme: Theme, agenda: AgendaViewModel, host: QWidget, *, upright: bool
    ) -> None:
        super().__init__(host)
        self._theme, self._agenda, self._host, self._upright = theme, agenda, host, upright
        self._by_id: dict[str, AgendaItemBlock] = {}
        self.in_order: list[AgendaItemBlock] = []
        self._entry = ""
        self._menu: ItemMenu | None = None
        self._line = DropLine(theme, host)
        self._target: tuple[str | None] | None = None
        model = agenda.model
        for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.dataChanged):
            signal.connect(self._follow)
        self._follow()

    def block(self, item: str) -> AgendaItemBlock | None:
        return self._by_id.get(item)

    def entry(self) -> AgendaItemBlock | None:
        """The block that Tab comes to: where a person was last, else what is on now."""
        return self._by_id.get(self._entry)

    def _follow(self, *_: object) -> None:
        rows = self._agenda.rows
        wanted = {row.id for row in rows}
        for gone in [item for item in self._by_id if item not in wanted]:
            self._drop(self._by_id.pop(gone))
        self.in_order = [self._show(row) for row in rows]
        self._choose_entry()
        self.changed.emit()

    def _show(self, row: AgendaRow) -> AgendaItemBlock:
        block = self._by_id.get(row.id)
        if block is not None:
            block.show_row(row)
            return block
        block = AgendaItemBlock(self._theme, row, self._agenda.edits.act_of, self._host)
        block.set_upright(self._upright)
        block.clicked.connect(self._then(self._open, row.id))
        block.act_requested.connect(lambda code, item=row.id: self._act(code, item))
        block.menu_requested.connect(lambda at, item=row.id: self._open_menu(item, at))
        block.dragged.connect(lambda at, item=row.id: self._drag(item, at))
        block.dropped.connect(lambda dropped, item=row.id: self._drop_at(item, dropped=dropped))
        block.walked.connect(self._walk)
        block.show()
        self._by_id[row.id] = block
        return block

    def _then(self, act: Callable[[str], object], item: str) -> Callable[[], object]:
        return lambda *_: act(item)

    def _drop(self, block: AgendaItemBlock) -> None:
        following = block.nextInFocusChain()
        if block.hasFocus() and following is not None:
            following.setFocus()
        block.hide()
        block.deleteLater()

    def _open(self, item: str) -> None:
        self._enter(item)
        self.opened.emit(item)

    # what the sheet does otherwise

    def _act(self, code: str, item: str) -> None:
        self._enter(item)
        if code == "open":
            self.opened.emit(item)
        else:
            self._agenda.edits.do(code, item)

    def _open_menu(self, item: str, at: QPoint) -> None:
        self._enter(item)
        if self._menu is None:
            self._menu = ItemMenu(self._host)
            self._menu.chosen.connect(self._act)
        self._menu.offer(self._agenda.edits, item, at)

    # dragging

    def _drag(self, item: str, at: QPoint) -> None:
        """Show where the item would go if it were let go here."""
        before, y = self._gap_at(self._host.mapFromGlobal(at).y())
        self._target = (before,) if self._agenda.edits.place_for(item, before) else None
        first = self.in_order[0].geometry() if self.in_order else QRect()
        self._line.show_at(first, y, can_drop=self._target is not None)

    def _gap_at(self, y: int) -> tuple[str | None, int]:
        """Return the item below the gap that is nearest to `y`, and where that gap lies."""
        for block in self.in_order:
            if y < block.geometry().center().y() and block.row is not None:
                return block.row.id, block.geometry().top() - 1
        return None, self.in_order[-1].geometry().bottom() + 1 if self.in_order else 0

    def _drop_at(self, item: str, *, dropped: bool) -> None:
        self._line.hide()
        if dropped and self._target is not None:
            self._enter(item)
            self._agenda.edits.move(item, self._target[0])
        self._target = None

    # one tab stop

    def _walk(self, way: str) -> None:
        source = self.sender()
        if not isinstance(source, AgendaItemBlock) or source not in self.in_order:
            return
        here, last = self.in_order.index(source), len(self.in_order) - 1
        there = {"up": max(0, here - 1), "down": min(last, here + 1), "first": 0, "last": last}
        target = self.in_order[there[way]]
        assert target.row is not None
        self._enter(target.row.id)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reached.emit(target)

    def _choose_entry(self) -> None:
        if self._entry in self._by_id:
            self._enter(self._entry)
            return
        present = [row for row in self._agenda.rows if row.state in {"now", "now_over", "next"}]
        first = present[0].id if present else next(iter(self._by_id), "")
        self._enter(first)

    def _enter(self, item: str) -> None:
        self._entry = item
        for own, block in self._by_id.items():
            takes = Qt.FocusPolicy.StrongFocus if own == item else Qt.FocusPolicy.ClickFocus
            if block.focusPolicy() != takes:
                block.setFocusPolicy(takes)
