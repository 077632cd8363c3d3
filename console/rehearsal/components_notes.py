"""Components of Notizen in every state: notes, columns, capture line, selection."""

from PySide6.QtWidgets import QLayout, QWidget

from console.rehearsal.component_rows import Ringed, row, titled
from console.views.theme import Theme
from console.views.widgets.capture_line import CaptureLine, CaptureWords, ColumnChoice
from console.views.widgets.column_header import ColumnHeader
from console.views.widgets.note_card import NoteCard
from console.views.widgets.points_badge import PointsBadge
from console.views.widgets.segmented_tabs import SegmentedTabs
from console.views.widgets.selection_bar import SelectionBar

QUESTIONS = (
    ("1", "Entwickelt", "Was hat sich entwickelt?", "q1"),
    ("2", "Bleiben", "Was muss bleiben?", "q2"),
    ("3", "Fehlt", "Was fehlt?", "q3"),
    ("4", "Etablieren", "Wie können gute Angebote etabliert werden?", "q4"),
)


def note(theme: Theme, text: str, tone: str) -> NoteCard:
    card = NoteCard(theme, tone)
    card.set_note(text, "G2 · 18:47")
    return card


def notes(theme: Theme, page: Ringed) -> QLayout:
    layout = row(theme, 16)
    plain = note(theme, "Hofkonzerte vor den Seniorenheimen", "q1")
    focused = note(theme, "Mehrsprachige Aushänge in Läden und Praxen", "q2")
    page.ringed.append(focused)
    chosen = note(theme, "WLAN in Begegnungszentren", "q3")
    chosen.set_selected(selected=True)
    editing = note(theme, "Eine Telefonnummer für alle Hilfsangebote", "q4")
    editing.begin_edit()
    points = note(theme, "Vereine bieten Kurse online an", "q5")
    points.set_points("6")
    measure = note(theme, "Feste Ansprechperson im Quartiersbüro", "q6")
    measure.set_points("9")
    measure.set_measure(is_measure=True)
    unsynced = note(theme, "Räume für Jugendliche im Winter", "q7")
    unsynced.set_unsynced("Noch nicht abgeglichen")
    unsynced.set_quote(is_quote=True)
    conflict = note(theme, "Runder Tisch pro Stadtbezirk", "q8")
    conflict.set_conflict("Konflikt")
    park = note(theme, "Straßenlaterne an der Haltestelle ist dunkel", "park")
    question = note(theme, "Wann öffnet das Quartiersbüro wieder?", "open")
    names = (
        *("Ruhe", "Tastaturfokus", "Ausgewählt", "In Bearbeitung", "Mit Punkten"),
        *("Als Maßnahme", "Nicht abgeglichen", "Konflikt", "Themenspeicher", "Offene Frage"),
    )
    cards = (plain, focused, chosen, editing, points, measure, unsynced, conflict, park, question)
    for title, card in zip(names, cards, strict=True):
        layout.addLayout(titled(theme, title, card), 1)
    return layout


def headers(theme: Theme, _page: Ringed) -> QLayout:
    layout = row(theme, 16)
    for number, _, question, tone in (*QUESTIONS, ("", "", "Themenspeicher", "park"),
                                      ("", "", "Offene Fragen an die Stadt", "open")):  # fmt: skip
        header = ColumnHeader(theme)
        header.set_column(number, question, tone)
        header.set_count("13", "13 Notizen")
        layout.addWidget(header, 1)
    badge = PointsBadge(theme, "q3", solid=True)
    badge.set_points("21", "21 Punkte")
    layout.addWidget(badge)
    return layout


def capture(theme: Theme, _page: Ringed) -> QWidget:
    words = CaptureWords(
        "Notiz erfassen", "Notiz erfassen", "Speichern", "Herkunft",
        "Umschalt+Eingabe", "Zeile", "Alt+1–4", "Frage",
    )  # fmt: skip
    line = CaptureLine(theme, words, "Strg+N")
    choices = [ColumnChoice(n, label, q, tone, f"Alt+{n}") for n, label, q, tone in QUESTIONS]
    line.set_columns([*choices, ColumnChoice("", "Speicher", "Themenspeicher", "park")], 2)
    line.set_origins(["Plenum", "Gruppe 1", "Gruppe 2"], 0)
    return line


def tabs_and_selection(theme: Theme, _page: Ringed) -> QLayout:
    layout = row(theme, 24)
    tabs = SegmentedTabs(theme)
    for text, icon in (("Live", "broadcast"), ("Notizen", "note"), ("Teilnehmende", "users"),
                       ("Ergebnisse", "clipboard-text")):  # fmt: skip
        tabs.add_tab(text, icon)
    tabs.setAccessibleName("Ansichten")
    tabs.set_count(1, "46")
    layout.addWidget(tabs)
    bar = SelectionBar(theme, "Auswahl lösen")
    bar.set_what("1 Notiz ausgewählt")
    for text, icon, key in (("Bearbeiten", "pencil-simple", "F2"), ("Maßnahme", "flag", "Strg+M"),
                            ("Verschieben", "arrow-right", "Alt+→")):  # fmt: skip
        bar.add_action(text, icon, key)
    layout.addWidget(bar)
    layout.addStretch(1)
    return layout
