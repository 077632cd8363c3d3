"""The Ablauf: time axis or list, and below it when the evening will end."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console.viewmodels.agenda import AgendaViewModel
from console.views.live.agenda_item_block import AgendaItemBlock
from console.views.live.agenda_list import AgendaList
from console.views.live.agenda_timeline import AgendaTimeline
from console.views.live.lane_legend import LaneLegend
from console.views.theme import Theme
from console.views.widgets.button import Button, IconButton
from console.views.widgets.chip import Chip
from console.views.widgets.empty_state import EmptyState
from console.views.widgets.label import Label
from console.views.widgets.panel import Hairline, Panel
from console.words import Words


class _Forms(QStackedWidget):
    """Tells when there is more or less room, whichever form is shown."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class AgendaPanel(Panel):
    """`item_opened` names the item a person wants to look at, `catch_up_wanted` opens a sheet."""

    item_opened = Signal(str)
    catch_up_wanted = Signal()

    def __init__(
        self, theme: Theme, agenda: AgendaViewModel, words: Words, parent: QWidget | None = None
    ) -> None:
        self._agenda, self._compact_page, self._wants_list = agenda, False, False
        self._legend = LaneLegend(theme, words("live.plan_lane"), words("live.forecast_lane"))
        self._stack = _Forms()
        self._footer, self._footer_line = QVBoxLayout(), Hairline(theme)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        self._end_label = Label(theme, words("live.end"), "body", "text2")
        self._end = Label(theme, "", "body_strong", digits=True)
        self._plan = Label(theme, "", "body", "text2", digits=True)
        self._chip = Chip(theme)
        self._sum = Label(theme, "", "secondary", "text2", digits=True)
        self.catch_up = Button(theme, words("catch_up.button"), size="mini", icon="scissors")
        self.add = IconButton(theme, "plus", words("agenda.add"))
        self.files = IconButton(theme, "export", words("run_sheet.open"))
        self._axis_button = IconButton(theme, "align-left", words("live.as_axis"))
        self._list_button = IconButton(theme, "rows", words("live.as_list"))
        super().__init__(theme, words("live.agenda"), "list-bullets", parent, header_line=True)
        self.timeline = AgendaTimeline(theme, agenda)
        self.list = AgendaList(theme, agenda)
        self._empty = EmptyState(theme, "list-bullets", words("live.agenda_empty"))
        self._put_together()
        for view in (self.timeline, self.list):
            view.opened.connect(self.item_opened)
        agenda.footer_changed.connect(self._show_footer)
        for signal in (agenda.model.rowsInserted, agenda.model.rowsRemoved):
            signal.connect(self._choose_form)
        agenda.model.dataChanged.connect(self._choose_form)
        self._stack.resized.connect(self._choose_form)
        self._show_footer()
        self._choose_form()

    def is_list(self) -> bool:
        """Whether the list stands there instead of the time axis."""
        return self._stack.currentWidget() is self.list

    def set_compact_page(self, compact: bool) -> None:
        """Windows with one panel at a time have no room for an axis."""
        if compact != self._compact_page:
            self._compact_page = compact
            self._choose_form()

    def focus_first(self) -> None:
        blocks = self.list.blocks if self.is_list() else self.timeline.blocks
        if (block := blocks.entry()) is not None:
            block.setFocus()

    def _choose_form(self, *_: object) -> None:
        forced = self._compact_page or not self._axis_fits()
        as_list = forced or self._wants_list
        shown: QWidget = self.list if as_list else self.timeline
        if not self._agenda.rows:
            shown = self._empty
        self._change_to(shown)
        self._legend.setVisible(shown is self.timeline)
        for button in (self._axis_button, self._list_button):
            button.setVisible(not forced and bool(self._agenda.rows))
        chosen = self._list_button if as_list else self._axis_button
        chosen.setChecked(True)

    def _change_to(self, shown: QWidget) -> None:
        """The focus stays on the item that it is on, in whichever form."""
        if shown is self._stack.currentWidget():
            return
        held = QApplication.focusWidget()
        row = held.row if isinstance(held, AgendaItemBlock) and self.isAncestorOf(held) else None
        self._stack.setCurrentWidget(shown)
        blocks = self.list.blocks if shown is self.list else self.timeline.blocks
        there = blocks.block(row.id) if row is not None else None
        if there is not None:
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _axis_fits(self) -> bool:
        legend = 0 if self._legend.isVisibleTo(self) else self._legend.sizeHint().height()
        return self.timeline.fits_in(self._stack.height() - legend)

    def _add(self) -> None:
        self._agenda.edits.add()

    def _want(self, as_list: bool) -> None:
        self._wants_list = as_list
        self._choose_form()

    def _show_footer(self) -> None:
        footer = self._agenda.footer
        self._end.set_text(footer.end)
        self._plan.set_text(footer.plan)
        self._chip.show_state(footer.chip, footer.tone, footer.icon)
        self._sum.set_text(footer.sum)
        self._sum.set_colour("warn5_text" if footer.is_full else "text2")
        self.catch_up.setVisible(bool(footer.catch_up))

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        self.body.setContentsMargins(0, px(4), 0, 0)
        self.body.setSpacing(0)
        side = px(12 if self._compact else 16)
        # Every line that the footer takes makes the items on the axis lower.
        edge = px(4 if self._compact else 8)
        self._footer.setContentsMargins(side, edge, px(10), edge)
        self._footer.setSpacing(0 if self._compact else px(2))
        self._upper.setSpacing(px(6 if self._compact else 8))
        for label in (self._end_label, self._plan):
            label.set_role("secondary" if self._compact else "body")

    def _put_together(self) -> None:
        self.add_trailing(self.add)
        self.add.setVisible(self._agenda.edits.may_add)
        self.add.clicked.connect(self._add)
        self.add_trailing(self.files)
        self.files.clicked.connect(self._agenda.open_files)
        group = QButtonGroup(self)
        for button in (self._axis_button, self._list_button):
            button.setCheckable(True)
            group.addButton(button)
            self.add_trailing(button)
        self._axis_button.clicked.connect(lambda: self._want(as_list=False))
        self._list_button.clicked.connect(lambda: self._want(as_list=True))
        for view in (self.timeline, self.list, self._empty):
            self._stack.addWidget(view)
        for label in (self._end_label, self._end, self._plan):
            self._upper.addWidget(label)
        self._upper.addStretch(1)
        self._upper.addWidget(self._chip)
        self._lower.addWidget(self._sum)
        self._lower.addStretch(1)
        self._lower.addWidget(self.catch_up)
        self._footer.addLayout(self._upper)
        self._footer.addLayout(self._lower)
        self.catch_up.clicked.connect(self.catch_up_wanted)
        self.body.addWidget(self._legend)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._footer_line)
        self.body.addLayout(self._footer)
