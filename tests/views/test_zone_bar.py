"""The words below the bar never lie over each other."""

from console.views.theme import Theme
from console.views.widgets.zone_bar import ZoneBar


def grabbed(theme: Theme, width: int, left: str):
    bar = ZoneBar(theme, captions=True)
    bar.set_captions(left, "22 Min, davon +2")
    bar.resize(width, 40)
    return bar.grab().toImage()


def test_where_both_do_not_fit_only_the_length_stands_there(qapp) -> None:
    theme = Theme("light")
    assert grabbed(theme, 180, "11 Min vergangen") == grabbed(theme, 180, "")
    assert grabbed(theme, 400, "11 Min vergangen") != grabbed(theme, 400, "")
