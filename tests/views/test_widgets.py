"""Small widgets: what they tell, what they say to readers, how they adapt."""

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from console.views import icons
from console.views.widgets.agenda_block import STATES, AgendaBlock
from console.views.widgets.button import Button, IconButton
from console.views.widgets.chip import Chip
from console.views.widgets.label import ElidedLabel, Paragraph
from console.views.widgets.notice_row import NoticeRow
from console.views.widgets.panel import Panel
from console.views.widgets.search_field import SearchField
from console.views.widgets.segmented_tabs import SegmentedTabs
from console.views.widgets.selection_bar import SelectionBar
from console.views.widgets.skeleton import Skeleton
from console.views.widgets.sync_chip import LOOKS, SyncChip
from console.views.widgets.table_view import TableView
from console.views.widgets.text_field import TextField
from console.views.widgets.zone_bar import ZoneBar

ICON_NAMES = [
    "broadcast",
    "users-three",
    "squares-four",
    "coffee",
    "list-bullets",
    "note",
    "stack",
    "circles-three-plus",
    "flag",
    "users",
    "envelope-simple",
    "sign-in",
    "check-circle",
    "sign-out",
    "headset",
    "play",
    "pause",
    "hourglass-medium",
    "hourglass-low",
    "warning",
    "circle-dashed",
    "check",
    "arrow-u-down-left",
    "skip-forward",
    "arrow-u-up-left",
    "clock-counter-clockwise",
    "cloud-check",
    "arrows-clockwise",
    "floppy-disk",
    "cloud-slash",
    "git-merge",
    "monitor-play",
    "monitor",
    "bell",
    "trend-up",
    "chart-line-up",
    "clipboard-text",
    "file-text",
    "export",
    "copy",
    "magnifying-glass",
    "user-plus",
    "shuffle",
    "caret-down",
    "dots-three",
    "square",
    "check-square",
]


@pytest.mark.parametrize("name", ICON_NAMES)
def test_every_icon_is_in_the_font_in_three_cuts(name):
    assert len({icons.glyph(f"{name}{cut}") for cut in ("", "-bold", "-fill")}) == 3


def test_icons_are_found_without_importing_their_package(qapp, theme):
    import sys

    assert not theme.icon("coffee").isNull()
    assert "qtawesome" not in sys.modules


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0])
def test_an_icon_is_painted_at_the_full_pixels_of_the_screen(qapp, theme, ratio):
    picture = icons.icon_pixmap("coffee", theme.colour("text"), 18, ratio)
    assert picture.width() == round(18 * ratio)
    image = picture.toImage()
    side = range(image.width())
    inked = [(x, y) for x in side for y in side if image.pixelColor(x, y).alpha() > 0]
    # As wide in logical px at every ratio: a small picture blown up would be as wide but coarser.
    width = (max(x for x, _ in inked) - min(x for x, _ in inked)) / ratio
    assert width == pytest.approx(15.7, abs=0.5)


def test_a_word_of_a_user_that_is_cut_is_whole_in_tip_and_name(theme, shown):
    words = "Wie können gute Angebote etabliert werden?"
    label = shown(ElidedLabel(theme, words), 80, 20)
    assert label.is_elided()
    assert label.toolTip() == words
    assert label.text() == words
    label.window().resize(600, 20)
    assert label.toolTip() == ""


def test_a_paragraph_is_as_high_as_its_lines(theme):
    paragraph = Paragraph(theme, "Was muss bleiben? Was fehlt? " * 4, "body")
    one = paragraph.heightForWidth(10_000)
    assert paragraph.heightForWidth(200) >= 3 * one


def test_a_paragraph_wraps_emoji_without_breaking_them(theme, shown):
    paragraph = shown(Paragraph(theme, "👩‍🚒 " * 40, "body"), 120, 400)
    lines = paragraph._block(120).lines
    assert "".join(lines).count("🚒") == 40


def test_enter_presses_a_button_once_even_when_held(theme, shown, qtbot):
    button = shown(Button(theme, "Weiter"))
    heard = []
    button.clicked.connect(lambda: heard.append(1))
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert heard == [1]


def test_a_button_gives_up_its_key_before_its_words(theme):
    button = Button(theme, "Pause", key="Strg+P")
    assert button.minimumSizeHint().width() < button.sizeHint().width()
    plain = Button(theme, "Pause")
    assert button.minimumSizeHint() == plain.sizeHint()


def test_a_disabled_button_says_why(theme):
    button = Button(theme, "Alle starten")
    button.disable("Alle Gruppen laufen schon")
    assert button.toolTip() == button.accessibleDescription() == "Alle Gruppen laufen schon"
    button.enable()
    assert button.isEnabled()
    assert button.toolTip() == ""


def test_an_icon_button_is_square_and_named(theme):
    button = IconButton(theme, "dots-three", "Mehr")
    assert button.sizeHint().width() == button.sizeHint().height()
    assert (button.accessibleName(), button.toolTip()) == ("Mehr", "Mehr")


def test_a_chip_grows_with_its_words(theme):
    short, long = Chip(theme, "Läuft"), Chip(theme, "Zurück im Plenum")
    assert long.sizeHint().width() > short.sizeHint().width()


@pytest.mark.parametrize("state", LOOKS)
def test_every_sync_state_is_said_in_words_with_an_icon(theme, state):
    chip = SyncChip(theme)
    chip.show_sync(state, f"Zustand {state}")
    assert chip.accessibleName() == f"Zustand {state}"
    assert icons.glyph(LOOKS[state][1])


