"""The emergency cards: which one is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.templates import EmergencyCard, emergency_cards
from console.viewmodels.desk import Desk
from console.words import Words


class EmergencyViewModel(QObject):
    """`changed`: another card is open. The cards are as the template has them."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.cards = emergency_cards()
        self.card: EmergencyCard = self.cards[0]

    @property
    def words(self) -> Words:
        """The language of this console."""
        return self._desk.words

    @property
    def title(self) -> str:
        """What the sheet of the open card is called."""
        return self._desk.words("emergency.title", card=self.card.title)

    def open_card(self, key: str) -> None:
        """Open a card by its key."""
        card = next((one for one in self.cards if one.key == key), self.card)
        if card is not self.card:
            self.card = card
            self.changed.emit()
