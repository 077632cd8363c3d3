"""The measures beside the board: a column where there is room, else a tab that opens a sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.viewmodels.notes_measures import MeasuresViewModel
from console.views.notes.measure_list import MeasureList
from console.views.notes.measures_tab import MeasuresTab
from console.views.shortcuts import show_key
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.panel import Panel
from console.views.widgets.sheet import Sheet

WIDTH = 348


class MeasuresPanel(Themed, QWidget):
    """The same list, in the column or in the sheet; `left` when the keyboard wants to go back."""

    left = Signal()

    def __init__(
        self,
        theme: Theme,
        measures: MeasuresViewModel,
        sheet_host: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._measures = measures
        words = measures.words
        self._narrow: bool | None = None
        self._buttons: list[Button] = []
        self.list = MeasureList(theme, measures)
        self.panel = Panel(theme, words("notes.measures"), "flag", header_line=True)
        self.tab = MeasuresTab(theme, words("notes.measures"))
        self.sheet = Sheet(theme, sheet_host, words("notes.measures"), words("shell.close"))
        self._add_buttons(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panel)
        row.addWidget(self.tab)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.tab.clicked.connect(self.open_sheet)
        self.list.left.connect(self._on_left)
        measures.changed.connect(self._count)
        self.wear(theme)
        self.set_narrow(False)
        self._count()

    def _add_buttons(self, theme: Theme) -> None:
        words = self._measures.words
        for place in (self.panel.add_trailing, self.sheet.footer.addWidget):
            button = Button(theme, words("notes.measure_add"), "secondary", "small", "plus")
            show_key(self._measures.keys, "measure", button)
            button.setAccessibleName(words("notes.measure_new"))
            button.clicked.connect(self.begin_new)
            place(button)
            self._buttons.append(button)
        self.show_rights()

    def show_rights(self) -> None:
        """Who may not write measures has no button for a new one."""
        for button in self._buttons:
            button.setVisible(self._measures.may_add)

    def set_narrow(self, narrow: bool) -> None:
        """Column or tab; the list moves to where it is shown."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self.sheet.body.addWidget(self.list)
        else:
            self.sheet.close_sheet()
            self.panel.body.addWidget(self.list, 1)
        self.list.show()
        self.panel.setVisible(not narrow)
        self.tab.setVisible(narrow)

    @property
    def is_narrow(self) -> bool:
        return bool(self._narrow)

    def open_sheet(self) -> None:
        self.sheet.open()
        self.list.focus_first()

    def begin_new(self) -> None:
        """Open the field for a new measure, wherever the list is."""
        if self._measures.may_add:
            if self._narrow and not self.sheet.is_open():
                self.sheet.open()
            self.list.begin_new()

    def _on_left(self) -> None:
        if self._narrow:
            self.sheet.close_sheet()
        else:
            self.left.emit()

    def _count(self) -> None:
        words, count = self._measures.words, len(self._measures.rows)
        self.panel.set_count(str(count) if count else "")
        spoken = words("notes.measures_count", n=count)
        self.tab.set_count(count, spoken)

    def restyle(self) -> None:
        self.panel.setFixedWidth(self.theme.px(WIDTH))
        self.panel.set_body_margins(12, 4, 4, 8)
        super().restyle()
