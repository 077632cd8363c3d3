"""The large digits: their box changes only with the form of the text, never with its digits."""

from PySide6.QtCore import Qt

from console.views.widgets.countdown_label import CountdownLabel


def label(theme, text, role="group_timer"):
    made = CountdownLabel(theme, role)
    made.set_text(text)
    return made


def test_the_box_is_the_same_for_all_digits(theme):
    assert label(theme, "11:11").sizeHint() == label(theme, "08:48").sizeHint()


def test_over_time_needs_more_room(theme):
    assert label(theme, "+00:01").sizeHint().width() > label(theme, "00:01").sizeHint().width()


def test_digits_shrink_to_fit_a_narrow_box(theme, shown):
    made = shown(label(theme, "+1:02:03"), 120, 60)
    assert made._width_at(made._fitting_font()) <= made.width() + 1
    made.window().resize(400, 60)
    assert made._fitting_font().pixelSize() == 46


def test_right_aligned_digits_are_whole(theme, shown):
    made = CountdownLabel(theme, "countdown", align=Qt.AlignmentFlag.AlignRight)
    made.set_text("08:48")
    shown(made, 700, 160)
    image = made.grab().toImage()
    ground = image.pixelColor(0, 0)
    edge = [image.pixelColor(image.width() - 1, y) for y in range(image.height())]
    near = [image.pixelColor(image.width() - 14, y) for y in range(image.height())]
    assert all(colour == ground for colour in edge[::4])
    assert any(colour != ground for colour in near)
