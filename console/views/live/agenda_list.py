"""The Ablauf as a list: for narrow windows, short items, and whoever likes it better."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from console.viewmodels.agenda import AgendaViewModel
from console.views.live.agenda_blocks import AgendaBlocks
from console.views.live.agenda_item_block import AgendaItemBlock
from console.views.theme import Theme
from console.views.themed import Themed


class AgendaList(Themed, QScrollArea):
    """All items in order, each as high as it needs; scrolls by itself to where the focus goes."""

    opened = Signal(str)

    def __init__(
        self, theme: Theme, agenda: AgendaViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._agenda = agenda
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._placed: list[AgendaItemBlock] = []
        self.blocks = AgendaBlocks(theme, agenda, self._content, upright=False)
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self.blocks.changed.connect(self._place)
        self.blocks.opened.connect(self.opened)
        self.blocks.reached.connect(self._show_block)
        agenda.moved.connect(self._on_moved)
        self._place()
        self.wear(theme)

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(12), px(8), px(12), px(8))
        self._column.setSpacing(px(4))
        super().restyle()

    def _place(self) -> None:
        """Put the blocks into the layout in their order; nothing moves that is in its place."""
        wanted = self.blocks.in_order
        if wanted == self._placed:
            return
        self._placed = list(wanted)
        while self._column.count():
            self._column.takeAt(0)
        for block in wanted:
            self._column.addWidget(block)
        self._column.addStretch(1)

    def _on_moved(self) -> None:
        if self.isVisible():
            share = self._agenda.elapsed
            for block in self.blocks.in_order:
                if block.row is not None and block.row.state == "now":
                    block.show_elapsed(share)

    def _show_block(self, block: AgendaItemBlock) -> None:
        self.ensureWidgetVisible(block, 0, self.theme.px(24))
