"""The page under the panels looks as if every shadow were painted whole, and knows its panels."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from console.views.painting import smooth, soft_shadow
from console.views.theme import Theme
from console.views.widgets.box_shadow import BoxShadow
from console.views.widgets.ground import Ground
from console.views.widgets.panel import PANEL_RADIUS, Panel

AREA = QRect(0, 0, 400, 300)
Paint = Callable[[QPainter], None]


def picture(theme: Theme, paint: Paint) -> QImage:
    image = QImage(AREA.size(), QImage.Format.Format_RGB32)
    image.fill(theme.colour("bg_app"))
    painter = QPainter(image)
    smooth(painter)
    paint(painter)
    painter.end()
    return image


def points(without: QRect) -> Iterator[tuple[int, int]]:
    """Every point of the area but those that the panel itself covers."""
    radius = PANEL_RADIUS
    upright, lying = (
        without.adjusted(0, radius, 0, -radius),
        without.adjusted(radius, 0, -radius, 0),
    )
    for y in range(AREA.height()):
        for x in range(AREA.width()):
            if not upright.contains(x, y) and not lying.contains(x, y):
                yield x, y


@pytest.mark.parametrize("box", [QRect(40, 30, 300, 200), QRect(50, 60, 30, 24)])
def test_a_shadow_put_together_is_the_shadow_painted_whole(theme: Theme, box: QRect) -> None:
    shadow = BoxShadow(theme, PANEL_RADIUS, 1.0)
    whole = picture(theme, lambda painter: soft_shadow(painter, QRectF(box), PANEL_RADIUS, theme))
    parts = picture(theme, lambda painter: shadow.paint(painter, box, AREA))
    assert whole != picture(theme, lambda _: None)
    differ = [
        (x, y)
        for x, y in points(box)
        for at in (whole.pixelColor(x, y), parts.pixelColor(x, y))
        if abs(at.red() - whole.pixelColor(x, y).red()) > 2
    ]
    assert differ == []


def test_a_shadow_elsewhere_is_not_painted(theme: Theme) -> None:
    shadow = BoxShadow(theme, PANEL_RADIUS, 1.0)
    box, part = QRect(40, 30, 300, 200), QRect(0, 280, 400, 20)
    plain = picture(theme, lambda _: None)
    assert picture(theme, lambda painter: shadow.paint(painter, box, part)) == plain


def test_a_page_knows_the_panels_that_were_shown_on_it(
    theme: Theme, shown: Callable[..., QWidget]
) -> None:
    ground = Ground(theme)
    inner = QWidget(ground)
    seen, hidden = Panel(theme, parent=inner), Panel(theme, parent=inner)
    hidden.hide()
    shown(ground, 400, 300)
    assert ground.panels == [seen]
    hidden.show()
    assert set(ground.panels) == {seen, hidden}


def test_a_page_forgets_a_panel_that_is_gone_or_elsewhere(
    theme: Theme, shown: Callable[..., QWidget]
) -> None:
    ground, other = Ground(theme), QWidget()
    gone, moved = Panel(theme, parent=ground), Panel(theme, parent=ground)
    shown(ground, 400, 300)
    moved.setParent(other)
    gone.setParent(None)
    assert ground.panels == []
