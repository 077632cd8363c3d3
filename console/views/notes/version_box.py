"""The wordings of one note beside each other, and what can be done about them."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.board_row import VersionRow
from console.views.notes.version_part import VersionPart
from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.panel import Hairline
from console.words import Words

#: From this width on (px at 100 %) two wordings stand beside each other.
_BESIDE = 310


class VersionBox(Themed, QWidget):
    """Stands inside the frame of its note; who only reads sees the wordings without choices.

    What loses nothing comes first, also for Tab: keep all, then take one, then write one text.
    """

    keep_requested = Signal(str)
    keep_both_requested = Signal()
    together_requested = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._shown: tuple[tuple[VersionRow, ...], bool] = ((), False)
        self._parts: list[VersionPart] = []
        self._lines: list[Hairline] = []
        self._both = Button(theme, "", size="mini", icon="copy")
        self._together = Button(theme, words("notes.conflict_edit"), size="mini")
        self._end = Hairline(theme)
        self._column = QVBoxLayout(self)
        self._pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._column.addWidget(self._both, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(self._pair)
        self._column.addWidget(self._end)
        self._column.addWidget(self._together, 0, Qt.AlignmentFlag.AlignLeft)
        self._both.clicked.connect(self.keep_both_requested)
        self._together.clicked.connect(self.together_requested)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(words("notes.conflict"))
        self.wear(theme)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        keeps = [part.keep for part in self._parts]
        return [self._both, *keeps, self._together]

    def show_versions(self, versions: Sequence[VersionRow], *, may_choose: bool) -> None:
        if (tuple(versions), may_choose) == self._shown:
            return
        self._shown = (tuple(versions), may_choose)
        self._clear()
        for version in versions:
            if self._parts:
                self._lines.append(Hairline(self.theme))
                self._pair.addWidget(self._lines[-1])
            part = VersionPart(self.theme, self._words, version, may_choose=may_choose)
            part.keep_requested.connect(self.keep_requested)
            self._pair.addWidget(part, 1)
            self._parts.append(part)
        many = "notes.conflict_keep_all" if len(self._parts) > 2 else "notes.conflict_keep_both"
        self._both.set_text(self._words(many))
        self._both.setAccessibleName(self._words(many))
        self._both.setVisible(may_choose)
        self._together.setVisible(may_choose)
        self._end.setVisible(may_choose)
        for before, after in pairwise(self.stops):
            QWidget.setTabOrder(before, after)
        self._turn(self.width())

    def _clear(self) -> None:
        for part in (*self._parts, *self._lines):
            self._pair.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self._lines = [], []

    def _turn(self, width: int) -> None:
        """Put two wordings beside each other where there is room, else below each other."""
        beside = len(self._parts) == 2 and width >= self.theme.px(_BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(across if beside else down)
        for line in self._lines:
            line.set_upright(upright=beside)

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(12), px(12), px(12), px(12))
        self._column.setSpacing(px(10))
        self._pair.setSpacing(px(10))
        super().restyle()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._turn(width)
        return self._column.heightForWidth(width)

    def sizeHint(self) -> QSize:
        width = self.theme.px(240)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme = self.theme
        line, width = theme.colour("over"), float(theme.px(2))
        rounded_box(
            painter, QRectF(self.rect()), theme.px(6), theme.colour("bg_panel"), line, width
        )
