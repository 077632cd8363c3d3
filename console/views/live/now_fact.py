"""One time of the Jetzt card: its label, the real or forecast time, and the plan."""

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.live_now import Fact
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.label import Label


class NowFact(Themed, QWidget):
    """The plan stands beside the time where there is room, else below it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label(theme, "", "secondary", "text2")
        self._value = Label(theme, "", "fact", digits=True)
        self._plan = Label(theme, "", "secondary", "text2", digits=True)
        self._below, self._line = False, QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.addWidget(self._value)
        self._line.addWidget(self._plan)
        self._line.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._label)
        self._column.addLayout(self._line)
        self.wear(theme)

    def show_fact(self, fact: Fact) -> None:
        self._label.set_text(fact.label)
        self._value.set_text(fact.value)
        self._plan.set_text(fact.plan)
        self._plan.setVisible(bool(fact.plan))
        self._plan.set_colour("warn5_text" if fact.late else "text2")
        spoken = ", ".join(part for part in (f"{fact.label} {fact.value}", fact.plan) if part)
        self.setAccessibleName(spoken)

    def set_below(self, below: bool) -> None:
        """Narrow: smaller digits, and the plan in a line of its own."""
        if below != self._below:
            self._below = below
            self.restyle()

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setSpacing(px(2))
        self._line.setSpacing(0 if self._below else px(10))
        way = QBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if self._below else way.LeftToRight)
        self._value.set_role("fact_l" if self._below else "fact")
        super().restyle()
