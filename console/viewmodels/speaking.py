"""Redezeit: how long somebody has the floor, as only this console knows it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from console.timers.phase import MINUTE_MS
from console.timers.timer import shown_seconds
from console.viewmodels.desk import Desk
from console.words import Words, formats

#: What the floor can be given for.
LENGTHS_MIN = (2, 3, 5)
#: So long before the end the first text is due.
FIRST_MIN = 2
Text = Literal["first", "end"]
TEXTS: tuple[Text, ...] = ("first", "end")


class SpeakingViewModel(QObject):
    """`changed`: the time reads differently; `due`: a text for the speaker's chat is due now.

    Nothing of it is written anywhere: who spoke how long is nobody else's business.
    """

    changed = Signal()
    due = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ends_at: int | None = None
        self._second: int | None = None
        self._told: set[Text] = set()
        self.copied: Text | None = None
        desk.evening.ticked.connect(self._on_tick)

    @property
    def words(self) -> Words:
        """The language of this console."""
        return self._desk.words

    # what a person does

    def start(self, minutes: int) -> None:
        """Give the floor for so many minutes from now on."""
        self._ends_at = self._desk.store.now_ms() + minutes * MINUTE_MS
        # Whoever has no more than that from the beginning need not be told at once.
        self._told = {"first"} if minutes <= FIRST_MIN else set()
        self.copied = None
        self._tell()

    def stop(self) -> None:
        """Take the floor back."""
        self._ends_at, self.copied = None, None
        self._tell()

    def copy(self, text: Text) -> None:
        """Put a text for the speaker alone on the clipboard."""
        QGuiApplication.clipboard().setText(self.chat(text))
        self.copied = text
        self.changed.emit()

    # what is shown

    @property
    def is_running(self) -> bool:
        """Whether somebody has the floor."""
        return self._ends_at is not None

    @property
    def remaining_ms(self) -> int:
        """What is left; negative over the time, 0 while nobody has the floor."""
        return 0 if self._ends_at is None else self._ends_at - self._desk.store.now_ms()

    @property
    def time(self) -> str:
        """The time as it is shown; empty while nobody has the floor."""
        return formats.countdown(self.remaining_ms) if self.is_running else ""

    @property
    def tone(self) -> str:
        """The ink of the time: calm, towards the end, over."""
        if not self.is_running or self.remaining_ms > FIRST_MIN * MINUTE_MS:
            return "text"
        return "warn5_text" if self.remaining_ms > 0 else "over_text"

    @property
    def is_due(self) -> Text | None:
        """The text that fits now."""
        if not self.is_running or self.remaining_ms > FIRST_MIN * MINUTE_MS:
            return None
        return "first" if self.remaining_ms > 0 else "end"

    def chat(self, text: Text) -> str:
        """Return what is written to the speaker alone."""
        return self.words(f"speaking.chat_{text}")

    @property
    def bridges(self) -> tuple[str, ...]:
        """Two sentences with which one gets the floor back kindly."""
        return self.words("speaking.bridge_thanks"), self.words("speaking.bridge_parking")

    # time

    def _on_tick(self) -> None:
        if self.is_running and shown_seconds(self.remaining_ms) != self._second:
            self._tell()

    def _tell(self) -> None:
        self._second = shown_seconds(self.remaining_ms) if self.is_running else None
        self.changed.emit()
        text = self.is_due
        if text is not None and text not in self._told:
            self._told.add(text)
            self.due.emit(text)
