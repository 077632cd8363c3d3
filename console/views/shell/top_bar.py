"""The top bar of all views: dialogue, tabs, projector and sync state, clock, who works here."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.views.painting import hairline
from console.views.shell.breakpoints import Breakpoint
from console.views.shell.mark import Mark
from console.views.shell.role_button import RoleButton
from console.views.shell.shown import Shown
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.chip import ChipButton
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import ElidedLabel
from console.views.widgets.panel import Hairline
from console.views.widgets.segmented_tabs import SegmentedTabs
from console.views.widgets.sync_chip import SyncChip

# What the bar gives up, one after the other, until everything left stands in full words.
_STEPS = ("role", "chips", "title", "tab icons", "chip words", "seconds", "mark", "clock")
_FIRST_STEP = {Breakpoint.XL: 0, Breakpoint.L: 2, Breakpoint.M: 4, Breakpoint.S: 5}


class TopBar(Themed, QWidget):
    """Places its parts itself: the tabs sit in the middle of the window while there is room."""

    tab_chosen = Signal(int)
    projector_pressed = Signal()
    sync_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._breakpoint = Breakpoint.XL
        self._subtitle_long, self._subtitle_short = "", ""
        self._clock_long, self._with_seconds = "", True
        self._shown = Shown()
        self.mark = Mark(theme, parent=self)
        self._title = ElidedLabel(theme, "", "card_strong", parent=self)
        self._subtitle = ElidedLabel(theme, "", "secondary", "text2", parent=self)
        self.tabs = SegmentedTabs(theme, parent=self)
        self.projector_chip = ChipButton(theme, parent=self)
        self.sync_chip = SyncChip(theme, parent=self)
        self._lines = [Hairline(theme, upright=True, parent=self) for _ in range(2)]
        self._clock = CountdownLabel(theme, "clock", parent=self)
        self.role_button = RoleButton(theme, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.tabs.tabBarClicked.connect(self._on_tab_clicked)
        self.tabs.currentChanged.connect(self.tab_chosen)
        self.projector_chip.clicked.connect(self.projector_pressed)
        self.sync_chip.clicked.connect(self.sync_pressed)
        self.projector_chip.hide()
        self.wear(theme)

    # setters

    def set_dialogue(self, title: str, subtitle: str, short_subtitle: str) -> None:
        if not self._shown.takes("dialogue", title, subtitle, short_subtitle):
            return
        self._title.set_text(title)
        self._subtitle_long, self._subtitle_short = subtitle, short_subtitle
        self._place()

    def set_clock(self, text: str, spoken: str = "") -> None:
        """HH:MM:SS; the seconds go first when room is tight."""
        widened = len(text) != len(self._clock_long)
        self._clock_long = text
        self._clock.setAccessibleName(spoken or text)
        self._clock.set_text(text if self._with_seconds else text[:5])
        if widened:
            self._place()

    def set_projector(self, text: str, tone: str, icon: str, short: str | None = "") -> None:
        """What the projector shows in words; in narrow windows only the icon remains."""
        if not self._shown.takes("projector", text, tone, icon, short):
            return
        self.projector_chip.show_state(text, tone, icon, short=short)
        self.projector_chip.show()
        self._place()

    def set_sync(self, state: str, text: str, short: str | None = None) -> None:
        if not self._shown.takes("sync", state, text, short):
            return
        self.sync_chip.show_sync(state, text, short)
        self._place()

    def set_person(self, initials: str, name: str, role: str) -> None:
        if not self._shown.takes("person", initials, name, role):
            return
        self.role_button.set_person(initials, name, role)
        self._place()

    def add_tab(self, text: str, icon: str, tip: str = "") -> int:
        # The first tab becomes the current one by itself, which nobody chose.
        self.tabs.blockSignals(True)
        number = self.tabs.add_tab(text, icon, tip)
        self.tabs.blockSignals(False)
        self._place()
        return number

    def set_current_tab(self, number: int) -> None:
        if number != self.tabs.currentIndex():
            self.tabs.blockSignals(True)
            self.tabs.setCurrentIndex(number)
            self.tabs.blockSignals(False)

    def focus_first(self) -> None:
        """To the views, at the left."""
        self.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_breakpoint(self, step: Breakpoint) -> None:
        if step is not self._breakpoint:
            self._breakpoint = step
            self.restyle()

    # placing

    def sizeHint(self) -> QSize:
        wide = self._breakpoint is Breakpoint.XL
        return QSize(self.theme.px(683), self.theme.px(60 if wide else 52))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def restyle(self) -> None:
        wide = self._breakpoint is Breakpoint.XL
        self.mark.set_size(34 if wide else 30)
        self._title.set_role("card_strong" if wide else "body_strong")
        self._subtitle.set_role("secondary" if wide else "meta")
        self._clock.set_role("clock" if wide else "clock_l")
        self.tabs.set_compact(not wide)
        super().restyle()
        self._place()

    def _place(self) -> None:
        for given_up in range(_FIRST_STEP[self._breakpoint], len(_STEPS) + 1):
            self._give_up(given_up)
            if self._needed_width() <= self.width():
                break
        right_edge = self._place_right()
        self._place_left(right_edge)

    def _give_up(self, count: int) -> None:
        gone = set(_STEPS[:count])
        title_fits = self._breakpoint in (Breakpoint.XL, Breakpoint.L)
        self.role_button.set_compact("role" in gone)
        self.projector_chip.set_compact("chips" in gone)
        self.sync_chip.set_icon_only("chip words" in gone)
        self.sync_chip.set_compact("chips" in gone)
        self._title.setVisible(title_fits and "tab icons" not in gone)
        self._subtitle.setVisible(self._title.isVisibleTo(self))
        short = "chips" in gone
        self._subtitle.set_text(self._subtitle_short if short else self._subtitle_long)
        self.tabs.set_icons_shown("tab icons" not in gone)
        self._with_seconds = "seconds" not in gone
        self._clock.set_text(self._clock_long if self._with_seconds else self._clock_long[:5])
        self.mark.setVisible("mark" not in gone)
        self._clock.setVisible("clock" not in gone)
        for line in self._lines:
            line.setVisible("chip words" not in gone)

    def _needed_width(self) -> int:
        px = self.theme.px
        left = (self.mark.sizeHint().width() + px(12)) if self.mark.isVisibleTo(self) else 0
        if self._title.isVisibleTo(self):
            left += px(150)
        return left + self.tabs.sizeHint().width() + self._right_width() + 2 * px(14) + px(16)

    def _right_width(self) -> int:
        gap = self.theme.px(10)
        return sum(w.sizeHint().width() + gap for w in self._right_parts()) - gap

    def _right_parts(self) -> list[QWidget]:
        first, second = self._lines
        parts = (self.projector_chip, self.sync_chip, first, self._clock, second, self.role_button)
        return [part for part in parts if not part.isHidden()]

    def _place_right(self) -> int:
        px = self.theme.px
        right = self.width() - px(10)
        for part in reversed(self._right_parts()):
            is_line = isinstance(part, Hairline)
            size = QSize(1, px(28)) if is_line else part.sizeHint()
            top = (self.height() - size.height()) // 2
            part.setGeometry(QRect(right - size.width(), top, size.width(), size.height()))
            right -= size.width() + px(12 if is_line else 10)
        return right

    def _place_left(self, right_edge: int) -> None:
        px, tabs = self.theme.px, self.tabs.sizeHint()
        left = px(16)
        if not self.mark.isHidden():
            side = self.mark.sizeHint().width()
            self.mark.setGeometry(left, (self.height() - side) // 2, side, side)
            left += side + px(12)
        tabs_left = self._tabs_left(left, right_edge, tabs.width())
        top = (self.height() - tabs.height()) // 2
        self.tabs.setGeometry(tabs_left, top, tabs.width(), tabs.height())
        room = max(0, tabs_left - left - px(20))
        half = self.height() // 2
        title, subtitle = self._title.sizeHint().height(), self._subtitle.sizeHint().height()
        shift = (title + subtitle) // 2
        self._title.setGeometry(left, half - shift, room, title)
        self._subtitle.setGeometry(left, half - shift + title, room, subtitle)

    def _tabs_left(self, left: int, right_edge: int, width: int) -> int:
        latest = right_edge - width - self.theme.px(8)
        if self._title.isHidden():
            return min(left, latest)
        centred = (self.width() - width) // 2
        if self._breakpoint is Breakpoint.XL:
            return min(centred, latest)
        # Narrower bars keep the tabs close to the title instead of squeezing it.
        words = max(self._title.sizeHint().width(), self._subtitle.sizeHint().width())
        return max(left, min(left + words + self.theme.px(24), latest))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("bg_panel"))
        bottom = float(self.height() - 1)
        hairline(painter, 0.0, float(self.width()), bottom, self.theme.colour("line"))

    def _on_tab_clicked(self, number: int) -> None:
        if number == self.tabs.currentIndex():
            self.tab_chosen.emit(number)
