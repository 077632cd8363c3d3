"""One time of the Jetzt card: its label, the real or forecast time, and the plan."""

from PySide6.QtWidgets import QBoxLayout, QWidget

from console.viewmodels.live_now import Fact
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.label import Label


class NowFact(Themed, QWidget):
    """Forms: "beside" (plan beside the time), "below" (plan in a line of its own), "line"."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label(theme, "", "secondary", "text2")
        self._value = Label(theme, "", "fact", digits=True)
        self._plan = Label(theme, "", "secondary", "text2", digits=True)
        self._form, self._line = "beside", QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.addWidget(self._value)
        self._line.addWidget(self._plan)
        self._line.addStretch(1)
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
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

    def set_form(self, form: str) -> None:
        if form != self._form:
            self._form = form
            self.restyle()

    def restyle(self) -> None:
        px, form, way = self.theme.px, self._form, QBoxLayout.Direction
        self._column.setDirection(way.LeftToRight if form == "line" else way.TopToBottom)
        self._column.setSpacing(px(8 if form == "line" else 2))
        self._line.setDirection(way.TopToBottom if form == "below" else way.LeftToRight)
        self._line.setSpacing({"beside": px(10), "below": 0, "line": px(8)}[form])
        self._value.set_role("fact" if form == "beside" else "fact_l")
        super().restyle()
