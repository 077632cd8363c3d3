"""What a screen reader says by itself, and the mark on a window that lies behind another."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget


def say(widget: QWidget, sentence: str, *, at_once: bool = False) -> None:
    """Say something new in the widget's window; `at_once` interrupts what is being said."""
    window = widget.window()
    event = QAccessibleAnnouncementEvent(window, sentence)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
    if not window.isActiveWindow():
        QApplication.alert(window)
