"""All shared widgets on one page in every state, to look at and to measure.

python -m tests.gui.gallery --theme light|dark --size WxH --scale S --out PNG
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console.views.focus_ring import RingOverlay
from console.views.theme import STYLE_ARGUMENTS, Theme
from console.views.widgets.agenda_block import AgendaBlock
from console.views.widgets.avatar import Avatar
from console.views.widgets.button import Button, IconButton
from console.views.widgets.capture_line import CaptureLine, CaptureWords, ColumnChoice
from console.views.widgets.check_box import CheckBox
from console.views.widgets.chip import Chip, ChipButton
from console.views.widgets.column_header import ColumnHeader
from console.views.widgets.combo_box import ComboBox
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.empty_state import EmptyState
from console.views.widgets.ground import Ground
from console.views.widgets.key_cap import KeyCap
from console.views.widgets.key_figure import KeyFigure
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.note_card import NoteCard
from console.views.widgets.notice_row import NoticeRow
from console.views.widgets.now_strip import NowStrip
from console.views.widgets.panel import Hairline, Panel
from console.views.widgets.points_badge import PointsBadge
from console.views.widgets.search_field import SearchField
from console.views.widgets.segmented_tabs import SegmentedTabs
from console.views.widgets.selection_bar import SelectionBar
from console.views.widgets.skeleton import Skeleton
from console.views.widgets.sync_chip import SyncChip
from console.views.widgets.table_view import RowDelegate, TableView
from console.views.widgets.text_field import TextField
from console.views.widgets.timer_card import TimerCard
from console.views.widgets.zone_bar import ZoneBar

MINUTE = 60_000
QUESTIONS = (
    ("1", "Entwickelt", "Was hat sich entwickelt?", "q1"),
    ("2", "Bleiben", "Was muss bleiben?", "q2"),
    ("3", "Fehlt", "Was fehlt?", "q3"),
    ("4", "Etablieren", "Wie können gute Angebote etabliert werden?", "q4"),
)
TIMERS = (
    ("ready", "Bereit", "25:00", 0, "25 Min", "Gruppe 1", "Nachbarschaftshilfe", "8", ""),
    ("running", "Läuft", "12:40", 12, "bis 19:51", "Gruppe 2", "Ältere Menschen", "8", ""),
    ("warning", "Noch 5 Min", "04:48", 20, "bis 19:49", "Gruppe 3", "Familien und Kinder", "9", ""),
    ("last_minute", "Letzte Minute", "00:48", 24, "bis 19:45", "Gruppe 4", "Digitale Teilhabe",
     "8", ""),
    ("over", "Überzogen", "+01:12", 26, "seit 19:45", "Gruppe 5", "Info und Beratung", "8", ""),
    ("paused", "Pausiert", "08:15", 17, "", "Gruppe 1", "Nachbarschaftshilfe", "8", ""),
    ("returning", "Rückkehr läuft", "03:20", 22, "", "Gruppe 2", "Ältere Menschen", "8", ""),
    ("returned", "Zurück im Plenum", "03:20", 22, "", "Gruppe 2", "Ältere Menschen", "8", ""),
    ("running", "Läuft", "14:40", 11, "bis 19:53", "Gruppe 3", "Familien und Kinder", "9",
     "+2 Min"),
)  # fmt: skip
SYNC = (
    ("local", "Lokal gespeichert", "Auf diesem Gerät gesichert, Abgleich folgt"),
    ("syncing", "Synchronisiere 3 …", "Abgleich läuft, 3 Änderungen"),
    ("synced", "Synchronisiert 19:44", "Alle Geräte gleich, Uhrzeit des letzten Abgleichs"),
    ("offline", "Offline · 12 ausstehend", "Kein Netz, alles bleibt lokal, Zähler wächst"),
    ("conflict", "1 Konflikt prüfen", "Zwei Fassungen derselben Notiz, nicht modal"),
    ("not_saved", "Nicht gespeichert", "Datenträger voll oder gesperrt, sofort handeln"),
)
PEOPLE = (
    ("Angemeldet", "Claudia Wessel", "nicht zugeteilt", "Teilnahme", "–"),
    ("Im Warteraum", "Stefan Krüger", "Gruppe 1", "Teilnahme", "19:41"),
    ("Anwesend", "Anneliese Brockmann", "Gruppe 2", "Teilnahme", "17:49"),
    ("Anwesend", "Helga Wiemann", "Gruppe 2", "Teilnahme", "17:52"),
    ("Gegangen", "Jürgen Pohl", "Gruppe 4", "Teilnahme", "17:53"),
)


class PeopleModel(QAbstractTableModel):
    """Invented people, so that the table has something to show."""

    heads = ("Status", "Name", "Gruppe", "Rolle", "Ankunft")

    def rowCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else len(PEOPLE)

    def columnCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole:
            return PEOPLE[index.row()][index.column()]
        return None

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.heads[section]
        return None


class PeopleDelegate(RowDelegate):
    def role_of(self, index):
        return "body_strong" if index.column() == 1 else "body"

    def ink_of(self, index):
        return "text2" if PEOPLE[index.row()][0] in {"Angemeldet", "Gegangen"} else "text"


class Gallery(Ground):
    """The page; `rings` are drawn round widgets that show what keyboard focus looks like."""

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
        for widget in self.ringed:
            ring = RingOverlay(self.theme, self)
            ring.encircle(widget)
            self._rings.append(ring)


def row(theme: Theme, spacing: int = 12) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(theme.px(spacing))
    return layout


def titled(theme: Theme, title: str, widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(theme.px(8))
    layout.addWidget(Label(theme, title, "secondary", "text2"))
    layout.addWidget(widget, 1)
    return layout


def timer_card(theme: Theme, spec: tuple, compact: bool = False) -> TimerCard:
    phase, words, time, gone, end, name, topic, people, extended = spec
    card = TimerCard(theme)
    card.set_action_words(
        {"ready": "Starten", "returning": "Ist zurück", "returned": "Erneut öffnen"}
    )
    card.set_group(name, topic, people, f"{people} Personen")
    card.set_time(time)
    card.set_progress(gone * MINUTE, 25 * MINUTE)
    card.set_phase(phase, words)
    card.set_end(end)
    card.set_extended(extended)
    card.set_step_names({n: f"{n:+d}, {name} ändern" for n in (-1, 1, 2)})
    card.set_compact(compact)
    return card


def timers(theme: Theme, page: Gallery) -> QLayout:
    layout = row(theme, 16)
    for spec in TIMERS:
        card = timer_card(theme, spec)
        layout.addLayout(titled(theme, spec[1], card), 1)
    page.ringed.append(card)
    return layout


def small_timers(theme: Theme, page: Gallery) -> QLayout:
    layout = row(theme, 10)
    for spec in TIMERS:
        layout.addWidget(timer_card(theme, spec, compact=True), 1)
    return layout


def agenda(theme: Theme, page: Gallery) -> QLayout:
    layout = QVBoxLayout()
    layout.setSpacing(theme.px(10))
    for title, icon, details, state, trailing, check in (
        ("Begrüßung", "users-three", ("18:02 bis 18:11",), "done", "−1", True),
        ("Impuls", "users-three", ("18:11 bis 18:28",), "done", "+2", True),
        ("Kleingruppen 2", "squares-four-fill", ("seit 19:24, bis 19:51",), "now", "06:48", False),
        ("Plenum: Einblicke", "users-three-fill", ("Soll-Ende 19:15",), "now_over", "", False),
        ("Plenum: Ergebnisse", "users-three", ("danach, Plan 19:45",), "next", "19:51", False),
        ("Pause", "coffee", ("10 Min",), "break", "19:15", False),
        ("Blitzlicht", "users-three", ("spart 5 Min",), "skipped", "", False),
        ("Ausblick", "users-three", ("10 Min",), "moved", "20:06", False),
    ):
        block = AgendaBlock(theme)
        block.set_item(title, icon, details)
        block.set_state(state)
        block.set_trailing(trailing, check)
        block.set_elapsed(0.62)
        if state == "now_over":
            block.set_chip("+02:05", "over", "warning-fill", "solid")
        if state == "skipped":
            block.set_chip("Übersprungen", "neutral", "skip-forward")
        if state == "moved":
            block.set_chip("20:06 statt 20:00", "neutral", "arrow-right")
        layout.addWidget(block)
    return layout


def upright_agenda(theme: Theme) -> QLayout:
    layout = QVBoxLayout()
    layout.setSpacing(theme.px(4))
    for title, details, state, trailing, height in (
        ("Input der Stadt", ("18:11 bis 18:28 · 17 Min",), "done", "+2", 66),
        ("Kleingruppen 2", ("seit 19:24 · noch 8 Min", "27 Min, davon +2"), "now", "", 130),
        ("Vorstellung der Vorschläge", ("Danach · Plan 19:45",), "next", "19:51", 70),
        ("Feedback und Abschluss", (), "later", "20:16", 26),
    ):
        block = AgendaBlock(theme)
        block.set_upright(upright=True)
        block.set_item(title, "squares-four", details)
        block.set_state(state)
        block.set_trailing(trailing, check=state == "done")
        block.set_elapsed(0.66)
        block.setFixedHeight(theme.px(height))
        layout.addWidget(block)
    layout.addStretch(1)
    return layout


def sync_states(theme: Theme) -> QLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(theme.px(14))
    grid.setHorizontalSpacing(theme.px(20))
    for line, (state, text, meaning) in enumerate(SYNC):
        chip = SyncChip(theme)
        chip.show_sync(state, text)
        grid.addWidget(chip, line, 0)
        grid.addWidget(Label(theme, meaning, "secondary", "text2"), line, 1)
    grid.setRowStretch(len(SYNC), 1)
    return grid


def buttons(theme: Theme, page: Gallery) -> QLayout:
    grid = QGridLayout()
    grid.setSpacing(theme.px(12))
    kinds = (("primary", "Weiter", "skip-forward", ""), ("secondary", "+1 Min", "", "F8"),
             ("quiet", "Pause", "", ""), ("danger", "Beenden", "", ""))  # fmt: skip
    for line, (kind, text, icon, key) in enumerate(kinds):
        grid.addWidget(Button(theme, text, kind, "medium", icon, key), line, 0)
        focused = Button(theme, text, kind, "medium", icon, key)
        page.ringed.append(focused)
        grid.addWidget(focused, line, 1)
        disabled = Button(theme, text, kind, "medium", icon)
        disabled.disable("Erst nach dem Beginn")
        grid.addWidget(disabled, line, 2)
    big = Button(theme, "Gruppenphase beenden", "primary", "large", "arrow-u-down-left", "F5")
    big.set_note("dann Räume in der Konferenz schließen")
    grid.addWidget(big, 4, 0, 1, 2)
    chosen = Button(theme, "Ausgewählt")
    chosen.setCheckable(True)
    chosen.setChecked(True)
    grid.addWidget(chosen, 4, 2)
    extra = row(theme, 8)
    extra.addWidget(IconButton(theme, "dots-three", "Mehr"))
    extra.addWidget(KeyCap(theme, "Strg+Umschalt+F"))
    extra.addWidget(Avatar(theme, "JB", "Jana Brandt"))
    extra.addWidget(Avatar(theme, "MA", "Mehmet Aydın", quiet=True))
    extra.addStretch(1)
    grid.addLayout(extra, 5, 0, 1, 3)
    grid.setRowStretch(6, 1)
    return grid


def chips(theme: Theme, page: Gallery) -> QLayout:
    layout = row(theme, 8)
    for text, tone, icon, fill in (
        ("Jetzt", "accent", "broadcast", "solid"), ("Danach", "neutral", "caret-right", "tint"),
        ("Noch 5 Minuten", "warn5", "hourglass-medium", "tint"),
        ("Letzte Minute", "warn1", "hourglass-low", "solid"),
        ("Überzogen", "over", "warning-fill", "solid"),
        ("Technik: Kein Ton", "tech", "headset", "tint"), ("Im Plan", "ok", "check", "tint"),
        ("+6 Min", "warn5", "trend-up", "tint"), ("Maßnahme", "accent", "flag-fill", "solid"),
    ):  # fmt: skip
        layout.addWidget(Chip(theme, text, tone, icon, fill))
    layout.addWidget(ChipButton(theme, "Projektor läuft", "accent", "monitor-play"))
    layout.addStretch(1)
    return layout


def middle(theme: Theme, page: Gallery) -> QLayout:
    layout = row(theme, 40)
    layout.addLayout(agenda(theme, page), 5)
    layout.addLayout(upright_agenda(theme), 4)
    layout.addLayout(sync_states(theme), 5)
    layout.addLayout(buttons(theme, page), 5)
    return layout


def note(theme: Theme, text: str, tone: str) -> NoteCard:
    card = NoteCard(theme, tone)
    card.set_note(text, "G2 · 18:47")
    return card


def notes(theme: Theme, page: Gallery) -> QLayout:
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


def headers(theme: Theme, page: Gallery) -> QLayout:
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


def capture(theme: Theme, page: Gallery) -> QWidget:
    words = CaptureWords(
        "Notiz erfassen", "Notiz erfassen", "Speichern", "Herkunft",
        "Umschalt+Eingabe", "Zeile", "Alt+1–4", "Frage",
    )  # fmt: skip
    line = CaptureLine(theme, words, "Strg+N")
    choices = [ColumnChoice(n, label, q, tone, f"Alt+{n}") for n, label, q, tone in QUESTIONS]
    line.set_columns([*choices, ColumnChoice("", "Speicher", "Themenspeicher", "park")], 2)
    line.set_origins(["Plenum", "Gruppe 1", "Gruppe 2"], 0)
    return line


def strips(theme: Theme, page: Gallery) -> QLayout:
    layout = QVBoxLayout()
    layout.setSpacing(theme.px(14))
    for phase, chip, time, gone in (("running", "Jetzt", "07:30", 15), ("over", "Überzogen",
                                                                       "+02:05", 30)):  # fmt: skip
        strip = NowStrip(theme)
        strip.set_item("Plenum: Ergebnisse", "Was fehlt? Wie können gute Angebote bleiben?")
        strip.set_zones(30 * MINUTE, 5 * MINUTE, MINUTE)
        strip.set_progress(gone * MINUTE, 30 * MINUTE)
        strip.set_phase(phase, chip)
        strip.set_time(time)
        strip.set_ends("noch bis 20:06", "Ende des Dialogs 20:21 (+6)")
        layout.addWidget(strip)
    return layout


def forms(theme: Theme, page: Gallery) -> QLayout:
    layout = row(theme, 16)
    layout.addWidget(SearchField(theme, "Name suchen oder eintragen", "Strg+F"), 2)
    field = TextField(theme, "Titel", "Titel des Ablaufpunkts")
    field.set_text("Berichte aus den Gruppen")
    layout.addWidget(field, 2)
    wrong = TextField(theme, "Minuten")
    wrong.set_text("-3")
    wrong.set_error("Bitte eine Zahl von 0 bis 240 eintragen.")
    layout.addWidget(wrong, 2)
    combo = ComboBox(theme, "Herkunft", "users-three")
    combo.set_choices(["Plenum", "Gruppe 1"])
    layout.addWidget(combo)
    ticks = QVBoxLayout()
    for text, done in (("Ton und Kamera geprüft", True), ("Kleingruppen zugeteilt", False)):
        box = CheckBox(theme, text, todo=True)
        box.setChecked(done)
        ticks.addWidget(box)
    layout.addLayout(ticks, 1)
    return layout


def people(theme: Theme, page: Gallery) -> QLayout:
    layout = row(theme, 16)
    panel = Panel(theme, "Teilnehmende", "users")
    panel.set_count("38 anwesend")
    panel.add_trailing(Button(theme, "Person hinzufügen", size="small", icon="user-plus"))
    panel.set_body_margins(1, 0, 1, 8)
    table = TableView(theme, "Teilnehmende")
    table.setModel(PeopleModel(table))
    table.setItemDelegate(PeopleDelegate(theme, table))
    table.selectRow(1)
    table.setMinimumHeight(theme.px(250))
    for number, width in enumerate((140, 200, 140, 120)):
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


def large(theme: Theme, page: Gallery) -> QLayout:
    layout = row(theme, 32)
    words = QVBoxLayout()
    words.addWidget(Label(theme, "Kleingruppen 2", "item_title"))
    question = "Was fehlt? Wie können gute Angebote etabliert werden?"
    words.addWidget(Paragraph(theme, question, "question"))
    bar = ZoneBar(theme, captions=True)
    bar.set_zones(27 * MINUTE, 5 * MINUTE, MINUTE)
    bar.set_progress(18 * MINUTE, 27 * MINUTE)
    bar.set_captions("18 Min vergangen", "27 Min, davon +2")
    words.addWidget(bar)
    words.addStretch(1)
    layout.addLayout(words, 2)
    for text, colour in (("08:48", "text"), ("+02:05", "over_text")):
        time = CountdownLabel(theme, "countdown", colour)
        time.set_text(text)
        layout.addWidget(time, 1, Qt.AlignmentFlag.AlignTop)
    return layout


def tabs_and_selection(theme: Theme, page: Gallery) -> QLayout:
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


Maker = Callable[[Theme, Gallery], QLayout | QWidget]
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
)


def shown_gallery(theme: Theme, width: int, height: int) -> tuple[QWidget, Gallery]:
    """A dressed window with the whole page in it, laid out and ringed."""
    window = Ground(theme)
    theme.dress(window)
    page = Gallery(theme)
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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1920x2400")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    application = QApplication(["gallery", *STYLE_ARGUMENTS])
    theme = Theme(asked.theme, asked.scale)
    theme.dress_application(application)
    width, height = (int(part) for part in asked.size.split("x"))
    window, _page = shown_gallery(theme, width, height)
    application.processEvents()
    window.grab().save(str(asked.out))


if __name__ == "__main__":
    main()
