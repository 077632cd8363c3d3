"""The now strip that follows the evening: the same above Notizen and Teilnehmende."""

from PySide6.QtWidgets import QWidget

from console.viewmodels.now_strip import NowStripViewModel
from console.views.theme import Theme
from console.views.widgets.now_strip import NowStrip


class EveningStrip(NowStrip):
    """Paints only what reads or looks different from before."""

    def __init__(
        self, theme: Theme, strip: NowStripViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._strip = strip
        self._zones: tuple[int, int | None, int | None] | None = None
        strip.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Show what the view model says now."""
        facts = self._strip.facts
        self.set_item(facts.title, facts.question)
        self.set_phase(facts.phase, facts.chip)
        self.set_time(facts.time)
        self.set_ends(facts.item_end, facts.dialogue_end)
        self.set_description(facts.description)
        # Before the beginning there is nothing to run through: an empty bar.
        length = max(1, facts.length_s)
        zones = (length, facts.warning_s, facts.last_s)
        if zones != self._zones:
            self._zones = zones
            self.set_zones(length * 1000, *(_ms(zone) for zone in zones[1:]))
        self.set_progress(facts.elapsed_s * 1000, length * 1000)


def _ms(seconds: int | None) -> int | None:
    return None if seconds is None else seconds * 1000
