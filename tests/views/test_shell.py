"""The frame of the window at every width: all words whole, parts side by side."""

import itertools

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMainWindow, QWidget

from console.views.shell.bottom_bar import BottomBar, Device
from console.views.shell.breakpoints import Breakpoint, breakpoint_for
from console.views.shell.shell_frame import ShellFrame
from console.views.widgets.label import ElidedLabel, Label

VIEWS = (("Live", "broadcast"), ("Notizen", "note"), ("Teilnehmende", "users"),
         ("Ergebnisse", "clipboard-text"))  # fmt: skip


@pytest.fixture
def shell(theme, shown):
    shell = ShellFrame(theme)
    for text, icon in VIEWS:
        shell.add_view(QWidget(), text, icon)
    bar = shell.top_bar
    bar.set_dialogue(
        "Digitaler Bürger*innendialog", "Stadt Dortmund · 8. September 2020", "Dortmund"
    )
    bar.set_projector("Projektor läuft", "accent", "monitor-play")
    bar.set_sync("offline", "Offline · 12 ausstehend", "Offline · 12")
    bar.set_clock("19:42:12")
    bar.set_person("JB", "Jana Brandt", "Hauptmoderation")
    bottom = shell.bottom_bar
    bottom.set_undo("Rückgängig", "Strg+Z")
    bottom.set_last_action("Letzte Aktion:", "Gruppe 3 um 2 Minuten verlängert", "19:41")
    bottom.set_hints([("F5", "Weiter"), ("F8", "+1 Min"), ("F1", "Tastenkürzel")])
    bottom.set_devices("3 verbunden", [Device("JB", "Jana"), Device("MA", "Mehmet")])
    return shown(shell, 1920, 1080)


def parts(bar: QWidget) -> list[QWidget]:
    return [w for w in bar.findChildren(QWidget) if w.parent() is bar and w.isVisibleTo(bar)]


SIZES = [(1920, 1.0), (1700, 1.0), (1366, 1.0), (1280, 1.0), (960, 1.0), (900, 1.0), (683, 1.0),
         (1366, 2.0), (1920, 2.0), (1366, 1.5)]  # fmt: skip


@pytest.mark.parametrize(("width", "scale"), SIZES)
def test_nothing_in_the_top_bar_overlaps_or_leaves_it(shell, theme, width, scale):
    theme.set_scale(scale)
    shell.window().resize(width, 768)
    shell.window().layout().activate()
    shell.layout().activate()
    bar = shell.top_bar
    inside = QRect(0, 0, width, bar.height())
    assert all(inside.contains(part.geometry()) for part in parts(bar) if part.width())
    for first, second in itertools.combinations(parts(bar), 2):
        assert not first.geometry().intersects(second.geometry()), (first, second)


@pytest.mark.parametrize(("width", "scale"), SIZES)
def test_words_of_the_bars_are_never_cut(shell, theme, width, scale):
    theme.set_scale(scale)
    shell.window().resize(width, 768)
    shell.window().layout().activate()
    shell.layout().activate()
    for bar in (shell.top_bar, shell.bottom_bar):
        for part in bar.findChildren(QWidget):
            own = not isinstance(part, ElidedLabel)
            if own and part.isVisibleTo(bar) and part.minimumSizeHint().isValid():
                needed = part.sizeHint() if isinstance(part, Label) else part.minimumSizeHint()
                assert part.width() >= needed.width(), part


@pytest.mark.parametrize(("width", "scale"), SIZES)
def test_every_part_that_takes_the_focus_is_there_at_every_width(shell, theme, width, scale):
    theme.set_scale(scale)
    shell.window().resize(width, 768)
    bar = shell.top_bar
    for part in (bar.tabs, bar.projector_chip, bar.sync_chip, bar.role_button):
        assert part.isVisibleTo(bar)
        assert part.accessibleName() or part is bar.tabs
    assert shell.bottom_bar._undo.isVisibleTo(shell.bottom_bar)


@pytest.mark.parametrize(
    ("width", "scale", "step"),
    [
        (1700, 1.0, Breakpoint.XL), (1699, 1.0, Breakpoint.L), (1280, 1.0, Breakpoint.L),
        (1279, 1.0, Breakpoint.M), (899, 1.0, Breakpoint.S), (1920, 2.0, Breakpoint.M),
        (1366, 2.0, Breakpoint.S),
    ],
)  # fmt: skip
def test_breakpoints_go_by_logical_width(width, scale, step):
    assert breakpoint_for(width, scale) is step


def test_short_forms_keep_their_whole_name_and_a_tip(shell):
    shell.window().resize(1366, 768)
    chip = shell.top_bar.sync_chip
    assert chip._shown() == "Offline · 12"
    assert chip.accessibleName() == "Offline · 12 ausstehend"
    assert chip.toolTip() == "Offline · 12 ausstehend"


def test_tabs_are_in_the_middle_of_a_wide_window(shell):
    tabs = shell.top_bar.tabs.geometry()
    assert abs(tabs.center().x() - 960) <= 1


def test_choosing_a_tab_shows_its_view_and_tells(shell, qtbot):
    with qtbot.waitSignal(shell.view_chosen) as told:
        shell.top_bar.tabs.setCurrentIndex(2)
    assert told.args == [2]
    assert shell.current_number() == 2


def test_showing_a_view_by_program_moves_the_tab_and_tells_nobody(shell, qtbot):
    with qtbot.assertNotEmitted(shell.view_chosen):
        shell.show_view(1)
    assert shell.top_bar.tabs.currentIndex() == 1
    assert shell.current_number() == 1


def test_a_view_is_told_every_new_breakpoint(theme, shell):
    heard = []

    class View(QWidget):
        def set_breakpoint(self, step):
            heard.append(step)

    shell.add_view(View(), "Mehr", "dots-three")
    shell.window().resize(1366, 768)
    assert heard == [Breakpoint.XL, Breakpoint.L]


def test_the_window_may_get_as_small_as_683_by_384(shell):
    large = QWidget()
    large.setMinimumSize(1600, 900)
    shell.add_view(large, "Mehr", "dots-three")
    window = QMainWindow()
    window.setCentralWidget(shell)
    assert window.minimumSizeHint().width() <= 683
    assert window.minimumSizeHint().height() <= 384


def test_undo_that_cannot_be_pressed_says_why(theme, shown):
    bar = shown(BottomBar(theme), 1200, 40)
    bar.set_last_action("Letzte Aktion:", "Notiz angelegt", "19:41")
    bar.set_undo("Rückgängig", "Strg+Z", enabled=False, why_not="Das war jemand anderes.")
    assert not bar._undo.isEnabled()
    assert bar._undo.accessibleDescription() == "Das war jemand anderes."
