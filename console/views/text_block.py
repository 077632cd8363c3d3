"""Wrapped text of several lines with an even line height, measured and painted by one object."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from console.views.painting import elided

TEXT_LINE = 1.4
LARGE_LINE = 1.15
_UNBOUNDED = 100_000


class TextBlock:
    """Lines of one text at one width. Ask `height` first, then `paint` at the same width."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        line_factor: float = TEXT_LINE,
        max_lines: int = _UNBOUNDED,
    ) -> None:
        self._font = font
        metrics = QFontMetricsF(font)
        self._ascent = metrics.ascent()
        self.line_height = font.pixelSize() * line_factor
        self._lead = (self.line_height - metrics.ascent() - metrics.descent()) / 2
        self.lines, self.is_cut = _broken(text, font, max(1.0, width), max_lines)
        self.height = self.line_height * len(self.lines)
        self.width = max((metrics.horizontalAdvance(line) for line in self.lines), default=0.0)

    def paint(
        self,
        painter: QPainter,
        left: float,
        top: float,
        colour: QColor,
        align_in: float | None = None,
    ) -> None:
        """Draw the lines from the top left corner; centred when a width to centre in is given."""
        painter.setFont(self._font)
        painter.setPen(colour)
        metrics = QFontMetricsF(self._font)
        for number, line in enumerate(self.lines):
            baseline = top + number * self.line_height + self._lead + self._ascent
            shift = 0.0 if align_in is None else (align_in - metrics.horizontalAdvance(line)) / 2
            painter.drawText(QPointF(left + shift, baseline), line)


def _broken(text: str, font: QFont, width: float, max_lines: int) -> tuple[list[str], bool]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(paragraph, font, width))
    if len(lines) <= max_lines:
        return lines, False
    rest = " ".join(lines[max_lines - 1 :])
    return [*lines[: max_lines - 1], elided(font, rest, width)], True


def _wrapped(paragraph: str, font: QFont, width: float) -> list[str]:
    if not paragraph:
        return [""]
    layout = QTextLayout(paragraph, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    # Positions count UTF-16 units, Python counts code points: cut the encoded text.
    encoded = paragraph.encode("utf-16-le")
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, end = line.textStart() * 2, (line.textStart() + line.textLength()) * 2
        lines.append(encoded[start:end].decode("utf-16-le").rstrip())
    layout.endLayout()
    return lines
