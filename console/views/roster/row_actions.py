"""The buttons inside the selected row: what can be done with it, each with its key."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.roster_acts import Act
from console.views.painting import smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button


class RowActions(Themed, QWidget):
    """For the pointer; the keyboard stays with the table, whose keys do the same."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._acts: tuple[Act, ...] = ()
        self._buttons: list[Button] = []
        self._row = QHBoxLayout(self)
        self.hide()
        self.wear(theme)

    @property
    def codes(self) -> list[str]:
        """What can be pressed now."""
        shown = zip(self._acts, self._buttons, strict=True)
        return [act.code for act, button in shown if not button.isHidden()]

    def button(self, code: str) -> Button:
        """Return the button of an act."""
        return self._buttons[[act.code for act in self._acts].index(code)]

    def show_at(self, row: QRect, left: int, acts: Sequence[Act]) -> None:
        """Lie in a row of the table from `left` on; what has no room there is left to its key."""
        self._offer(tuple(acts))
        right = row.right() - self.theme.px(8)
        if not self._acts or row.isEmpty():
            self.hide()
            return
        for button in self._buttons:
            button.show()
        for button in reversed(self._buttons[1:]):
            if self._row.sizeHint().width() <= right - left:
                break
            button.hide()
        start = min(left, right - self._row.sizeHint().width())
        self.setGeometry(start, row.top() + 2, right - start, row.height() - 4)
        self.raise_()
        self.show()

    def _offer(self, acts: tuple[Act, ...]) -> None:
        if acts == self._acts:
            return
        self._acts = acts
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(act) for act in acts]
        for place, button in enumerate(self._buttons):
            self._row.insertWidget(place, button)

    def _button(self, act: Act) -> Button:
        button = Button(self.theme, act.words, size="mini", key=act.key)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(f"{act.words}, {act.key}")
        button.clicked.connect(lambda _=False, code=act.code: self.pressed.emit(code))
        return button

    def restyle(self) -> None:
        self._row.setContentsMargins(self.theme.px(8), 0, 0, 0)
        self._row.setSpacing(self.theme.px(6))
        if self._row.count() == len(self._buttons):
            self._row.addStretch(1)
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        painter.fillRect(QRectF(self.rect()), self.theme.colour("accent_tint"))
