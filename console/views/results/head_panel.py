"""The head: state and title, key figures, what can be made, and what became of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.results import ResultsViewModel
from console.views.results.export_line import ExportLine
from console.views.results.export_menu import ExportMenu
from console.views.results.head_figure import HeadFigure
from console.views.shell.breakpoints import Breakpoint
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.chip import Chip
from console.views.widgets.label import ElidedLabel, Label, Paragraph
from console.views.widgets.panel import Hairline, Panel

_MIDDLE, _TOP = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop


class HeadPanel(Panel):
    """Wide windows have it in one row; narrow ones titles, figures and actions below each other."""

    def __init__(
        self, theme: Theme, results: ResultsViewModel, parent: QWidget | None = None
    ) -> None:
        self._results, self._breakpoint = results, Breakpoint.XL
        words = results.words
        self._chip = Chip(theme)
        self.heading = Label(theme, words("results.title"), "item_title_l")
        self._topic = ElidedLabel(theme, "", "card", "text2")
        self._figures: list[HeadFigure] = []
        self._lines: list[Hairline] = []
        self.create_button = Button(
            theme, words("results.create"), "primary", "medium", "file-text"
        )
        self.create_button.setToolTip(words("results.create_tip"))
        self.create_button.setAccessibleDescription(words("results.create_tip"))
        self.export_button = Button(theme, words("results.export"), "secondary", "medium", "export")
        self.export_button.set_trailing_icon("caret-down")
        self._refusal = Paragraph(theme, results.export.refusal, "secondary", "text2")
        self.line = ExportLine(theme, results.export)
        self._menu: ExportMenu | None = None
        self._titles_box, self._actions_box = QWidget(), QWidget()
        self._titles = QVBoxLayout(self._titles_box)
        self._headline = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._actions = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._actions_box)
        self._row, self._below = QHBoxLayout(), QHBoxLayout()
        super().__init__(theme, "", "", parent)
        self._put_together()
        self.show_results()

    @property
    def figures(self) -> list[HeadFigure]:
        return self._figures

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        line = self.line
        actions = (self.create_button, self.export_button)
        return [*actions, line.folder, line.elsewhere, line.dismiss]

    def show_results(self) -> None:
        results = self._results
        self._chip.show_state(results.chip.text, results.chip.tone, results.chip.icon)
        self._topic.set_text(results.topic)
        self._topic.setVisible(bool(results.topic))
        self.heading.setAccessibleName(f"{self.heading.text()}. {results.summary}")
        allowed = results.export.is_allowed
        self.create_button.setVisible(allowed)
        self.export_button.setVisible(allowed)
        self._refusal.setVisible(not allowed)
        if len(self._figures) != len(results.figures):
            self._make_figures(len(results.figures))
        for widget, figure in zip(self._figures, results.figures, strict=True):
            widget.show_figure(figure)

    def open_menu(self) -> None:
        """Show the menu of all documents below its button."""
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = ExportMenu(self._results.export, self)
        self._menu.open_below(self.export_button)

    @property
    def menu(self) -> ExportMenu | None:
        return self._menu

    # look

    def set_breakpoint(self, step: Breakpoint) -> None:
        if step is not self._breakpoint:
            self._breakpoint = step
            self._place()
            self.restyle()

    def restyle(self) -> None:
        super().restyle()
        px, wide = self.theme.px, self._breakpoint is Breakpoint.XL
        side, edge = px(28 if wide else 18), px(18 if wide else 11)
        if self._breakpoint.is_compact:
            side = edge = px(14)
        self.body.setContentsMargins(side, edge, side, edge)
        self.body.setSpacing(px(10))
        self._row.setSpacing(px(18 if wide else 14))
        self._titles.setSpacing(px(4 if wide else 2))
        self._actions.setSpacing(px(10 if wide else 8))
        self._headline.setSpacing(px(12 if self._breakpoint.is_compact else 4))
        self._titles.setContentsMargins(0, 0, px(6), 0)
        self._actions.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(px(14))
        self.create_button.set_size("large" if wide else "medium")
        beside = self._breakpoint.is_compact
        self.export_button.set_size("medium" if wide or beside else "small")
        # The key stands in the bottom bar too; in narrow heads the figures need its room.
        self.create_button.set_key(self._results.keys.label("minutes") if wide else "")
        for figure in self._figures:
            figure.set_breakpoint(self._breakpoint)
        for line in self._lines:
            line.setFixedHeight(px(72 if wide else 64))

    def _make_figures(self, count: int) -> None:
        for widget in (*self._figures, *self._lines):
            widget.deleteLater()
        self._figures = [HeadFigure(self.theme) for _ in range(count)]
        self._lines = [Hairline(self.theme, upright=True) for _ in range(count)]
        self._place()
        self.restyle()

    def _place(self) -> None:
        """Put figures and actions where the width wants them."""
        compact = self._breakpoint.is_compact
        for layout in (self._row, self._below):
            while layout.count():
                layout.takeAt(0)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._headline.setDirection(across if compact else down)
        self._actions.setDirection(across if compact else down)
        self._row.addWidget(self._titles_box, 4)
        line_of_figures = self._below if compact else self._row
        for place, (figure, line) in enumerate(zip(self._figures, self._lines, strict=True)):
            # A hidden line takes no room; without a parent it would be a window of its own.
            self._row.addWidget(line, 0, _MIDDLE)
            line.setVisible(not compact)
            # The first one says whom it counts, which takes the most words.
            share = 4 if place == 0 else 3
            line_of_figures.addWidget(figure, share, _TOP if compact else _MIDDLE)
        if self._breakpoint is Breakpoint.S:
            self.body.insertWidget(self.body.indexOf(self.line), self._actions_box)
        else:
            self._row.addWidget(self._actions_box, 0, _MIDDLE)

    def _put_together(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._headline.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        self._headline.addWidget(self.heading, 1)
        self._titles.addStretch(1)
        self._titles.addLayout(self._headline)
        self._titles.addWidget(self._topic)
        self._titles.addStretch(1)
        for widget in (self.create_button, self.export_button, self._refusal):
            self._actions.addWidget(widget)
        self._actions.addStretch(1)
        self._refusal.setMinimumWidth(self.theme.px(200))
        self.body.addLayout(self._row)
        self.body.addLayout(self._below)
        self.body.addWidget(self.line)
        self.create_button.clicked.connect(self._results.export.create)
        self.export_button.clicked.connect(self.open_menu)
