"""What screen readers are told of an open dialogue, from one place for the whole window."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication

from console.app.session import Session
from console.viewmodels.live_hint import Hint
from console.viewmodels.speaker import Speaker, Spoken, Weight, weight_of


class Speaking(QObject):
    """Lives as long as its session. A window that lies behind another is marked as well."""

    def __init__(self, session: Session, level: Spoken) -> None:
        super().__init__(session)
        self._window = session.window
        desk = session.desk
        self.speaker = Speaker(desk.store.time.clock.monotonic_ms, self)
        self.speaker.level = level
        self.speaker.spoken.connect(self._tell)
        session.pages.live_model.hints.appeared.connect(self._on_hint)
        desk.refused.connect(self._on_refusal)
        desk.ticker.tick.connect(self.speaker.look)
        self._window.said.connect(self._on_said)

    def set_level(self, level: Spoken) -> None:
        """Tell everything, what matters, or nothing from now on."""
        self.speaker.level = level

    def _on_hint(self, hint: Hint) -> None:
        self.speaker.say(hint.title, weight_of(hint))
        self._mark()

    def _on_refusal(self, sentence: str) -> None:
        self.speaker.say(sentence, Weight.IMPORTANT)

    def _on_said(self, sentence: str) -> None:
        self.speaker.say(sentence, Weight.IMPORTANT)
        self._mark()

    def _mark(self) -> None:
        if not self._window.isActiveWindow():
            QApplication.alert(self._window)

    def _tell(self, sentence: str, at_once: bool) -> None:
        event = QAccessibleAnnouncementEvent(self._window, sentence)
        if at_once:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
