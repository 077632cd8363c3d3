"""The strip above Notizen and Teilnehmende: what is now, the question, how long, when it ends."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.widgets.chip import Chip
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import ElidedLabel
from console.views.widgets.panel import Panel
from console.views.widgets.zone_bar import ZoneBar

# phase: tone and fill of the chip, ink of the digits, colour of the bar, frame
_LOOKS = {
    "ready": ("neutral", "circle-dashed", "tint", "text", "accent", ""),
    "running": ("accent", "broadcast", "solid", "text", "accent", ""),
    "warning": ("accent", "broadcast", "solid", "warn5_text", "warn5", ""),
    "last_minute": ("accent", "broadcast", "solid", "warn1_text", "warn1", ""),
    "over": ("over", "warning-fill", "solid", "over_text", "over", "over"),
    "paused": ("neutral", "pause-fill", "tint", "text2", "line_control", ""),
    "ended": ("ok", "check-circle", "tint", "text2", "ok", ""),
}

# Below this width there is no room for the bar.
NARROW_BELOW = 800


class NowStrip(Panel):
    """The same strip for every role; turns red and counts up when the item runs over."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._row, self._words = QHBoxLayout(), QVBoxLayout()
        self._asked, self._ends = "", ("", "")
        self._chip = Chip(theme)
        self._title = ElidedLabel(theme, "", "panel_title")
        self._question = ElidedLabel(theme, "", "body", "text2")
        self._bar = ZoneBar(theme, captions=True)
        self._time = CountdownLabel(theme, "strip_timer", align=Qt.AlignmentFlag.AlignRight)
        super().__init__(theme, parent=parent)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In narrow windows the ends take the place of the question, and the bar goes."""
        narrow = self.width() < self.theme.px(NARROW_BELOW)
        self._bar.setVisible(not narrow)
        self._question.set_text(" · ".join(self._ends) if narrow else self._asked)
        self._question.setVisible(bool(self._question.text()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(420), super().minimumSizeHint().height())

    def set_item(self, title: str, question: str) -> None:
        self._title.set_text(title)
        self._asked = question
        self._fit()
        self.setAccessibleName(title)

    def set_phase(self, phase: str, chip_text: str) -> None:
        """`phase`: ready, running, warning, last_minute, over, paused or ended."""
        tone, icon, fill, ink, bar, frame = _LOOKS[phase]
        self._chip.show_state(chip_text, tone, icon, fill)
        self._time.set_colour(ink)
        self._bar.set_tone(bar)
        self.set_frame(frame)

    def set_time(self, text: str) -> None:
        self._time.set_text(text)

    def set_progress(self, elapsed_ms: int, length_ms: int) -> None:
        self._bar.set_progress(elapsed_ms, length_ms)

    def set_zones(self, length_ms: int, warning_ms: int | None, last_ms: int | None) -> None:
        self._bar.set_zones(length_ms, warning_ms, last_ms)

    def set_ends(self, item_end: str, dialogue_end: str) -> None:
        """Both in words: "noch bis 20:06", "Ende des Dialogs 20:21 (+6)"."""
        self._ends = (item_end, dialogue_end)
        self._bar.set_captions(item_end, dialogue_end)
        self._fit_bar()
        self._fit()

    def set_description(self, text: str) -> None:
        self.setAccessibleDescription(text)

    def restyle(self) -> None:
        super().restyle()
        px, compact = self.theme.px, self._compact
        top = px(8 if compact else 12)
        self._row.setContentsMargins(px(14 if compact else 20), top, px(14 if compact else 20), top)
        self._row.setSpacing(px(16 if compact else 20))
        self._words.setSpacing(px(2))
        self._fit_bar()
        self._time.set_role("strip_timer_l" if compact else "strip_timer")

    def _fit_bar(self) -> None:
        """The bar is as long as the words under it need, and does not move with every minute."""
        usual = self.theme.px(220 if self._compact else 300)
        wanted = max(usual, self._bar.minimumSizeHint().width())
        if wanted != self._bar.width():
            self._bar.setFixedWidth(wanted)

    def _place(self) -> None:
        self._words.addStretch(1)
        self._words.addWidget(self._title)
        self._words.addWidget(self._question)
        self._words.addStretch(1)
        self._row.addWidget(self._chip)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self._bar)
        self._row.addWidget(self._time)
        self.set_body_margins(0, 0, 0, 0)
        self.body.addLayout(self._row)
