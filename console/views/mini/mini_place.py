"""Where a small window may stand: wholly on a screen, wherever it stood before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize

#: So far from the edges of a screen it stands at first.
_AWAY = 24


def clamped(place: QRect, screens: Sequence[QRect]) -> QRect:
    """Return the place moved wholly onto the screen that holds most of it, else onto the nearest.

    `screens` are the parts of the screens that windows may use; there is at least one.
    """
    screen = max(screens, key=lambda room: (_shared(place, room), -_away(place, room)))
    left = min(max(place.left(), screen.left()), screen.right() + 1 - place.width())
    top = min(max(place.top(), screen.top()), screen.bottom() + 1 - place.height())
    corner = QPoint(max(left, screen.left()), max(top, screen.top()))
    return QRect(corner, place.size())


def first_place(size: QSize, screen: QRect) -> QRect:
    """Return where it stands at first: at the top right, where conferences have little."""
    corner = screen.topRight() + QPoint(1 - _AWAY - size.width(), _AWAY)
    return clamped(QRect(corner, size), [screen])


def _shared(place: QRect, room: QRect) -> int:
    both = place.intersected(room)
    return both.width() * both.height() if both.isValid() else 0


def _away(place: QRect, room: QRect) -> int:
    return (place.center() - room.center()).manhattanLength()