def test_only_not_saved_is_a_solid_chip():
    assert [state for state, look in LOOKS.items() if look[2] == "solid"] == ["not_saved"]


@pytest.mark.parametrize("state", STATES)
def test_agenda_states_are_spoken_with_title_and_details(theme, shown, state):
    block = shown(AgendaBlock(theme), 300, 40)
    block.set_item("Pause", "coffee", ("10 Min",))
    block.set_state(state)
    assert block.accessibleName() == "Pause, 10 Min"
    assert not block.grab().isNull()


def test_a_notice_is_opened_by_enter_and_dismissed_by_delete(theme, shown, qtbot):
    notice = shown(NoticeRow(theme), 300, 60)
    notice.set_notice("Gruppe 5: letzte Minute", "bis 19:43", "warn1", "hourglass-low")
    with qtbot.waitSignal(notice.activated):
        qtbot.keyClick(notice, Qt.Key.Key_Return)
    with qtbot.waitSignal(notice.dismissed):
        qtbot.keyClick(notice, Qt.Key.Key_Delete)
    assert notice.accessibleName() == "Gruppe 5: letzte Minute"


def test_arrow_keys_change_the_tab(theme, shown, qtbot):
    tabs = SegmentedTabs(theme)
    for text in ("Live", "Notizen", "Teilnehmende"):
        tabs.add_tab(text)
    shown(tabs)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 2


def test_a_count_widens_its_tab(theme):
    tabs = SegmentedTabs(theme)
    tabs.add_tab("Hinweise", "bell")
    before = tabs.sizeHint().width()
    tabs.set_count(0, "12")
    assert tabs.sizeHint().width() > before


def test_a_field_with_an_error_says_it_to_readers_too(theme, shown):
    field = shown(TextField(theme, "Minuten"), 300, 100)
    field.set_error("Bitte eine Zahl eintragen.")
    assert field.edit.accessibleDescription() == "Bitte eine Zahl eintragen."
    assert field.edit.accessibleName() == "Minuten"


def test_only_typing_is_told_by_a_field(theme, shown, qtbot):
    field = shown(TextField(theme, "Titel"), 300, 80)
    with qtbot.assertNotEmitted(field.edited):
        field.set_text("Pause")
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field.edit, "n")


def test_esc_empties_the_search_before_it_does_anything_else(theme, shown, qtbot):
    search = shown(SearchField(theme, "Name suchen", "Strg+F"), 300, 60)
    search.setFocus()
    qtbot.keyClicks(search.edit, "Kr")
    with qtbot.waitSignal(search.edited) as told:
        qtbot.keyClick(search.edit, Qt.Key.Key_Escape)
    assert told.args == [""]
    assert search.text() == ""


def test_the_selection_bar_is_closed_by_esc(theme, shown, qtbot):
    bar = SelectionBar(theme, "Auswahl lösen")
    bar.set_what("1 Notiz ausgewählt")
    action = bar.add_action("Bearbeiten", "pencil-simple", "F2")
    shown(bar)
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(action, Qt.Key.Key_Escape)


def test_zones_begin_at_five_and_one_minute_before_the_end(theme):
    bar = ZoneBar(theme)
    bar.set_zones(20 * 60_000, 5 * 60_000, 60_000)
    assert bar._warn5_from == pytest.approx(0.75)
    assert bar._warn1_from == pytest.approx(0.95)


def test_a_zone_longer_than_the_item_is_left_out(theme):
    bar = ZoneBar(theme)
    bar.set_zones(4 * 60_000, 5 * 60_000, None)
    assert bar._warn5_from == bar._warn1_from == 1.0


@pytest.mark.parametrize(("share", "inked"), [(0.0, False), (0.5, True)])
def test_the_bar_is_filled_up_to_the_elapsed_share(theme, shown, share, inked):
    bar = shown(ZoneBar(theme), 200, 16)
    bar.set_share(share)
    image = bar.grab().toImage()
    assert (image.pixelColor(50, 8) == theme.colour("accent")) is inked
    assert image.pixelColor(150, 8) != theme.colour("accent")


def test_values_beside_the_bar_are_spoken(theme):
    bar = ZoneBar(theme, captions=True)
    bar.set_captions("18 Min vergangen", "27 Min")
    assert bar.accessibleName() == "18 Min vergangen, 27 Min"


def test_a_panel_is_named_after_its_title(theme):
    panel = Panel(theme, "Hinweise", "bell")
    assert panel.accessibleName() == "Hinweise"
    panel.set_badge("3")
    assert panel._badge.accessibleName() == "3"
    panel.set_badge("")
    assert panel._badge.isHidden()


class Rows(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else 3

    def columnCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else 2

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return "Zelle" if role == Qt.ItemDataRole.DisplayRole else None


def test_the_ring_of_a_table_goes_round_its_current_row(theme, shown, qtbot):
    table = TableView(theme, "Teilnehmende")
    table.setModel(Rows(table))
    shown(table, 400, 300)
    table.setCurrentIndex(table.model().index(1, 0))
    before = table.ring_rect()
    with qtbot.waitSignal(table.ring_moved):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.ring_rect().top() - before.top() == theme.px(40)
    assert table.accessibleName() == "Teilnehmende"


def test_what_loads_at_once_does_not_flicker(theme, shown, qtbot):
    skeleton = shown(Skeleton(theme, "Lade Dialog …"), 300, 200)
    assert not skeleton.has_appeared()
    qtbot.waitUntil(skeleton.has_appeared)
    assert skeleton.accessibleName() == "Lade Dialog …"
