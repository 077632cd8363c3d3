"""The panes of a window, between which F6 moves: bars, panels of the view, and an open sheet."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from console.views.shell.shell_frame import ShellFrame
from console.views.widgets.panel import Panel
from console.views.widgets.sheet import Sheet


@runtime_checkable
class HasPanes(Protocol):
    """A view that says itself what its panes are."""

    def panes(self) -> list[QWidget]: ...


def step_pane(frame: ShellFrame, step: int) -> bool:
    """Put the focus into the next pane (step 1) or the one before (-1) that can take it.

    The panes follow each other as one reads; after the last comes the first.
    """
    panes = _panes(frame)
    focus = QApplication.focusWidget()
    at = next((n for n, pane in enumerate(panes) if _holds(pane, focus)), -1 if step > 0 else 0)
    count = len(panes)
    return any(_enter(panes[(at + step * away) % count]) for away in range(1, count + 1))


def _panes(frame: ShellFrame) -> list[QWidget]:
    view = frame.current_view()
    own = view.panes() if isinstance(view, HasPanes) else _panels(view)
    sheets = [sheet for sheet in frame.ground.findChildren(Sheet) if sheet.is_open()]
    found = [frame.top_bar, *own, *sheets, frame.bottom_bar]
    return [pane for pane in found if pane.isVisible()]


def _panels(view: QWidget | None) -> list[QWidget]:
    """Return the panels of a view, column by column."""
    if view is None:
        return []
    seen = [panel for panel in view.findChildren(Panel) if panel.isVisible()]
    # A widget is its own ancestor, to Qt.
    outer = [one for one in seen if not any(o is not one and o.isAncestorOf(one) for o in seen)]
    return [*sorted(outer, key=lambda panel: _place(panel, view))]


def _place(widget: QWidget, view: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(view, QPoint(0, 0))
    return corner.x(), corner.y()


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _enter(pane: QWidget) -> bool:
    """Focus where work begins in a pane, else its first stop; False when it has none."""
    begin = getattr(pane, "focus_first", pane.setFocus if pane.focusProxy() else None)
    if begin is not None:
        begin()
        if _holds(pane, QApplication.focusWidget()):
            return True
    stops = [
        child
        for child in pane.findChildren(QWidget)
        if child.isVisible() and child.isEnabled()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None
    ]  # fmt: skip
    if not stops:
        return False
    first = min(stops, key=lambda stop: _place(stop, pane)[::-1])
    first.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return True
