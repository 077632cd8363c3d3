"""What the first lead of an empty dialogue may fill it with."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.start import StartViewModel
from console.views.start.choice_card import ChoiceCard
from console.views.theme import Theme
from console.views.widgets.label import Paragraph

_ICONS = {"template": "list-bullets", "sample": "sparkle"}


class FillChoice(QWidget):
    """A card for the template, and one for the sample."""

    def __init__(self, theme: Theme, start: StartViewModel) -> None:
        super().__init__()
        words = start.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Paragraph(theme, words("start.first_lead_text"), "card", "text2"))
        self._cards: list[ChoiceCard] = []
        for what, icon in _ICONS.items():
            title = words(f"start.first_lead_{what}")
            card = ChoiceCard(theme, icon, title, words(f"start.first_lead_{what}_text"))
            card.clicked.connect(partial(start.fill, what))
            column.addWidget(card)
            self._cards.append(card)
        column.addStretch(1)

    def focus_first(self) -> None:
        self._cards[0].setFocus()
