"""The page of all widgets: everything has a name, no word of ours is cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QImage
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import delete

from console import cli
from console.rehearsal.components import shown_components
from console.views.theme import Theme
from console.views.widgets.agenda_block import AgendaBlock
from console.views.widgets.button import Button
from console.views.widgets.check_box import CheckBox
from console.views.widgets.chip import Chip, ChipButton
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import ElidedLabel, Label, Paragraph
from console.views.widgets.segmented_tabs import SegmentedTabs
from console.views.widgets.timer_card import TimerCard
from console.words import Words


@pytest.fixture(scope="module", params=[("light", 1.0), ("dark", 1.0), ("light", 2.0)], ids=str)
def page(request, qapp):
    scheme, scale = request.param
    window, page = shown_components(Theme(scheme, scale), 1920, 2400)
    yield page
    delete(window)


def visible(page: QWidget, kind: type) -> list:
    return [widget for widget in page.findChildren(kind) if widget.isVisibleTo(page)]


def test_everything_that_takes_the_focus_has_an_accessible_name(page):
    nameless = [
        widget
        for widget in visible(page, QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_icons_alone_explain_themselves_by_a_tip(page):
    silent = [b for b in visible(page, QAbstractButton) if not b.text() and not b.toolTip()]
    assert silent == []


def test_no_label_of_ours_is_cut(page):
    cut = [
        label.text()
        for label in visible(page, Label)
        if not isinstance(label, (ElidedLabel, Paragraph, CountdownLabel))
        and QFontMetricsF(label.font()).horizontalAdvance(label.text()) > label.width() + 1
    ]
    assert cut == []


def test_no_line_of_ours_is_lower_than_its_letters(page):
    low = [
        label.text()
        for label in visible(page, Label)
        if label.text() and label.height() < QFontMetricsF(label.font()).capHeight()
    ]
    assert low == []


@pytest.mark.parametrize("kind", [Button, Chip, ChipButton, CheckBox, SegmentedTabs])
def test_buttons_chips_and_tabs_are_as_wide_as_their_words(page, kind):
    cut = [
        widget.accessibleName()
        for widget in visible(page, kind)
        if widget.width() < widget.minimumSizeHint().width()
        or (isinstance(widget, (Chip, ChipButton)) and widget.width() < widget.sizeHint().width())
    ]
    assert visible(page, kind)
    assert cut == []


def test_targets_are_at_least_28_px(page):
    least = page.theme.px(28) - 1
    small = [
        (type(b).__name__, b.accessibleName() or b.text(), b.size())
        for b in visible(page, QAbstractButton)
        if not isinstance(b, AgendaBlock) and (b.width() < least or b.height() < least)
    ]
    assert small == []


def test_every_state_of_the_design_is_on_the_page(page):
    shown = {label.text() for label in visible(page, Label)}
    assert {"Ruhe", "Zeiger", "Fokus", "Gesperrt"} <= shown
    phases = {card._phase for card in visible(page, TimerCard)}
    assert phases == {
        *("ready", "running", "warning", "last_minute", "over", "paused", "returning", "returned")
    }
    states = {block._state for block in visible(page, AgendaBlock)}
    assert {"done", "now", "now_over", "next", "later", "break", "skipped", "moved"} <= states


def test_the_picture_of_the_page_holds_all_of_it(qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("DIALOGPULT_HOME", str(tmp_path / "home"))
    out = tmp_path / "components.png"
    given = ["--view", "components", "--theme", "dark", "--size", "1920x1080", "--out", str(out)]
    assert cli.screenshot(given, Words("de")) == 0
    picture = QImage(str(out))
    assert picture.width() == 1920
    assert picture.height() > 2400
    assert picture.pixelColor(5, picture.height() // 2).lightness() < 60
