"""The row of the Jetzt card where a person acts: time, pause, and the one primary action."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.live import LiveViewModel
from console.viewmodels.live_now import Primary
from console.views.live.now_menu_button import NowMenuButton
from console.views.painting import elided, text_width
from console.views.shortcuts import follow_keys, show_key
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Label

#: minutes, the act of the keys that do the same
STEPS = ((-1, "minus_one"), (1, "plus_one"), (2, "plus_two"))


class NowActions(Themed, QWidget):
    """Shows only what this role may do; who may do nothing reads that instead."""

    primary_pressed = Signal()
    minutes_requested = Signal(int)
    pause_pressed = Signal()
    continue_pressed = Signal()

    def __init__(self, theme: Theme, live: LiveViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live, self._short, self._fitted = live, False, ("", 0)
        self._shows_keys = True
        self._steps = {n: Button(theme, "") for n, _ in STEPS}
        self._pause = Button(theme, "", icon="pause-fill")
        self._continue = Button(theme, "", "quiet")
        self.more = NowMenuButton(theme, live.menu, live.words)
        self._reading = Label(theme, "", "body", "text2")
        self.primary = Button(theme, "", "primary", "large")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for button in (*self._steps.values(), self._pause, self._continue, self.more):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._reading)
        self._row.addStretch(1)
        self._row.addWidget(self.primary, 0, Qt.AlignmentFlag.AlignVCenter)
        for minutes, button in self._steps.items():
            button.clicked.connect(lambda _=False, n=minutes: self.minutes_requested.emit(n))
        self.primary.clicked.connect(self.primary_pressed)
        self._pause.clicked.connect(self.pause_pressed)
        self._continue.clicked.connect(self.continue_pressed)
        show_key(live.keys, "go", self.primary)
        follow_keys(live.keys, self, self._show_keys)
        self.wear(theme)

    def show_now(self) -> None:
        """Take the words of the buttons from the view model."""
        live = self._live
        words = live.short_minutes if self._short else live.minutes
        for (button, name), text in zip(
            zip(self._steps.values(), live.minute_names or ("", "", ""), strict=True),
            words or ("", "", ""),
            strict=True,
        ):
            button.set_text(text)
            _name(button, name)
            button.setVisible(bool(text))
        self._show_pause()
        self.more.setVisible(live.menu.is_offered)
        self._continue.set_text(live.continuing)
        self._continue.setVisible(bool(live.continuing))
        self._show_primary(live.primary)
        reading = "" if live.acts else live.reading
        self._reading.set_text(reading)
        self._reading.setVisible(bool(reading))

    def set_short(self, short: bool, *, keys: bool) -> None:
        """Fewer words on the small buttons where the card is narrow, and no keys at last."""
        self._shows_keys = keys
        self._show_keys()
        if short != self._short:
            self._short = short
            self._show_keys()
            self.restyle()
            self.show_now()

    def _show_keys(self) -> None:
        keys = self._live.keys
        for minutes, act in STEPS:
            self._steps[minutes].set_key(keys.label(act) if self._shows_keys else "")
        self._pause.set_key("" if self._short else keys.label("pause"))

    def _show_pause(self) -> None:
        live = self._live
        icon = "play-fill" if live.is_paused else "pause-fill"
        self._pause.set_icon(icon)
        self._pause.set_text("" if self._short else live.pause)
        _name(self._pause, live.pause)
        self._pause.setToolTip(live.pause if self._short else "")
        self._pause.setVisible(bool(live.pause))

    def _show_primary(self, primary: Primary | None) -> None:
        self.primary.setVisible(primary is not None)
        if primary is not None:
            self.primary.set_note(primary.note)
            self.primary.set_icon(primary.icon)
            _name(self.primary, primary.words)
            self._fit_primary(primary)

    def _fit_primary(self, primary: Primary) -> None:
        """Cut the title of the next item, which a user wrote, never words of ours."""
        if self._fitted == (primary.words, self.width()):
            return
        self._fitted = (primary.words, self.width())
        room = round(self.width() * 0.46) - self.theme.px(110)
        font = self.primary.font()
        title = primary.title
        rest = text_width(font, primary.words) - text_width(font, title)
        cut = elided(font, title, max(self.theme.px(60), room - rest)) if title else ""
        before, _, after = primary.words.rpartition(title) if title else (primary.words, "", "")
        shown = f"{before}{cut}{after}"
        self.primary.set_text(shown)
        self.primary.setToolTip(primary.words if shown != primary.words else "")

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setSpacing(px(8 if self._short else 10))
        self.primary.setMinimumWidth(px(240 if self._short else 300))
        self._fitted = ("", 0)
        super().restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_primary(self._live.primary)


def _name(button: Button, name: str) -> None:
    if button.accessibleName() != name:
        button.setAccessibleName(name)
