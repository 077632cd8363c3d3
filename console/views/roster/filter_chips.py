"""The filters over the table: one choice of several, each with its count."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from console.viewmodels.roster_filters import TECH, Filter
from console.views.painting import rounded_box, smooth, text_line, text_width
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.combo_box import ComboBox
from console.views.widgets.pressable import Pressable


class FilterChip(Pressable):
    """Words and a number; inverse while it is the one that filters."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._tone, self._low = "", "", False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wear(theme)

    def show_filter(self, filter_: Filter) -> None:
        self._count = str(filter_.number)
        self._tone = "tech_text" if filter_.key == TECH and filter_.number else ""
        self.setText(filter_.label)
        self.setAccessibleName(filter_.name)
        self.setToolTip(filter_.name)
        self.restyle()

    def set_low(self, low: bool) -> None:
        if low != self._low:
            self._low = low
            self.restyle()

    def focus_radius(self) -> float:
        return self.theme.px(8)

    def sizeHint(self) -> QSize:
        px = self.theme.px
        width = text_width(self.theme.font("body_medium"), self.text()) + px(8)
        width += text_width(self.theme.font("body_strong", digits=True), self._count)
        return QSize(round(width + 2 * px(8 if self._low else 11) + 0.5), px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, rect = self.theme, QRectF(self.rect())
        ground, line, ink = self._colours()
        rounded_box(painter, rect, theme.px(8), ground, line)
        words = rect.adjusted(theme.px(8 if self._low else 11), 0, 0, 0)
        width = text_line(painter, words, self.text(), theme.font("body_medium"), ink)
        count = words.adjusted(width + theme.px(8), 0, 0, 0)
        strong = theme.font("body_strong", digits=True)
        tone = theme.colour(self._tone) if self._tone and not self.isChecked() else ink
        text_line(painter, count, self._count, strong, tone)

    def _colours(self) -> tuple[QColor, QColor | None, QColor]:
        theme = self.theme
        if self.isChecked():
            return theme.colour("bg_inverse"), None, theme.colour("on_inverse")
        rest = "bg_raised" if theme.is_dark else "bg_panel"
        over = self.underMouse() or self.isDown()
        ground = theme.colour("bg_hover" if over else rest)
        return ground, theme.colour("line_control"), theme.colour("text")


class FilterChips(Themed, QWidget):
    """A row of chips; a list to choose from where the row has no room for them."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters: tuple[Filter, ...] = ()
        self._chips: dict[str, FilterChip] = {}
        self._group = QButtonGroup(self)
        self._list = ComboBox(theme, name)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._list)
        self._step = 0
        self._current = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._list.activated.connect(lambda at: self.chosen.emit(self._filters[at].key))
        self.wear(theme)

    def chip(self, key: str) -> FilterChip:
        """Return the chip of a filter."""
        return self._chips[key]

    @property
    def list(self) -> ComboBox:
        """The same filters where the row is too narrow."""
        return self._list

    def show_filters(self, filters: Sequence[Filter], current: str) -> None:
        keys = [filter_.key for filter_ in filters]
        for key in [key for key in self._chips if key not in keys]:
            chip = self._chips.pop(key)
            self._group.removeButton(chip)
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for place, filter_ in enumerate(filters):
            chip = self._chips.get(filter_.key) or self._made(filter_.key)
            if self._row.indexOf(chip) != place:
                self._row.insertWidget(place, chip)
            chip.show_filter(filter_)
            chip.setChecked(filter_.key == current)
        self._chips = {key: self._chips[key] for key in keys}
        if tuple(filters) != self._filters or self._list.currentIndex() != keys.index(current):
            texts = [f"{one.label} {one.number}" for one in filters]
            self._list.set_choices(texts, keys.index(current))
        self._filters, self._current = tuple(filters), current

    def set_low(self, low: bool) -> None:
        """Less air in windows below 1,700 px."""
        for chip in self._chips.values():
            chip.set_low(low)

    def fit(self, room: int) -> None:
        """First those in whom nobody is give way, then all of them become a list."""
        steps = range(3)
        self._step = next((step for step in steps if self._width_at(step) <= room), 2)
        shown = self._keys_at(self._step)
        for key, chip in self._chips.items():
            chip.setVisible(key in shown)
        self._list.setVisible(not shown)
        self.updateGeometry()

    def width_of_all(self) -> int:
        """The room that all chips would need."""
        return self._width_at(0)

    def _keys_at(self, step: int) -> set[str]:
        if step == 2:
            return set()
        return {
            one.key
            for one in self._filters
            if step == 0 or one.number or one.others or one.key == self._current
        }

    def _width_at(self, step: int) -> int:
        keys = self._keys_at(step)
        if not keys:
            return self._list.sizeHint().width()
        widths = [self._chips[key].sizeHint().width() for key in keys]
        return sum(widths) + self.theme.px(6) * (len(widths) - 1)

    def _made(self, key: str) -> FilterChip:
        chip = FilterChip(self.theme)
        self._group.addButton(chip)
        chip.clicked.connect(lambda _=False: self.chosen.emit(key))
        self._chips[key] = chip
        return chip

    def restyle(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self.theme.px(6))
        super().restyle()
