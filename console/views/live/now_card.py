"""The Jetzt card: what is on, the large countdown, and the actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.live import LiveViewModel
from console.viewmodels.live_now import Fact, NowFacts
from console.views.live.now_actions import NowActions
from console.views.live.now_fact import NowFact
from console.views.shell.breakpoints import Breakpoint
from console.views.theme import Theme
from console.views.widgets.chip import Chip
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Hairline, Panel
from console.views.widgets.zone_bar import ZoneBar

#: phase: tone, icon and fill of the chip; ink of the digits; colour of the bar; frame
LOOKS = {
    "before": ("neutral", "circle-dashed", "tint", "text", "accent", ""),
    "overdue": ("neutral", "circle-dashed", "tint", "warn5_text", "accent", ""),
    "ready": ("accent", "broadcast", "solid", "text", "accent", ""),
    "running": ("accent", "broadcast", "solid", "text", "accent", ""),
    "warning": ("accent", "broadcast", "solid", "warn5_text", "warn5", ""),
    "last_minute": ("accent", "broadcast", "solid", "warn1_text", "warn1", ""),
    "over": ("over", "warning-fill", "solid", "over_text", "over", "over"),
    "paused": ("neutral", "pause-fill", "tint", "text2", "line_control", ""),
    "ended": ("ok", "check-circle-fill", "tint", "text2", "ok", ""),
}
FACTS = 3


class NowCard(Panel):
    """Nothing else on the screen is larger than its countdown."""

    def __init__(self, theme: Theme, live: LiveViewModel, parent: QWidget | None = None) -> None:
        self._live = live
        self._breakpoint = Breakpoint.XL
        self._narrow = False
        self._shown: NowFacts | None = None
        self._chip = Chip(theme)
        self._kind = Chip(theme)
        self._place = Label(theme, "", "secondary", "text2")
        self._heading = Paragraph(theme, "", "item_title", "text", line_factor=1.2, max_lines=2)
        self._question = Paragraph(theme, "", "question", "text2", line_factor=1.35, max_lines=3)
        self._facts = [NowFact(theme) for _ in range(FACTS)]
        self._lines = [Hairline(theme, upright=True) for _ in range(FACTS - 1)]
        self._until = Label(theme, "", "body_medium", "text2")
        self._time = CountdownLabel(theme, "countdown", align=Qt.AlignmentFlag.AlignRight)
        self._bar = ZoneBar(theme, captions=True)
        self.buttons = NowActions(theme, live)
        self._chips, self._fact_row = QHBoxLayout(), QHBoxLayout()
        self._left, self._right, self._upper = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self._right_side = QWidget()
        self._lower = QVBoxLayout()
        super().__init__(theme, parent=parent)
        self._put_together()
        live.changed.connect(self.show_now)
        self.show_now()

    # content

    def show_now(self) -> None:
        now = self._live.now
        if now != self._shown:
            self._show_facts(now)
            self._shown = now
        self.buttons.show_now()

    def _show_facts(self, now: NowFacts) -> None:
        tone, icon, fill, ink, bar, frame = LOOKS[now.phase]
        self._chip.show_state(now.chip, tone, icon, fill)
        self._kind.show_state(now.kind, "neutral", now.kind_icon)
        self._kind.setVisible(bool(now.kind))
        self._place.set_text(now.place)
        # In the narrowest card there is room for what it is, and that it is late.
        self._place.setVisible(not (now.is_over and self._breakpoint is Breakpoint.S))
        for words, text in ((self._heading, now.title), (self._question, now.question)):
            words.set_text(text)
            words.setVisible(bool(text))
        self._show_times(now.facts)
        self._until.set_text(now.until)
        self._until.set_colour(ink if now.is_over else "text2")
        self._time.set_text(now.countdown)
        self._time.set_colour(ink)
        self._show_bar(now, bar)
        self.set_frame(frame)
        if now.countdown_name != self._time.accessibleName():
            self._time.setAccessibleName(now.countdown_name)
        self.setAccessibleName(", ".join(filter(None, (now.chip, now.title, now.question))))

    def _show_times(self, facts: tuple[Fact, ...]) -> None:
        # In one line there is room for two or one: what has been is the least needed.
        room = {Breakpoint.M: 2, Breakpoint.S: 1}.get(
            self._breakpoint, 2 if self._narrow else FACTS
        )
        shown = facts[-room:]
        for number, box in enumerate(self._facts):
            box.setVisible(number < len(shown))
            if number < len(shown):
                box.show_fact(shown[number])
        for number, line in enumerate(self._lines):
            line.setVisible(number + 1 < len(shown))

    def _show_bar(self, now: NowFacts, tone: str) -> None:
        # Kept in the layout while there is no time to show: the digits stay where they are.
        self._bar.setVisible(now.length_s > 0)
        if now.length_s <= 0:
            return
        self._bar.set_tone(tone)
        zones = (now.length_s, now.warning_s, now.last_s)
        if self._shown is None or zones != (
            self._shown.length_s,
            self._shown.warning_s,
            self._shown.last_s,
        ):
            self._bar.set_zones(*zones)
        self._bar.set_progress(now.elapsed_s, now.length_s)
        self._bar.set_captions(now.gone, now.length)

    # look

    def set_breakpoint(self, step: Breakpoint) -> None:
        if step is not self._breakpoint:
            self._breakpoint = step
            self.restyle()
            self._show_times(self._live.now.facts)

    def set_narrow(self, *, narrow: bool) -> None:
        """Make do with less room beside an open sheet; what is on and how long stays whole."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.restyle()
            self._show_times(self._live.now.facts)

    def restyle(self) -> None:
        super().restyle()
        px, wide = self.theme.px, self._breakpoint is Breakpoint.XL
        side = px(28 if wide else 18)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._upper.setContentsMargins(side, px(20 if wide else 12), side, px(16 if wide else 8))
        self._upper.setSpacing(px(28 if wide else 16))
        self._lower.setContentsMargins(side, px(14 if wide else 9), side, px(14 if wide else 9))
        self._chips.setSpacing(px(10))
        self._fact_row.setSpacing(px(22 if wide else 16))
        self._left.setSpacing(px(8 if wide else 4))
        self._right.setSpacing(px(4))
        self._right_side.setFixedWidth(px(470 if wide else 212 if self._narrow else 292))
        self._heading.set_role("item_title" if wide else "item_title_l")
        self._question.set_role("question" if wide else "capture")
        self._question.set_max_lines(3 if wide else 1 if self._narrow else 2)
        self._time.set_role("countdown" if wide else "countdown_l")
        compact = self._breakpoint.is_compact
        for fact in self._facts:
            fact.set_form("line" if compact else "beside" if wide else "below")
        for line in self._lines:
            line.setFixedHeight(px(20 if compact else 40))
        room = self._breakpoint is not Breakpoint.S and not self._narrow
        self.buttons.set_short(not wide, keys=room)
        self.setMinimumHeight(px(348 if wide else 214 if compact else 250))

    def _put_together(self) -> None:
        for chip in (self._chip, self._kind, self._place):
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        for number, fact in enumerate(self._facts):
            self._fact_row.addWidget(fact, 0, Qt.AlignmentFlag.AlignTop)
            if number < len(self._lines):
                self._fact_row.addWidget(self._lines[number])
        self._fact_row.addStretch(1)
        self._left.addLayout(self._chips)
        self._left.addWidget(self._heading)
        self._left.addWidget(self._question)
        self._left.addStretch(1)
        self._left.addLayout(self._fact_row)
        right = self._right
        self._right_side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._until, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        right.addWidget(self._time)
        right.addStretch(1)
        right.addWidget(self._bar)
        self._upper.addLayout(self._left, 1)
        self._upper.addWidget(self._right_side)
        self._lower.addWidget(self.buttons)
        self.body.addLayout(self._upper, 1)
        self.body.addWidget(Hairline(self.theme))
        self.body.addLayout(self._lower)
        self.restyle()
