"""What a screen reader says by itself, and the mark on a window that lies behind another."""

from typing import Any, Protocol, runtime_checkable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget


@runtime_checkable
class SpokenFor(Protocol):
    """A window whose sentences are told from one place."""

    said: Any


def say(widget: QWidget, sentence: str, *, at_once: bool = False) -> None:
    """Say something new in the widget's window; `at_once` interrupts what is being said.

    A window that has somebody to speak for it (`said`) tells one sentence after the other.
    """
    window = widget.window()
    if isinstance(window, SpokenFor):
        window.said.emit(sentence)
        return
    event = QAccessibleAnnouncementEvent(window, sentence)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
    if not window.isActiveWindow():
        QApplication.alert(window)
