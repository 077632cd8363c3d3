"""How high each note of a column is: measured where its card was built, estimated elsewhere."""

from bisect import bisect_right
from math import ceil

from PySide6.QtGui import QFontMetricsF

from console.viewmodels.board_row import NoteRow
from console.views.theme import Theme

# What a card has round its words, and how high a line is, in px at 100 %.
_ROUND_WORDS, _LINE, _SIDES = 42, 19.8, 24


class CardHeights:
    """Tops and heights of the rows of one list at one width, all in px."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._width = 0
        self._measured: dict[str, int] = {}
        self._advances: dict[str, list[float]] = {}
        self._heights: list[int] = []
        self.tops: list[int] = []
        self.total = 0

    def use_width(self, width: int) -> bool:
        """Forget what was measured at another width; tells whether it is another."""
        if width == self._width:
            return False
        self._width = width
        self._measured.clear()
        return True

    def forget_fonts(self) -> None:
        """Everything has to be measured again: letters have another size."""
        self._measured.clear()
        self._advances.clear()

    def forget(self, row: str) -> None:
        """The words of a row are others."""
        self._measured.pop(row, None)
        self._advances.pop(row, None)

    def set_measured(self, row: str, height: int) -> bool:
        """Note the true height of a row; tells whether it differs from what was known."""
        differs = self._measured.get(row) != height
        self._measured[row] = height
        return differs

    def place(self, rows: list[NoteRow], first: int, gap: int) -> None:
        """Compute the tops of all rows from `first` on, with a gap below each."""
        self._heights = [self._measured.get(row.id) or self._estimate(row) for row in rows]
        self.tops, top = [], first
        for height in self._heights:
            self.tops.append(top)
            top += height + gap
        self.total = top

    def height(self, number: int) -> int:
        return self._heights[number]

    def between(self, top: int, bottom: int) -> range:
        """The numbers of the rows that reach into a stretch of the list."""
        first = max(0, bisect_right(self.tops, top) - 1)
        return range(first, bisect_right(self.tops, bottom))

    def _estimate(self, row: NoteRow) -> int:
        advances = self._advances.get(row.id)
        if advances is None:
            metrics = QFontMetricsF(self._theme.font("card"))
            advances = [metrics.horizontalAdvance(line) for line in row.text.split("\n")]
            self._advances[row.id] = advances
        room = max(1, self._width - self._theme.px(_SIDES))
        lines = sum(max(1, ceil(advance / room)) for advance in advances)
        return round(self._theme.scale * (_ROUND_WORDS + lines * _LINE))
