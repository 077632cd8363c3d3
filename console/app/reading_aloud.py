"""The sheets that help while somebody speaks: prompter, Redezeit and emergency cards."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from console.templates import emergency_cards
from console.viewmodels.acts import Act
from console.viewmodels.desk import Desk
from console.views.main_window import MainWindow

if TYPE_CHECKING:
    from console.viewmodels.emergency import EmergencyViewModel
    from console.views.live.emergency_sheet import EmergencySheet
    from console.views.live.prompter_sheet import PrompterSheet
    from console.views.live.speaking_sheet import SpeakingSheet


class ReadingAloud(QObject):
    """They lie over whatever view is shown, and are made when they are asked for."""

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._desk = window, desk
        self._host = window.frame.sheet_host

    def acts(self) -> list[Act]:
        """Return what keys do: one for the prompter; each card is found by its name."""
        cards = (self._card(card.key) for card in emergency_cards())
        return [
            Act("prompter", "Ctrl+Shift+V", self.open_prompter),
            Act("speaking", "Ctrl+Shift+Y", self.open_speaking),
            *cards,
        ]

    def _card(self, key: str) -> Act:
        def show() -> None:
            self._emergency.open_card(key)
            self.emergency_sheet.open_at_first()

        return Act(f"emergency_{key}", "", show)

    def open_prompter(self) -> None:
        """Show what is said now and next."""
        self.prompter_sheet.open_at_first()

    def open_speaking(self) -> None:
        """Show how long somebody has the floor."""
        self.speaking_sheet.open_at_first()

    @cached_property
    def prompter_sheet(self) -> PrompterSheet:
        from console.viewmodels.prompter import PrompterViewModel
        from console.views.live.prompter_sheet import PrompterSheet

        model = PrompterViewModel(self._desk, self)
        return PrompterSheet(self._window.theme, self._host, model)

    @cached_property
    def speaking_sheet(self) -> SpeakingSheet:
        from console.viewmodels.speaking import SpeakingViewModel
        from console.views.live.speaking_sheet import SpeakingSheet

        model = SpeakingViewModel(self._desk, self)
        return SpeakingSheet(self._window.theme, self._host, model)

    @cached_property
    def _emergency(self) -> EmergencyViewModel:
        from console.viewmodels.emergency import EmergencyViewModel

        return EmergencyViewModel(self._desk, self)

    @cached_property
    def emergency_sheet(self) -> EmergencySheet:
        from console.views.live.emergency_sheet import EmergencySheet

        return EmergencySheet(self._window.theme, self._host, self._emergency)

    def end(self) -> None:
        """Let the sheets go with the dialogue."""
        for name in ("prompter_sheet", "speaking_sheet", "emergency_sheet"):
            if name in vars(self):
                vars(self)[name].deleteLater()
