"""Typing as a keyboard does it: one press and release after the other, any letter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_NONE = Qt.KeyboardModifier.NoModifier


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
    """Press and release a key that stands for no letter."""
    _send(widget, key, modifiers, "")


def type_text(widget: QWidget, text: str) -> None:
    """Type a text letter by letter; a line feed is Shift and Enter."""
    for letter in text:
        if letter == "\n":
            _send(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, "")
        else:
            # The letter itself: which key makes it differs between keyboards.
            _send(widget, Qt.Key.Key_unknown, _NONE, letter)


def _send(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier, letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, letter))
