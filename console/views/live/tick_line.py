"""A line of an item's tick list, with the initials of who ticked it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.ticks import Tick
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.avatar import Avatar
from console.views.widgets.check_box import CheckBox
from console.words import Words


class TickLine(Themed, QWidget):
    """`ticked` carries the line and whether it is to be ticked; it draws only what was saved."""

    ticked = Signal(object, bool)

    def __init__(self, theme: Theme, words: Words, *, can_tick: bool) -> None:
        super().__init__()
        self._words = words
        self._tick: Tick | None = None
        self.box = CheckBox(theme, "", todo=True)
        self.box.setEnabled(can_tick)
        self.who = Avatar(theme, size=24)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.box, 1)
        self._row.addWidget(self.who, 0, Qt.AlignmentFlag.AlignTop)
        self.box.clicked.connect(self._on_clicked)
        self.wear(theme)

    def show_tick(self, tick: Tick) -> None:
        """Show a line as it stands on all consoles."""
        self._tick = tick
        if self.box.text() != tick.text:
            self.box.set_text(tick.text)
        self.box.setChecked(tick.ticked)
        self.who.setVisible(tick.ticked)
        self.who.set_person(tick.initials, tick.by)
        name = tick.text
        if tick.ticked:
            name = self._words("prompter.tick_name", line=tick.text, by=tick.by)
        self.box.setAccessibleName(name)

    def _on_clicked(self, ticked: bool) -> None:
        if self._tick is not None:
            self.box.setChecked(self._tick.ticked)
            self.ticked.emit(self._tick, ticked)

    def restyle(self) -> None:
        self._row.setSpacing(self.theme.px(8))
        super().restyle()
