"""The two-tone ring round whatever has the keyboard focus, drawn outside the widget's bounds.

A widget may shape its ring with three optional methods: `ring_widget()` names another widget to
encircle (a field's frame instead of its text), `ring_rect()` a part of itself (a table's row; its
signal `ring_moved` then tells that the part is another one), `focus_radius()` its corner radius.
"""

from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from console.views.focus_tip import FocusTip
from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed

GAP, RING = 2.0, 2.5
_BARE_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
)
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
)


@runtime_checkable
class HasRingWidget(Protocol):
    def ring_widget(self) -> QWidget: ...


@runtime_checkable
class HasRingRect(Protocol):
    ring_moved: Any

    def ring_rect(self) -> QRect: ...


class RingOverlay(Themed, QWidget):
    """The painted ring: a gap in the ground's colour, then the ring; no pointer ever meets it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._ring = QRectF()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self.wear(theme)

    def target(self) -> QWidget | None:
        return self._target

    def encircle(self, widget: QWidget | None) -> None:
        self._target = widget
        if widget is not None and not isValid(widget):
            self._target = widget = None
        if widget is None or not widget.isVisible() or not self._place(widget):
            self.hide()
            return
        self.raise_()
        self.show()
        self.update()

    def _place(self, widget: QWidget) -> bool:
        """Lie exactly over the ring, cut where a scroll area cuts the widget."""
        window = self._window
        inner = widget.ring_rect() if isinstance(widget, HasRingRect) else widget.rect()
        corner = widget.mapTo(window, inner.topLeft())
        reach = round(self._reach()) + 1
        box = QRect(corner, inner.size()).adjusted(-reach, -reach, reach, reach)
        seen = _seen_part(widget, window, reach)
        if not box.intersects(seen):
            return False
        self.setGeometry(box)
        self._ring = QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)
        self.setMask(QRegion(seen.translated(-box.topLeft())))
        return True

    def _reach(self) -> float:
        return (GAP + RING) * self.theme.scale

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._target is None:
            return
        painter = QPainter(self)
        smooth(painter)
        theme = self.theme
        gap, ring = GAP * theme.scale, RING * theme.scale
        radius = float(getattr(self._target, "focus_radius", lambda: theme.px(6))())
        inner = self._ring.adjusted(-gap, -gap, gap, gap)
        rounded_box(painter, inner, radius + gap, None, theme.colour("focus_gap"), gap)
        outer = inner.adjusted(-ring, -ring, ring, ring)
        rounded_box(painter, outer, radius + gap + ring, None, theme.colour("focus"), ring)


class FocusRing(QObject):
    """Watches one window: shows the ring while the keyboard leads, hides it for the pointer."""

    # the widget that shows the ring now, or None
    moved = Signal(object)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._overlay = RingOverlay(theme, window)
        self._by_keyboard = False
        self._watched: list[QWidget] = []
        self._mover: HasRingRect | None = None
        # The handle's events come before any widget takes them, and there are few of them.
        window.winId()
        window.windowHandle().installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        theme.changed.connect(self.refresh)
        self._tip = FocusTip(self)
        self.moved.connect(self._tip.follow)

    def overlay(self) -> RingOverlay:
        return self._overlay

    def show_for_keys(self) -> None:
        """The keyboard leads: keys that are bound never reach the window by themselves."""
        self._lead_by(keyboard=True)

    def refresh(self) -> None:
        """Look again where the focus is, after something moved without telling."""
        self._show(QApplication.focusWidget())

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._show(new)

    def _show(self, widget: QWidget | None) -> None:
        self._unwatch()
        inside = widget is not None and self._window.isAncestorOf(widget)
        if not inside or not self._by_keyboard or widget is None:
            self._overlay.encircle(None)
            self.moved.emit(None)
            return
        target = _ring_target(widget)
        self._watch(widget, target)
        self._overlay.encircle(target)
        self.moved.emit(widget)

    def _watch(self, widget: QWidget, target: QWidget) -> None:
        chain: list[QWidget] = [widget]
        walker: QWidget | None = target
        while walker is not None and walker is not self._window:
            chain.append(walker)
            walker = walker.parentWidget()
        for member in chain:
            member.installEventFilter(self)
        self._watched = chain
        if isinstance(target, HasRingRect):
            target.ring_moved.connect(self._place_again)
            self._mover = target

    def _unwatch(self) -> None:
        # What was watched may be gone: a row that was withdrawn, a dialogue that ended.
        watched, self._watched = self._watched, []
        for widget in filter(isValid, watched):
            widget.removeEventFilter(self)
        mover, self._mover = self._mover, None
        if mover is not None and isValid(mover):
            mover.ring_moved.disconnect(self._place_again)

    def _lead_by(self, keyboard: bool) -> None:
        if keyboard != self._by_keyboard:
            self._by_keyboard = keyboard
            self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() not in _BARE_MODIFIERS:
                self._lead_by(keyboard=True)
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin):
            self._lead_by(keyboard=False)
        elif kind in _MOVES and isinstance(watched, QWidget):
            self._place_again()
        return False

    def _place_again(self) -> None:
        self._overlay.encircle(self._overlay.target())


def _ring_target(widget: QWidget) -> QWidget:
    """The widget itself, or the field that stands for it (its focus proxy leads here)."""
    walker: QWidget | None = widget
    while walker is not None:
        stands_for_it = walker is widget or walker.focusProxy() is widget
        if stands_for_it and isinstance(walker, HasRingWidget):
            return walker.ring_widget()
        walker = walker.parentWidget()
    return widget


def _seen_part(widget: QWidget, window: QWidget, reach: int) -> QRect:
    """The part of the window in which the widget may show, given scroll areas around it."""
    seen = window.rect()
    child, parent = widget, widget.parentWidget()
    while parent is not None and child is not window:
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            view = QRect(parent.mapTo(window, QPoint(0, 0)), parent.size())
            seen = seen.intersected(view.adjusted(-reach, -reach, reach, reach))
        child, parent = parent, parent.parentWidget()
    return seen
