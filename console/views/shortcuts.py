"""Keys that follow what is set for them, as long as their widget lives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from console.viewmodels.keys import Keys

_BARE = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_unknown,
)
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


class BoundKeys(QObject):
    """Belongs to its shortcut and goes with it."""

    def __init__(self, keys: Keys, name: str, shortcut: QShortcut) -> None:
        super().__init__(shortcut)
        self._keys, self._name, self._shortcut = keys, name, shortcut
        keys.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        self._shortcut.setKey(QKeySequence(self._keys.of(self._name)))


def bind_key(
    keys: Keys,
    name: str,
    widget: QWidget,
    act: Callable[[], object],
    context: Qt.ShortcutContext = _WITHIN,
) -> QShortcut:
    """Let the keys of an action do it while the focus is in `widget`; held, they do it once."""
    shortcut = QShortcut(widget)
    shortcut.setContext(context)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(act)
    BoundKeys(keys, name, shortcut)
    return shortcut


def pressed_keys(event: QKeyEvent) -> str:
    """Return what was pressed as portable text; "" for modifiers alone."""
    if event.key() in _BARE:
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    combined = QKeyCombination(modifiers, Qt.Key(event.key()))
    return QKeySequence(combined).toString(QKeySequence.SequenceFormat.PortableText)


@runtime_checkable
class ShowsKey(Protocol):
    """A widget with a cap that names a key."""

    def set_key(self, key: str) -> None: ...


class _Follower(QObject):
    """Belongs to the widget and goes with it."""

    def __init__(self, keys: Keys, widget: QWidget, show: Callable[[], object]) -> None:
        super().__init__(widget)
        self._show = show
        keys.changed.connect(self.follow)

    def follow(self) -> None:
        self._show()


def follow_keys(keys: Keys, widget: QWidget, show: Callable[[], object]) -> None:
    """Show something of the keys now and whenever they change, as long as `widget` lives."""
    show()
    _Follower(keys, widget, show)


def show_key(keys: Keys, name: str, widget: QWidget) -> None:
    """Let the cap of a widget, which has `set_key`, name the keys of an action, now and later."""
    assert isinstance(widget, ShowsKey)
    shown: ShowsKey = widget
    follow_keys(keys, widget, lambda: shown.set_key(keys.label(name)))
