"""A line or paragraph of text in a role of the type scale and a colour token."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from console.views.painting import elided, text_line
from console.views.text_block import TEXT_LINE, TextBlock
from console.views.theme import Theme
from console.views.themed import Themed


class Label(Themed, QLabel):
    """Words of ours on one line; never cut, so its width is at least that of the text.

    `digits` keeps a number that changes from moving what stands beside it.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        colour: str = "text",
        parent: QWidget | None = None,
        *,
        digits: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._role, self._digits = role, digits
        self._colour = colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.wear(theme)

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.updateGeometry()

    def set_role(self, role: str) -> None:
        if role != self._role:
            self._role = role
            self.restyle()

    def set_colour(self, token: str) -> None:
        if token != self._colour:
            self._colour = token
            self.restyle()

    def restyle(self) -> None:
        self.setFont(self.theme.font(self._role, digits=self._digits))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.colour(self._colour))
        self.setPalette(palette)
        super().restyle()


class ElidedLabel(Label):
    """Words a user wrote, on one line: cut when there is no room, whole in tip and for readers."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        colour: str = "text",
        parent: QWidget | None = None,
        *,
        least: int = 40,
        middle: bool = False,
    ) -> None:
        """`middle`: cut there, as for a path, whose end says most."""
        self._least = least
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        super().__init__(theme, text, role, colour, parent)

    def is_elided(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > self.width()

    def set_text(self, text: str) -> None:
        super().set_text(text)
        self._offer_whole_text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = elided(self.font(), self.text(), self.width(), self._mode)
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        align = Qt.AlignmentFlag.AlignLeft
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            align = Qt.AlignmentFlag.AlignRight
        text_line(painter, self.rect().toRectF(), shown, self.font(), colour, align)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_whole_text()

    def minimumSizeHint(self) -> QSize:
        whole = super().sizeHint()
        return QSize(min(whole.width(), self.theme.px(self._least)), whole.height())

    def sizeHint(self) -> QSize:
        whole = super().sizeHint()
        return QSize(whole.width() + 1, whole.height())

    def _offer_whole_text(self) -> None:
        self.setToolTip(self.text() if self.is_elided() else "")


class Paragraph(Label):
    """Text over several lines with an even line height; may be limited to a number of lines."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        colour: str = "text2",
        parent: QWidget | None = None,
        *,
        line_factor: float = TEXT_LINE,
        max_lines: int | None = None,
        centred: bool = False,
    ) -> None:
        self._line_factor = line_factor
        self._max_lines = max_lines
        self._centred = centred
        self._blocks: dict[int, TextBlock] = {}
        self._blocks_of: tuple[object, ...] = ()
        super().__init__(theme, text, role, colour, parent)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_max_lines(self, lines: int | None) -> None:
        self._max_lines = lines
        self.restyle()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._block(width).height + 0.5) if self.text() else 0

    def sizeHint(self) -> QSize:
        widest = self.fontMetrics().horizontalAdvance(self.text()) + 2
        width = min(widest, self.theme.px(420))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self.theme.px(80)
        return QSize(width, round(self._block(10_000).height) if self.text() else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        block = self._block(self.width())
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        block.paint(painter, 0.0, 0.0, colour, float(self.width()) if self._centred else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut = bool(self.text()) and self._block(self.width()).is_cut
        self.setToolTip(self.text() if cut else "")

    def _block(self, width: int) -> TextBlock:
        """Layouts ask for the height at several widths, again and again."""
        limit = {} if self._max_lines is None else {"max_lines": self._max_lines}
        key = (self.text(), self.font().key(), self._line_factor, self._max_lines)
        if key != self._blocks_of:
            self._blocks_of = key
            self._blocks.clear()
        if width not in self._blocks:
            block = TextBlock(self.text(), self.font(), width, self._line_factor, **limit)
            self._blocks[width] = block
        return self._blocks[width]
