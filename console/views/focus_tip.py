"""Tips for the keyboard: what the pointer learns by resting, the focus learns by staying."""

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QToolTip, QWidget
from shiboken6 import isValid

DELAY_MS = 500


class FocusTip(QObject):
    """Shows the tip of the focused widget below it; Esc or moving on takes it away."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._widget: QWidget | None = None
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY_MS)
        self._delay.timeout.connect(self._show)

    def follow(self, widget: QWidget | None) -> None:
        self._widget = widget
        QToolTip.hideText()
        if widget is not None and widget.toolTip():
            self._delay.start()
        else:
            self._delay.stop()

    def _show(self) -> None:
        widget = self._widget
        if widget is not None and isValid(widget) and widget.hasFocus() and widget.toolTip():
            below = widget.mapToGlobal(QPoint(0, widget.height()))
            QToolTip.showText(below, widget.toolTip(), widget)
