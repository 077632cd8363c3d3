"""Python's garbage is collected on the thread of the windows, and on no other."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject

from console.viewmodels.ticker import Ticker


class Collector(QObject):
    """Collects on the program's beat what reference counting leaves behind.

    Left to itself Python collects on whatever thread happens to allocate: a widget in a cycle
    would then be destroyed beside the thread it lives on, and the program with it.
    """

    def __init__(self, ticker: Ticker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        ticker.tick.connect(self.collect)

    def collect(self) -> None:
        """Collect the oldest generation that is due, as Python itself would decide it."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > limits[generation] > 0]
        if due:
            gc.collect(due[-1])
