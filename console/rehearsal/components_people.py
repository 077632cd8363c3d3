"""Components with rows in every state: people, alerts, what is empty or loading."""

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout

from console.rehearsal.component_rows import Ringed, row
from console.viewmodels.row_list import RowList
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.empty_state import EmptyState
from console.views.widgets.key_figure import KeyFigure
from console.views.widgets.notice_row import NoticeRow
from console.views.widgets.panel import Hairline, Panel
from console.views.widgets.skeleton import Skeleton
from console.views.widgets.table_view import Index, RowDelegate, TableView

PEOPLE = (
    ("Angemeldet", "Claudia Wessel", "nicht zugeteilt", "Teilnahme", "–"),
    ("Im Warteraum", "Stefan Krüger", "Gruppe 1", "Teilnahme", "19:41"),
    ("Anwesend", "Anneliese Brockmann", "Gruppe 2", "Teilnahme", "17:49"),
    ("Anwesend", "Helga Wiemann", "Gruppe 2", "Teilnahme", "17:52"),
    ("Gegangen", "Jürgen Pohl", "Gruppe 4", "Teilnahme", "17:53"),
)


HEADS = ("Status", "Name", "Gruppe", "Rolle", "Ankunft")


class Person(Struct, frozen=True):
    """An invented person, so that the table has something to show."""

    id: str
    cells: tuple[str, ...]


def _tell(person: Person, column: int, role: int) -> str | None:
    return person.cells[column] if role == Qt.ItemDataRole.DisplayRole else None


class PeopleDelegate(RowDelegate):
    """Names stand out, who has gone steps back."""

    def role_of(self, index: Index) -> str:
        return "body_strong" if index.column() == 1 else "body"

    def ink_of(self, index: Index) -> str:
        return "text2" if index.row() == len(PEOPLE) - 1 else "text"


def people(theme: Theme, _page: Ringed) -> QLayout:
    layout = row(theme, 16)
    panel = Panel(theme, "Teilnehmende", "users")
    panel.set_count("38 anwesend")
    panel.add_trailing(Button(theme, "Person hinzufügen", size="small", icon="user-plus"))
    panel.set_body_margins(1, 0, 1, 8)
    table = TableView(theme, "Teilnehmende")
    model: RowList[Person] = RowList(_tell, HEADS, table)
    model.show([Person(cells[1], cells) for cells in PEOPLE])
    table.setModel(model)
    table.setItemDelegate(PeopleDelegate(theme, table))
    table.selectRow(1)
    table.setMinimumHeight(theme.px(250))
    for number, width in enumerate((118, 178, 122, 96)):
        table.setColumnWidth(number, theme.px(width))
    panel.body.addWidget(table)
    layout.addWidget(panel, 5)
    alerts = Panel(theme, "Hinweise", "bell", header_line=True)
    alerts.set_badge("3")
    for title, detail, tone, icon in (
        ("Gruppe 5: letzte Minute", "Miriam Scholz, bis 19:43", "warn1", "hourglass-low"),
        ("Offline seit 19:52", "12 Änderungen warten, alles lokal sicher", "warn5", "cloud-slash"),
        ("Kein Ton: Helga Wiemann", "Gruppe 2, seit 3 Min", "tech", "headset"),
    ):
        notice = NoticeRow(theme)
        notice.set_notice(title, detail, tone, icon)
        alerts.body.addWidget(notice)
        alerts.body.addWidget(Hairline(theme))
    alerts.body.addStretch(1)
    layout.addWidget(alerts, 3)
    calm = Panel(theme, "Notizen live", "note")
    how = "Mit Strg+N erfasst das Protokoll die erste Notiz."
    calm.body.addWidget(EmptyState(theme, "note-pencil", "Noch keine Notizen.", how))
    layout.addWidget(calm, 3)
    loading = Panel(theme, "Wird geladen")
    loading.body.addWidget(Skeleton(theme, "Lade Dialog …", 5))
    layout.addWidget(loading, 2)
    figures = Panel(theme)
    for number, label, detail, tone in (
        ("38", "anwesend", "von 75 angemeldet", ""),
        ("9", "Maßnahmen", "2 ohne Zuständigkeit", "warn5"),
    ):
        figure = KeyFigure(theme)
        figure.set_figure(number, label, detail, tone)
        figures.body.addWidget(figure)
    figures.body.addStretch(1)
    layout.addWidget(figures, 1)
    return layout
