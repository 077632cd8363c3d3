"""The view Ergebnisse: head above, what was said, what shall happen, and what to look at."""

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from console.viewmodels.results import ResultsViewModel
from console.views.compact_page import CompactPage
from console.views.results.attendance_content import AttendanceContent
from console.views.results.board_panel import BoardPanel
from console.views.results.checks_panel import ChecksPanel
from console.views.results.head_panel import HeadPanel
from console.views.results.measures_panel import MeasuresPanel
from console.views.results.names_sheet import NamesSheet
from console.views.results.side_panels import SidePanels
from console.views.results.times_content import TimesContent
from console.views.results.versions_sheet import VersionsSheet
from console.views.shell.breakpoints import Breakpoint
from console.views.shortcuts import bind_key
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.sheet import Sheet

#: The tabs of narrow windows: key of the word, icon.
TABS = (
    ("results.measures", "flag"),
    ("results.notes_short", "note"),
    ("results.before_export", "list-bullets"),
    ("results.times_short", "clock"),
    ("results.attendance", "chart-line-up"),
)
MEASURES_TAB, BOARD_TAB, CHECKS_TAB = 0, 1, 2


class ResultsView(Themed, QWidget):
    """`note_requested` carries a note's id: the board belongs to another view."""

    note_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        results: ResultsViewModel,
        sheet_host: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._results, self._sheet_host = results, sheet_host
        self._breakpoint = Breakpoint.XL
        self._folded = False
        self._sheet: Sheet | None = None
        words = results.words
        self.head = HeadPanel(theme, results)
        self.board = BoardPanel(theme, results)
        self.measures = MeasuresPanel(theme, results.measures)
        self.checks = ChecksPanel(theme, words)
        self.times = TimesContent(theme, words)
        self.attendance = AttendanceContent(theme, results)
        self.side = SidePanels(theme, self.times, self.attendance, words)
        self.compact = CompactPage(theme, words("results.panels"))
        self._wide = QWidget()
        self._column, self._row, self._right = QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self._pages = QStackedLayout(self)
        self._put_together()
        self._connect()
        self._arrange()
        self._order_stops()
        self.show_results()
        self.wear(theme)

    # focus

    def focus_first(self) -> None:
        """Begin at the heading: it tells a screen reader the figures, and Tab leads on."""
        self.head.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    # what a person asks for

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that was opened last."""
        return self._sheet

    def show_check(self, check: str) -> None:
        """Lead to what a line of "Vor dem Export" is about."""
        found = self._results.check
        if check == "notes" and found.disputed_notes:
            self.note_requested.emit(found.disputed_notes[0])
        elif check == "disputed" and found.disputed_measures:
            self._show_disputed(found.disputed_measures[0])
        elif check == "unassigned" and found.unassigned:
            self._show_measure(found.unassigned[0])
        elif check in {"names", "looks"}:
            self._show_names()

    def show_versions(self, measure: str, column: int) -> None:
        """Open the sheet in which a text in two versions becomes one."""
        sheet = VersionsSheet(self.theme, self._sheet_host, self._results.measures, measure, column)
        sheet.together_wanted.connect(self._write_together)
        self._open(sheet)

    def choose_place(self) -> None:
        """Ask where the documents go instead."""
        export, words = self._results.export, self._results.words
        place = export.suggestion
        dialog = QFileDialog(self, words("results.export_elsewhere_title"))
        if export.wants_folder:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
            dialog.setDirectory(_nearest(place))
        else:
            dialog.setFileMode(QFileDialog.FileMode.AnyFile)
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilter(export.file_filter)
            dialog.setDefaultSuffix(place.suffix.lstrip("."))
            dialog.setDirectory(_nearest(place.parent))
            dialog.selectFile(place.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(export.move_to)
        # Not exec(): a loop inside the loop would stop every coroutine.
        dialog.open()

    def _show_measure(self, measure: str) -> None:
        self._show_panel(MEASURES_TAB)
        self.measures.table.show_measure(measure)

    def _show_disputed(self, measure: str) -> None:
        column = self._results.measures.disputed_column(measure)
        if column is not None:
            self._show_panel(MEASURES_TAB)
            self.measures.table.show_measure(measure, column)
            self.show_versions(measure, column)

    def _show_names(self) -> None:
        results = self._results
        sheet = NamesSheet(self.theme, self._sheet_host, results.name_rows, results.words)
        sheet.target_wanted.connect(self._follow)
        self._open(sheet)

    def _follow(self, target: str) -> None:
        what, _, entity = target.partition(":")
        if what == "note":
            self.note_requested.emit(entity)
        elif what == "measure":
            self._show_measure(entity)

    def _write_together(self, measure: str, column: int) -> None:
        self._show_panel(MEASURES_TAB)
        self.measures.table.edit_together(measure, column)

    def _open(self, sheet: Sheet) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()
            self._sheet.deleteLater()
        self._sheet = sheet
        sheet.open()

    def _show_panel(self, number: int) -> None:
        if self._breakpoint.is_compact:
            self.compact.show_panel(number)

    def _create(self) -> None:
        if self._results.export.is_allowed:
            self._results.export.create()

    # look

    def show_results(self) -> None:
        results = self._results
        self.head.show_results()
        self.board.show_results()
        self.checks.show_checks(results.checks)
        self.times.show_times(results.times)
        self.attendance.show_attendance()
        self.side.show_totals(results.times_total, results.attendance_summary)
        wants_look = sum(bool(row.action) for row in results.checks)
        self.compact.set_count(CHECKS_TAB, str(wants_look) if wants_look else "")

    def set_breakpoint(self, step: Breakpoint) -> None:
        if step is not self._breakpoint:
            self._breakpoint = step
            self._arrange()
        self.head.set_breakpoint(step)
        self.measures.set_breakpoint(step)
        self.restyle()

    def restyle(self) -> None:
        px, step = self.theme.px, self._breakpoint
        gutter = px(step.gutter)
        for layout in (self._column, self._row, self._right):
            layout.setSpacing(gutter)
        wide = step is Breakpoint.XL
        for panel in (self.board, self.checks):
            panel.set_compact(not wide)
        self.side.set_compact(not wide)
        for panel in (self.board, self.checks, self.side):
            panel.setMinimumWidth(0)
            panel.setMaximumWidth(_ANY)
        if not step.is_compact:
            self.board.setFixedWidth(px(520 if wide else 350))
            for panel in (self.checks, self.side):
                panel.setFixedWidth(px(456 if wide else 320))
        self.compact.set_narrowest(step is Breakpoint.S)
        super().restyle()

    # wiring

    def _arrange(self) -> None:
        """Put the panels into the page of the present width."""
        self.side.set_breakpoint(self._breakpoint)
        if self._breakpoint.is_compact:
            panels = (self.measures, self.board, self.checks, *self.side.apart)
            self.compact.take(self.head, panels)
            self._pages.setCurrentWidget(self.compact)
            return
        self._column.insertWidget(0, self.head)
        self._row.insertWidget(0, self.board)
        self._row.insertWidget(1, self.measures, 1)
        self._right.insertWidget(0, self.checks)
        for panel in (self.head, self.board, self.measures, self.checks):
            panel.show()
        self._show_right()
        self._pages.setCurrentWidget(self._wide)

    def show_right_column(self, shown: bool) -> None:
        """Show checks, times and attendance beside the rest, where there is room for them."""
        self._folded = not shown
        self._show_right()

    def _show_right(self) -> None:
        if not self._breakpoint.is_compact:
            for panel in (self.checks, self.side):
                panel.setVisible(not self._folded)

    def _order_stops(self) -> None:
        """Let Tab go from left to right and from top to bottom."""
        head, middle = self.head.stops, [self.board.list, *self.measures.stops]
        side = [*self.checks.stops, self.side.tabs, self.times.stop]
        stops = [*head, *self.compact.stops, *middle, *side]
        for first, second in pairwise(stops):
            if first.window() is second.window():
                QWidget.setTabOrder(first, second)

    def _put_together(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._wide.setLayout(self._column)
        self._column.addLayout(self._row, 1)
        self._row.addLayout(self._right)
        self._right.addWidget(self.side, 1)
        for key, icon in TABS:
            self.compact.add_tab(self._results.words(key), icon)
        self._pages.addWidget(self._wide)
        self._pages.addWidget(self.compact)

    def _connect(self) -> None:
        self._results.changed.connect(self.show_results)
        self.board.note_opened.connect(self.note_requested)
        self.measures.versions_wanted.connect(self.show_versions)
        self.checks.wanted.connect(self.show_check)
        self.checks.lines_changed.connect(self._order_stops)
        self.head.line.elsewhere_wanted.connect(self.choose_place)
        # Alive only while this view is seen.
        window = Qt.ShortcutContext.WindowShortcut
        bind_key(self._results.keys, "minutes", self, self._create, window)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._results.set_shown(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._results.set_shown(False)


#: A widget's largest size to Qt: no limit.
_ANY = 16_777_215


def _nearest(folder: Path) -> str:
    """Return the folder, or the nearest one above it that is there."""
    return str(next(place for place in (folder, *folder.parents) if place.is_dir()))
