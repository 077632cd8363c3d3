"""Shapes that several widgets paint: rounded boxes, soft shadows, single lines of text."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from console.views.theme import Theme

ELLIPSIS = "…"


def smooth(painter: QPainter) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)


def rounded_box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    line: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """A filled and framed rounded box; the frame lies wholly inside `rect`."""
    inset = width / 2 if line is not None else 0.0
    inner = rect.adjusted(inset, inset, -inset, -inset)
    radius = max(0.0, min(radius - inset, inner.width() / 2, inner.height() / 2))
    painter.setPen(_frame_pen(line, width, dashed))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, radius, radius)


def rounded_path(rect: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def hairline(painter: QPainter, left: float, right: float, y: float, colour: QColor) -> None:
    painter.fillRect(QRectF(left, y, right - left, 1.0), colour)


def soft_shadow(
    painter: QPainter, rect: QRectF, radius: float, theme: Theme, strength: float = 1.0
) -> None:
    """The shadow of a panel: many faint boxes, each a little wider, all a little lower.

    Dark schemes have none: there a line and a lighter surface show the height.
    """
    if theme.is_dark:
        return
    ink = theme.veil("ink", 0.011 * strength)
    blur, drop = theme.px(8), theme.px(2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for grow in range(blur, -1, -1):
        box = rect.adjusted(-grow / 2, -grow / 2 + drop, grow / 2, grow / 2 + drop)
        painter.drawRoundedRect(box, radius + grow / 2, radius + grow / 2)


def elided(
    font: QFont,
    text: str,
    width: float,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> str:
    """The text cut with an ellipsis to fit `width` px; only for words that users wrote."""
    return QFontMetricsF(font).elidedText(text, mode, width)


def text_line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """Draw one line in the vertical middle of `rect` by its capitals; returns its width."""
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(text)
    left = rect.left()
    if align == Qt.AlignmentFlag.AlignRight:
        left = rect.right() - width
    elif align == Qt.AlignmentFlag.AlignHCenter:
        left = rect.center().x() - width / 2
    # Centring capitals instead of the whole line height keeps text level with icons beside it.
    baseline = rect.center().y() + metrics.capHeight() / 2
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPointF(left, baseline), text)
    return width


def text_width(font: QFont, text: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def line_height(font: QFont) -> float:
    return QFontMetricsF(font).height()


def _frame_pen(line: QColor | None, width: float, dashed: bool) -> QPen:
    if line is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(line, width)
    if dashed:
        pen.setDashPattern([4.0, 3.0])
    return pen
