"""The view Notizen at every width and zoom: nothing of ours is cut, everything has a name."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QWidget

from console.commands import measures, notes
from console.views.widgets.button import Button
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import ElidedLabel, Label, Paragraph
from tests.gui.notes_window import NotesWindow
from tests.small_dialogue import identity

PLACES = [
    ((1920, 1080), 1.0, "de"),
    ((1366, 768), 1.0, "de"),
    ((1366, 768), 1.0, "en"),
    ((1920, 1080), 2.0, "de"),
    ((1366, 768), 2.0, "de"),
    ((860, 700), 1.0, "en"),
]


@pytest.fixture(params=PLACES, ids=str)
def window(request, qtbot, tmp_path):
    """A board with everything on it: a conflict, a selected note, a measure, long words."""
    size, scale, language = request.param
    window = NotesWindow(qtbot, tmp_path, "notetaker", size, scale, language)
    window.here.go_on()
    note = window.add("Mehr Bänke am Marktplatz und im Park, auch im Schatten", group=2)
    other = window.add("Licht", column=2)
    store = window.here.store
    measures.measure_from_note(store, note)
    base = notes.text_base(store, other)
    store.be(identity("lead"))
    notes.edit_note(store, other, "Licht am Weg", base=base)
    store.be(identity("notetaker"))
    notes.edit_note(store, other, "Licht am Platz", base=base)
    window.here.settle()
    window.type("! ")
    window.line.insertPlainText("Bänke fehlen im Park. " * 15)
    window.view.board.focus_note(note)
    window.here.settle()
    yield window
    window.close()


def visible(window, kind):
    return [one for one in window.view.findChildren(kind) if one.isVisibleTo(window.view)]


def test_no_label_of_ours_is_cut(window):
    cut = [
        label.text()
        for label in visible(window, Label)
        if not isinstance(label, (ElidedLabel, Paragraph, CountdownLabel))
        and QFontMetricsF(label.font()).horizontalAdvance(label.text()) > label.width() + 1
    ]
    assert cut == []


def test_no_word_on_a_button_is_cut(window):
    cut = [
        button.text()
        for button in visible(window, Button)
        if button.width() < button.minimumSizeHint().width()
    ]
    assert cut == []


def test_everything_that_takes_the_focus_has_a_name(window):
    nameless = [
        widget
        for widget in visible(window, QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_icons_alone_explain_themselves_by_a_tip(window):
    silent = [one for one in visible(window, QAbstractButton) if not (one.text() or one.toolTip())]
    assert silent == []


def test_the_parts_lie_beside_each_other_and_inside_the_view(window):
    view = window.view
    parts = [view.strip, view.capture, view.search_button, view.board, view.selection,
             view.measures]  # fmt: skip
    boxes = [
        QRect(part.mapTo(window.window, QPoint(0, 0)), part.size())
        for part in parts
        if part.isVisible()
    ]
    overlaps = [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.intersects(b)]
    assert overlaps == []
    width = window.window.width()
    assert all(box.left() >= 0 and box.right() < width for box in boxes)


def test_the_note_with_the_keyboard_is_seen(window):
    card = next(
        card.card for panel in window.view.board.panels() for card in panel.list.cards()
        if card.has_focus()
    )  # fmt: skip
    seen = card.visibleRegion().boundingRect()
    assert seen.height() >= min(card.height(), 40)
    assert seen.width() == card.width()
