"""All components on one page in every state, to look at beside their picture and to measure."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QVBoxLayout, QWidget

from console.rehearsal.component_rows import row
from console.rehearsal.components_live import (
    agenda,
    large,
    small_timers,
    strips,
    timers,
    upright_agenda,
)
from console.rehearsal.components_notes import capture, headers, notes, tabs_and_selection
from console.rehearsal.components_parts import buttons, chips, forms, sync_states
from console.rehearsal.components_people import people
from console.rehearsal.components_type import colours, type_scale
from console.views.focus_ring import RingOverlay
from console.views.theme import Theme
from console.views.widgets.ground import Ground
from console.views.widgets.label import Label
from console.views.widgets.panel import Hairline


class ComponentPage(Ground):
    """The page; rings are drawn round widgets that show what keyboard focus looks like."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.ringed: list[QWidget] = []
        self._rings: list[RingOverlay] = []
        column = QVBoxLayout(self)
        m = theme.px(40)
        column.setContentsMargins(m, theme.px(30), m, m)
        column.setSpacing(theme.px(18))
        head = row(theme, 20)
        head.addWidget(Label(theme, "Bausteine", "item_title"))
        head.addWidget(Label(theme, "alle Zustände mit Text und Symbol", "card", "text2"))
        head.addStretch(1)
        column.addLayout(head)
        for title, make in SECTIONS:
            column.addWidget(Label(theme, title, "next_item"))
            column.addWidget(Hairline(theme))
            part = make(theme, self)
            if isinstance(part, QLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
        column.addStretch(1)

    def draw_rings(self) -> None:
        """Draw what stands outside the widgets, once they have their places."""
        while self._rings:
            self._rings.pop().deleteLater()
        for widget in self.ringed:
            ring = RingOverlay(self.theme, self)
            ring.encircle(widget)
            self._rings.append(ring)


def middle(theme: Theme, page: ComponentPage) -> QLayout:
    """Agenda, exchange and buttons beside each other."""
    layout = row(theme, 40)
    layout.addLayout(agenda(theme, page), 5)
    layout.addLayout(upright_agenda(theme), 4)
    layout.addLayout(sync_states(theme), 5)
    layout.addLayout(buttons(theme, page), 5)
    return layout


Maker = Callable[[Theme, ComponentPage], QLayout | QWidget]
SECTIONS: tuple[tuple[str, Maker], ...] = (
    ("Gruppen-Timer", timers),
    ("Gruppen-Timer, eng", small_timers),
    ("Ablaufblöcke, Speichern und Abgleich, Schaltflächen", middle),
    ("Marken", chips),
    ("Notizen", notes),
    ("Spalten und Erfassungszeile", headers),
    ("Erfassungszeile", capture),
    ("Jetzt-Streifen", strips),
    ("Felder", forms),
    ("Karten und Tabelle", people),
    ("Reiter und Auswahl", tabs_and_selection),
    ("Zeit", large),
    ("Schrift: Inter, Ziffern gleich breit", type_scale),
    ("Farben", colours),
)


def shown_components(theme: Theme, width: int, height: int) -> tuple[QWidget, ComponentPage]:
    """Return a dressed window with the whole page in it, laid out and ringed."""
    window = Ground(theme)
    theme.dress(window)
    page = ComponentPage(theme)
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    around = QVBoxLayout(window)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(area)
    window.resize(width, height)
    window.show()
    QApplication.processEvents()
    page.draw_rings()
    return window, page
