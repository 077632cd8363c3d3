"""Emergency cards on paper: one page each, readable from a step away."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPainter, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from console.templates import EmergencyCard
from console.views.fonts import inter_family
from console.words import Words


def paint_cards(device: QPrinter | QPdfWriter, cards: Sequence[EmergencyCard], words: Words) -> int:
    """Paint every card on a page of its own; returns how many pages that were."""
    painter = QPainter()
    if not painter.begin(device):
        return 0
    page = device.pageLayout().paintRectPixels(device.resolution()).size()
    for number, card in enumerate(cards):
        if number:
            device.newPage()
        document = QTextDocument()
        # Sizes in points are then those of the paper, not of the screen.
        document.documentLayout().setPaintDevice(device)
        document.setHtml(_page(card, words))
        document.setPageSize(QSizeF(page))
        document.drawContents(painter)
    painter.end()
    return len(cards)


def _page(card: EmergencyCard, words: Words) -> str:
    lines = "".join(
        f'<p style="font-size:18pt; margin-bottom:10pt">{number}. {escape(line)}</p>'
        for number, line in enumerate(card.lines, start=1)
    )
    return (
        f'<body style="font-family:{inter_family()}">'
        f'<p style="font-size:30pt; font-weight:600">{escape(card.title)}</p>'
        f'<p style="font-size:13pt">{escape(words("emergency.say"))}</p>'
        f'<p style="font-size:24pt; font-weight:600">{escape(card.say)}</p><hr/>'
        f'<p style="font-size:13pt">{escape(words("emergency.do"))}</p>{lines}</body>'
    )
