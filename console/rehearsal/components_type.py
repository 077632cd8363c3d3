"""The type scale with its digits, and the colours that mean something."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from console.rehearsal.component_rows import Ringed, row, titled
from console.views.fonts import ROLES
from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import Label

_TIMES = ("11:11", "00:00")
_WORDS = (
    ("item_title", "Kleingruppen 2"),
    ("question", "Was muss bleiben? Was fehlt?"),
    ("panel_title", "Abschnittstitel"),
    ("body", "Text und Knöpfe"),
    ("secondary", "Nebenangaben"),
    ("meta", "Kleinste Schrift, nur Nebenangaben"),
)
_COLOURS = (
    *("accent", "ok", "warn5", "warn1", "over", "tech"),
    *("q1_line", "q2_line", "q3_line", "q4_line", "focus"),
)


class Swatch(Themed, QWidget):
    """One colour of the tokens."""

    def __init__(self, theme: Theme, token: str) -> None:
        super().__init__()
        self._token = token
        self.wear(theme)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(50), self.theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        colour = self.theme.colour(self._token)
        rounded_box(painter, QRectF(self.rect()), self.theme.px(6), colour)


def type_scale(theme: Theme, _page: Ringed) -> QLayout:
    """Every font of a timer with two times that must be equally wide, then fonts for words."""
    layout = row(theme, 40)
    times = QGridLayout()
    times.setHorizontalSpacing(theme.px(24))
    for column, role in enumerate(role for role, kind in ROLES.items() if kind.digits):
        for line, time in enumerate(_TIMES):
            label = CountdownLabel(theme, role)
            label.set_text(time)
            times.addWidget(label, line, column)
    layout.addLayout(times)
    words = QGridLayout()
    for line, (role, text) in enumerate(_WORDS):
        words.addWidget(Label(theme, text, role), line, 0)
        words.addWidget(Label(theme, f"{ROLES[role].px:g} px", "meta", "text2"), line, 1)
    layout.addLayout(words)
    layout.addStretch(1)
    return layout


def colours(theme: Theme, _page: Ringed) -> QLayout:
    """The colours of states and questions by their names in the tokens."""
    layout = row(theme, 12)
    for token in _COLOURS:
        layout.addLayout(titled(theme, token, Swatch(theme, token)))
    layout.addStretch(1)
    return layout
