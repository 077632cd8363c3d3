"""Two wordings of one note below each other, and what can be done about them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.board_row import VersionRow
from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Hairline
from console.words import Words


class VersionBox(Themed, QWidget):
    """Stands inside the frame of its note; who only reads sees the wordings without choices."""

    keep_requested = Signal(str)
    keep_both_requested = Signal()
    together_requested = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._versions: tuple[VersionRow, ...] = ()
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._both = Button(theme, words("notes.conflict_keep_both"), size="mini")
        self._together = Button(theme, words("notes.conflict_edit"), size="mini")
        self._both.clicked.connect(self.keep_both_requested)
        self._together.clicked.connect(self.together_requested)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.wear(theme)

    def show_versions(self, versions: Sequence[VersionRow], *, may_choose: bool) -> None:
        shown = tuple(versions)
        if shown == self._versions:
            return
        self._versions = shown
        self._clear()
        for version in shown:
            self._add_version(version, may_choose=may_choose)
        if may_choose:
            self._parts.append(Hairline(self.theme))
            self._column.addWidget(self._parts[-1])
        for button in (self._together, self._both):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.setVisible(may_choose)

    def _add_version(self, version: VersionRow, *, may_choose: bool) -> None:
        who = Label(self.theme, version.who, "secondary_strong", "over_text", self)
        text = Paragraph(self.theme, version.text, "card", "text", line_factor=1.32)
        parts: list[QWidget] = [Hairline(self.theme)] if self._parts else []
        parts += [who, text]
        if may_choose:
            keep = Button(self.theme, self._words("notes.conflict_keep"), size="mini")
            keep.setAccessibleName(f"{keep.text()}, {version.who}: {version.text}")
            keep.clicked.connect(lambda _=False, op=version.id: self.keep_requested.emit(op))
            parts.append(keep)
        for part in parts:
            if isinstance(part, Button):
                self._column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self._column.addWidget(part)
        self._parts += parts

    def _clear(self) -> None:
        while self._column.count():
            self._column.takeAt(0)
        for part in self._parts:
            part.deleteLater()
        self._parts = []

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(12), px(10), px(12), px(12))
        self._column.setSpacing(px(8))
        super().restyle()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
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
