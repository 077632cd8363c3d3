"""A QR picture of an invitation's link, for whoever sits beside the screen with a camera."""

from __future__ import annotations

import segno
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.theme import Theme
from console.views.themed import Themed

#: What the standard asks for around the modules, counted in them.
_QUIET = 4
#: Logical pixels of the picture's side at 100 %, from which a camera reads it at arm's length.
_SIDE = 176
#: Black on white in every scheme: cameras do not read it the other way round.
_GROUND, _INK = Qt.GlobalColor.white, Qt.GlobalColor.black


class QrCode(Themed, QWidget):
    """Modules are whole pixels of the screen, so every edge is sharp. Hidden without a text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[bytes, ...] = ()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()
        self.wear(theme)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str, name: str, description: str) -> None:
        """Show a text; a reader hears what the picture is for, not its dots."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        if text != self._text:
            self._text = text
            # Correction for smudges stays low: a screen has none, and modules grow larger.
            code = segno.make_qr(text, error="l", boost_error=False) if text else None
            self._rows = tuple(bytes(row) for row in code.matrix) if code is not None else ()
            self.updateGeometry()
            self.update()
        self.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        side = round(self._count * self._module / self.devicePixelRatioF())
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _count(self) -> int:
        """Modules of one side, with the quiet zone."""
        return len(self._rows) + 2 * _QUIET

    @property
    def _module(self) -> int:
        """Pixels of the screen that one module takes."""
        wanted = self.theme.px(_SIDE) * self.devicePixelRatioF()
        return max(2, round(wanted / self._count))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio, module = self.devicePixelRatioF(), self._module
        painter.scale(1 / ratio, 1 / ratio)
        side = self._count * module
        painter.fillRect(QRect(0, 0, side, side), _GROUND)
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    left, top = (x + _QUIET) * module, (y + _QUIET) * module
                    painter.fillRect(QRect(left, top, module, module), _INK)
