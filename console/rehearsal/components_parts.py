"""Components of every view in every state: buttons, chips, fields, panels."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout

from console.rehearsal.component_rows import Ringed, row
from console.views.theme import Theme
from console.views.widgets.avatar import Avatar
from console.views.widgets.button import Button, IconButton
from console.views.widgets.check_box import CheckBox
from console.views.widgets.chip import Chip, ChipButton
from console.views.widgets.combo_box import ComboBox
from console.views.widgets.key_cap import KeyCap
from console.views.widgets.label import Label
from console.views.widgets.search_field import SearchField
from console.views.widgets.sync_chip import SyncChip
from console.views.widgets.text_field import TextField

SYNC = (
    ("local", "Lokal gespeichert", "Auf diesem Gerät gesichert, Abgleich folgt"),
    ("syncing", "Synchronisiere 3 …", "Abgleich läuft, 3 Änderungen"),
    ("synced", "Synchronisiert 19:44", "Alle Geräte gleich, Uhrzeit des letzten Abgleichs"),
    ("offline", "Offline · 12 ausstehend", "Kein Netz, alles bleibt lokal, Zähler wächst"),
    ("conflict", "1 Konflikt prüfen", "Zwei Fassungen derselben Notiz, nicht modal"),
    ("not_saved", "Nicht gespeichert", "Datenträger voll oder gesperrt, sofort handeln"),
)


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


def buttons(theme: Theme, page: Ringed) -> QLayout:
    grid = QGridLayout()
    grid.setSpacing(theme.px(12))
    kinds = (("primary", "Weiter", "skip-forward", ""), ("secondary", "+1 Min", "", "F8"),
             ("quiet", "Pause", "", ""), ("danger", "Beenden", "", ""))  # fmt: skip
    for column, name in enumerate(("Ruhe", "Zeiger", "Fokus", "Gesperrt")):
        grid.addWidget(Label(theme, name, "secondary", "text2"), 0, column)
    for line, (kind, text, icon, key) in enumerate(kinds, start=1):
        grid.addWidget(Button(theme, text, kind, "medium", icon, key), line, 0)
        under = Button(theme, text, kind, "medium", icon, key)
        under.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        grid.addWidget(under, line, 1)
        focused = Button(theme, text, kind, "medium", icon, key)
        page.ringed.append(focused)
        grid.addWidget(focused, line, 2)
        disabled = Button(theme, text, kind, "medium", icon)
        disabled.disable("Erst nach dem Beginn")
        grid.addWidget(disabled, line, 3)
    big = Button(theme, "Gruppenphase beenden", "primary", "large", "arrow-u-down-left", "F5")
    big.set_note("dann Räume in der Konferenz schließen")
    grid.addWidget(big, 5, 0, 1, 2)
    chosen = Button(theme, "Ausgewählt")
    chosen.setCheckable(True)
    chosen.setChecked(True)
    grid.addWidget(chosen, 5, 2, 1, 2)
    extra = row(theme, 8)
    extra.addWidget(IconButton(theme, "dots-three", "Mehr"))
    extra.addWidget(KeyCap(theme, "Strg+Umschalt+F"))
    extra.addWidget(Avatar(theme, "JB", "Jana Brandt"))
    extra.addWidget(Avatar(theme, "MA", "Mehmet Aydın", quiet=True))
    extra.addStretch(1)
    grid.addLayout(extra, 6, 0, 1, 4)
    grid.setRowStretch(7, 1)
    return grid


def chips(theme: Theme, _page: Ringed) -> QLayout:
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


def forms(theme: Theme, _page: Ringed) -> QLayout:
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
