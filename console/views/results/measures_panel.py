"""Maßnahmen: the table, the line for a new one, and what can be done with the keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from console.viewmodels.results_measures import ResultMeasures
from console.views.results.measure_table import MeasureTable
from console.views.results.new_measure import NewMeasure
from console.views.shell.breakpoints import Breakpoint
from console.views.shortcuts import follow_keys
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.empty_state import EmptyState
from console.views.widgets.label import Paragraph
from console.views.widgets.panel import Hairline, Panel


class MeasuresPanel(Panel):
    """`versions_wanted`: somebody wants to end a conflict (measure, column)."""

    versions_wanted = Signal(str, int)

    def __init__(
        self, theme: Theme, measures: ResultMeasures, parent: QWidget | None = None
    ) -> None:
        self._measures, words = measures, measures.words
        self.table = MeasureTable(theme, measures)
        self.new = NewMeasure(theme, measures)
        self.add = Button(theme, words("results.new_measure"), size="small", icon="plus")
        self._empty = EmptyState(theme, "flag")
        self._hint = Paragraph(theme, "", "secondary", "text2")
        self._continue = Button(
            theme, words("results.unfinished_continue"), size="mini", icon="pencil-simple"
        )
        self._line = Hairline(theme)
        self._stack, self._foot = QStackedLayout(), QHBoxLayout()
        self._unfinished = measures.unfinished
        self._added = ""
        super().__init__(theme, words("results.measures"), "flag", parent, header_line=True)
        self._put_together()
        follow_keys(measures.keys, self, self._show_empty)
        self.show_measures()

    def _show_empty(self) -> None:
        measures, words = self._measures, self._measures.words
        how = "measures_empty_text" if measures.may_add else "measures_empty_reader"
        key = measures.keys.label("measure")
        self._empty.set_words(words("results.measures_empty"), words(f"results.{how}", key=key))

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [self.add, self.new.field.edit, self.table, self._continue]

    def focus_first(self) -> None:
        """Where measures are edited, or made when there is none yet."""
        shown = self.table if self._measures.rows else self.add
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_measures(self) -> None:
        measures = self._measures
        count = len(measures.rows)
        self.set_count(str(count) if count else "")
        self._stack.setCurrentWidget(self.table if count else self._empty)
        self.add.setVisible(measures.may_add)
        known = {row.id for row in measures.rows}
        if self._unfinished is not None and self._unfinished[0] not in known:
            self._unfinished = None
        self._show_foot()
        self._show_added()

    def _show_foot(self) -> None:
        measures = self._measures
        self._continue.setVisible(self._unfinished is not None)
        if self._unfinished is not None:
            number = measures.table.row_of(self._unfinished[0])
            told = measures.words("results.unfinished", what=measures.rows[number].what)
        elif all(row.locked for row in measures.rows) and not measures.may_add:
            told = measures.reader_hint
        else:
            told = measures.words("results.measures_hint")
        self._hint.set_text(told)
        shown = bool(measures.rows)
        for part in (self._line, self._hint):
            part.setVisible(shown)

    def _go_on_writing(self) -> None:
        if self._unfinished is not None:
            measure, column = self._unfinished
            self._unfinished = None
            self._show_foot()
            self.table.edit_measure(measure, column)

    def _on_added(self, measure: str) -> None:
        # The row comes with the model; only then can it be brought into sight.
        self._added = measure
        self._show_added()

    def _show_added(self) -> None:
        number = self._measures.table.row_of(self._added)
        if number >= 0:
            self._added = ""
            self.table.scrollTo(self._measures.table.index(number, 0))

    # look

    def set_breakpoint(self, step: Breakpoint) -> None:
        self.set_compact(step is not Breakpoint.XL)
        self.table.set_breakpoint(step)
        self.new.set_narrow(step is not Breakpoint.XL)

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        self._foot.setContentsMargins(px(18), px(8), px(14), px(10))
        self._foot.setSpacing(px(10))

    def _put_together(self) -> None:
        self.add_trailing(self.add)
        self._foot.addWidget(self._hint, 1)
        self._foot.addWidget(self._continue)
        self.set_body_margins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.new)
        # First into the panel: a stack without one shows its first page as a window.
        self.body.addLayout(self._stack, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self.body.addWidget(self._line)
        self.body.addLayout(self._foot)
        self.add.clicked.connect(self.new.open_line)
        self.new.closed.connect(self._leave_new)
        self.new.added.connect(self._on_added)
        self._continue.clicked.connect(self._go_on_writing)
        self.table.versions_wanted.connect(self.versions_wanted)
        self._measures.changed.connect(self.show_measures)

    def _leave_new(self) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
