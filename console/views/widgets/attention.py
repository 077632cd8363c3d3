"""Whether somebody deals with a widget: the pointer is over it, or the keyboard in it."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_KINDS = frozenset(
    {QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Enter, QEvent.Type.Leave}
)


class Attention(QObject):
    """`changed` carries whether somebody does now. It belongs to the widget it watches."""

    changed = Signal(bool)

    def __init__(self, widget: QWidget, *parts: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self.is_given = False
        for watched in (widget, *parts):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _KINDS:
            self._look(event.type())
        return super().eventFilter(watched, event)

    def _look(self, kind: QEvent.Type) -> None:
        widget, focus = self._widget, QApplication.focusWidget()
        if not isValid(widget):
            # It loses the focus once more while it goes.
            return
        held = focus is not None and (focus is widget or widget.isAncestorOf(focus))
        over = widget.underMouse() and kind is not QEvent.Type.Leave
        if (held or over) != self.is_given:
            self.is_given = held or over
            self.changed.emit(self.is_given)
