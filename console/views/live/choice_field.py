"""A choice among a few words with its label, shaped like the fields beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.combo_box import ComboBox
from console.views.widgets.label import Label


class ChoiceField(Themed, QWidget):
    """`edited` carries the code of what was chosen."""

    edited = Signal(str)

    def __init__(
        self,
        theme: Theme,
        label: str,
        choices: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._codes = [code for code, _ in choices]
        self._label = Label(theme, label, "secondary_medium", "text2")
        self.edit = ComboBox(theme, label)
        self.edit.set_choices([words for _, words in choices])
        self._label.setBuddy(self.edit)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._label)
        self._column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.activated.connect(lambda number: self.edited.emit(self._codes[number]))
        self.wear(theme)

    def set_text(self, code: str) -> None:
        """Show the choice with a code."""
        if code in self._codes and self.edit.currentIndex() != self._codes.index(code):
            self.edit.setCurrentIndex(self._codes.index(code))

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(5))
        super().restyle()
