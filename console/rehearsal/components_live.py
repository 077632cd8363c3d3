"""Components of Live in every state: timers, agenda, strips, large time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout

from console.rehearsal.component_rows import Ringed, row, titled
from console.views.theme import Theme
from console.views.widgets.agenda_block import AgendaBlock
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.now_strip import NowStrip
from console.views.widgets.timer_card import TimerCard
from console.views.widgets.zone_bar import ZoneBar

MINUTE = 60_000
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


#: So many groups stand beside each other with all their words.
_ACROSS = 5


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


def timers(theme: Theme, page: Ringed) -> QLayout:
    layout = QGridLayout()
    layout.setSpacing(theme.px(16))
    cards = [timer_card(theme, spec) for spec in TIMERS]
    for number, (spec, card) in enumerate(zip(TIMERS, cards, strict=True)):
        layout.addLayout(titled(theme, spec[1], card), *divmod(number, _ACROSS))
    page.ringed.append(cards[-1])
    return layout


def small_timers(theme: Theme, _page: Ringed) -> QLayout:
    layout = row(theme, 10)
    for spec in TIMERS:
        layout.addWidget(timer_card(theme, spec, compact=True), 1)
    return layout


def agenda(theme: Theme, _page: Ringed) -> QLayout:
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


def strips(theme: Theme, _page: Ringed) -> QLayout:
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


def large(theme: Theme, _page: Ringed) -> QLayout:
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
