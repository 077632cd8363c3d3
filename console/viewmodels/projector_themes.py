"""Themes by points, for everybody to see: titles, points and bars, no notes and no names."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from console.viewmodels.desk import Desk

#: As many as there are letters for a poll; more would be too small to read.
MOST_SHOWN = 10


class ThemeBar(Struct, frozen=True):
    """One theme: `points` in words, `share` (0 to 1) of the most points."""

    title: str
    points: str
    share: float


def theme_bars(desk: Desk, veil: Callable[[str], str]) -> tuple[ThemeBar, ...]:
    """Return the themes that got points, the most first; none while nobody gave any."""
    # With all that makes documents; nobody waits for that before there are themes.
    from console.results.gather_notes import points_by_target

    state, words = desk.store.state, desk.words
    themes = [theme for theme in state.themes.values() if not theme.hidden and theme.title.text]
    points = points_by_target(state) if themes else {}
    counted = [(points.get(theme.id, 0), theme) for theme in themes]
    counted = [(count, theme) for count, theme in counted if count > 0]
    counted.sort(key=lambda one: (-one[0], one[1].letter, one[1].order, one[1].id))
    most = max((count for count, _ in counted), default=1)
    bars: list[ThemeBar] = []
    for count, theme in counted[:MOST_SHOWN]:
        title = veil(" ".join(theme.title.text.split()))
        if theme.letter.strip():
            title = words("projector.theme_title", letter=theme.letter.strip(), title=title)
        bars.append(ThemeBar(title, words("projector.points", n=count), count / most))
    return tuple(bars)
