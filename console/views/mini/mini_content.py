"""What stands on the strip: time and plan, what follows and what calls, and what to press."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.mini_desk import MiniDeskViewModel, MiniLine
from console.views.shortcuts import follow_keys
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button, IconButton
from console.views.widgets.chip import Chip
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import ElidedLabel


class MiniContent(Themed, QWidget):
    """In the order of reading, which is also that of the tab key: go on, one minute, console."""

    def __init__(
        self, theme: Theme, mini: MiniDeskViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._mini = mini
        words = mini.words
        self.time = CountdownLabel(theme, "strip_timer_l")
        self.plan = Chip(theme, "")
        self._title = ElidedLabel(theme, "", "body_strong")
        self._following = ElidedLabel(theme, "", "secondary", "text2")
        self._hint_icon = IconLabel(theme, "check", size=15)
        self._hint = ElidedLabel(theme, "", "secondary_medium", "text2")
        self.calls, self.questions = Chip(theme, ""), Chip(theme, "")
        self.go = Button(theme, "", "primary", "small")
        self.plus = Button(theme, words("mini.plus_one"), "secondary", "small")
        self.whole = IconButton(theme, "arrows-out-simple", words("mini.to_console"), size="mini")
        self._row, self._left = QHBoxLayout(self), QVBoxLayout()
        self._right, self._middle = QVBoxLayout(), QVBoxLayout()
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        self._arrange()
        self.go.clicked.connect(mini.press_primary)
        self.plus.clicked.connect(mini.add_minute)
        self.whole.clicked.connect(mini.leave)
        follow_keys(mini.keys, self, self._show_keys)
        self.wear(theme)
        self.show_facts()

    def focus_first(self) -> None:
        """Put the keyboard on what goes on; who may not go on begins at the way back."""
        first = self.whole if self.go.isHidden() else self.go
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_facts(self) -> None:
        """Take every word from the view model."""
        facts = self._mini.facts
        tone = facts.tone
        self.time.set_text(facts.time)
        self.time.set_colour("text" if tone == "text" else f"{tone}_text")
        _name(self.time, facts.time_name)
        self._title.set_text(facts.title)
        self._following.set_text(facts.following)
        self._hint.set_text(facts.hint.text)
        self._show_hint(facts.hint)
        for chip, line in (
            (self.plan, facts.plan),
            (self.calls, facts.calls),
            (self.questions, facts.questions),
        ):
            _show_chip(chip, line)
        self.go.set_text(facts.primary)
        self.go.set_icon(facts.primary_icon)
        self.go.setVisible(bool(facts.primary))
        _name(self.go, facts.primary_name)
        self.go.setToolTip(facts.primary_name)
        self.plus.setVisible(bool(facts.plus_one))
        _name(self.plus, facts.plus_one)
        self.plus.setToolTip(facts.plus_one)

    def _show_hint(self, hint: MiniLine) -> None:
        ink = "text2" if hint.tone in {"neutral", "accent"} else f"{hint.tone}_text"
        self._hint_icon.set_icon(hint.icon, ink)
        self._hint.set_colour(ink)
        _name(self._hint, hint.name or hint.text)

    def _show_keys(self) -> None:
        keys = self._mini.keys
        for button, act in ((self.go, "go"), (self.plus, "plus_one"), (self.whole, "mini")):
            button.setAccessibleDescription(keys.label(act))

    def _arrange(self) -> None:
        start = Qt.AlignmentFlag.AlignLeft
        self._left.addWidget(self.time, 1)
        self._left.addWidget(self.plan, 0, start)
        for widget in (self._title, self._following):
            self._middle.addWidget(widget)
        self._upper.addLayout(self._middle, 1)
        self._upper.addWidget(self.go, 0, Qt.AlignmentFlag.AlignTop)
        self._lower.addWidget(self._hint_icon)
        self._lower.addWidget(self._hint, 1)
        for mark in (self.calls, self.questions, self.plus, self.whole):
            self._lower.addWidget(mark)
        self._right.addLayout(self._upper)
        self._right.addLayout(self._lower)
        self._row.addLayout(self._left)
        self._row.addLayout(self._right, 1)

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(0, px(8), px(10), px(8))
        self._row.setSpacing(px(12))
        for layout in (self._left, self._middle):
            layout.setSpacing(px(2))
        for layout in (self._right, self._upper, self._lower):
            layout.setSpacing(px(6))
        self.time.setFixedWidth(px(112))
        super().restyle()


def _show_chip(chip: Chip, line: MiniLine) -> None:
    chip.show_state(line.text, line.tone, line.icon)
    chip.setVisible(bool(line.text))
    _name(chip, line.name or line.text)
    chip.setToolTip(line.name)


def _name(widget: QWidget, name: str) -> None:
    if widget.accessibleName() != name:
        widget.setAccessibleName(name)
