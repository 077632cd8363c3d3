"""The filters over the table: one choice of several, each with its count."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from console.viewmodels.roster_filters import Filter
from console.views.roster.filter_chip import FilterChip
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.combo_box import ComboBox


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

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes: the chips are one stop, arrows move among them."""
        return [*self._chips.values(), self._list]

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
