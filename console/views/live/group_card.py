"""The card of one group in the live view, with a menu for what is needed less often."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.group_menu import group_parts
from console.viewmodels.groups import GroupRow, GroupsViewModel
from console.viewmodels.now_menu import Part
from console.views.live.parts_menu import PartsMenu
from console.views.theme import Theme
from console.views.widgets.button import IconButton
from console.views.widgets.chip import SMALL_HEIGHT, chip_size
from console.views.widgets.timer_card import TimerCard
from console.words import Words

_BACK = {"returning", "returned"}
_GOING = {"running", "warning", "last_minute", "over", "paused"}


class GroupCard(TimerCard):
    """+ and − give and take a minute; Enter on the card opens its menu."""

    def __init__(
        self, theme: Theme, groups: GroupsViewModel, words: Words, row: GroupRow,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._more = IconButton(theme, "dots-three", words("live.more"), size="mini")
        self._groups, self._words = groups, words
        self._row: GroupRow | None = None
        super().__init__(theme, parent)
        self._menu = PartsMenu(self)
        self._put_menu_button()
        self.minutes_requested.connect(lambda n: groups.change_minutes(self._id(), n))
        self.action_requested.connect(self._act)
        self._more.clicked.connect(self._open_menu)
        self.show_row(row)

    def _id(self) -> str:
        assert self._row is not None
        return self._row.id

    # content

    def show_row(self, row: GroupRow) -> None:
        """Take over what has changed since the last row; most seconds only the digits."""
        before, self._row = self._row, row
        if before is None or _head(before) != _head(row):
            self._show_head(row)
        if before is None or (before.phase, before.phase_words) != (row.phase, row.phase_words):
            self.set_phase(row.phase, self._phase_words(row))
        if before is None or before.end != row.end:
            self.set_end(row.end)
        if before is None or before.extended != row.extended:
            self._fit_extended()
        if before is None or before.call != row.call:
            self._show_call(row)
        if before is None or before.facts != row.facts:
            self._show_facts(row)
        if before is None or before.description != row.description:
            self.set_description(row.description)
        if before is None or before.pauses != row.pauses:
            self._more.setVisible(bool(self._parts()))
        self.set_time(row.time)
        self.set_progress(row.elapsed_s, row.length_s)

    def _show_head(self, row: GroupRow) -> None:
        words = self._words
        self.set_group(row.name, row.topic, row.people, row.people_name)
        self._people_icon.setVisible(bool(row.people))
        self._people.setVisible(bool(row.people))
        names = {-1: "minus_one", 1: "plus_one", 2: "plus_two"}
        spoken = {n: words(f"live.group_{key}_name", group=row.name) for n, key in names.items()}
        self.set_step_names(spoken)
        actions = {"ready": "live.start_group"} if row.steers else {}
        if row.marks:
            actions |= {"returning": "live.back_group", "returned": "live.reopen_group"}
        self.set_action_words({phase: words(key) for phase, key in actions.items()})
        self._more.set_name(f"{words('live.more')}, {row.name}")

    def _show_facts(self, row: GroupRow) -> None:
        facts = row.facts
        said = " · ".join(part for part in (facts.last_note, facts.moderator) if part)
        icons = {"connected": ("circle-fill", "ok"), "dark": ("circle", "text3")}
        self.set_about(said, *icons.get(facts.line, ("", "")))
        self.setToolTip(facts.spoken)

    def _show_call(self, row: GroupRow) -> None:
        call = row.call
        if call is None:
            self.set_call("")
        else:
            self.set_call(call.short, call.tone, call.icon)
        self._more.setVisible(bool(self._parts()))

    def set_phase(self, phase: str, chip_text: str) -> None:
        row = self._row
        # Who only marks groups as back has that one button, and none for the time.
        marks = row is not None and row.marks and phase in _BACK
        self._editable = row is None or row.steers or marks
        super().set_phase(phase, chip_text)
        self._more.setVisible(bool(self._parts()))

    # room

    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        if self._row is not None:
            self.set_phase(self._row.phase, self._phase_words(self._row))

    def _phase_words(self, row: GroupRow) -> str:
        return row.phase_short if self._compact else row.phase_words

    def _fit_extended(self) -> None:
        """The extension is the first to go: the bar and the menu's place tell it as well."""
        row = self._row
        if row is None:
            return
        needed = self._column.contentsMargins().left() + self._column.contentsMargins().right()
        needed += self._name.sizeHint().width() + self._people.sizeHint().width()
        needed += self._people_icon.sizeHint().width() + 3 * self._head.spacing()
        chip = chip_size(self.theme, row.extended, "neutral", "", SMALL_HEIGHT).width()
        self.set_extended(row.extended if needed + chip <= self.width() else "")

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        sides = self._column.contentsMargins().left() + self._column.contentsMargins().right()
        steps = sum(button.minimumSizeHint().width() for button in self._steps.values())
        parts = (
            steps + 2 * self._buttons.spacing(),
            self._chip.sizeHint().width(),
            self._action.minimumSizeHint().width(),
            self._name.minimumSizeHint().width() + self._people.sizeHint().width()
            + self._people_icon.sizeHint().width() + 2 * self._head.spacing(),
        )  # fmt: skip
        return QSize(max(parts) + sides, whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_extended()

    # what a person does

    def _act(self, phase: str) -> None:
        if phase == "ready":
            self._groups.start(self._id())
        else:
            self._groups.mark_back(self._id(), back=phase == "returning")

    def _parts(self) -> list[Part]:
        """Return what the menu offers; on the way back the card's button is enough."""
        row = self._row
        if row is None or not (row.phase in _GOING or row.call is not None):
            return []
        return group_parts(self._groups, self._words, row)

    def _open_menu(self) -> None:
        self._pop_up(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _pop_up(self, place: QPoint) -> None:
        self._menu.open_at(place, self._parts())

    # Qt

    def restyle(self) -> None:
        super().restyle()
        self._more.set_size("mini")

    def _put_menu_button(self) -> None:
        """Beside the digits: the only place that stays free on the narrowest card."""
        at = self._column.indexOf(self._time)
        self._column.removeWidget(self._time)
        line = QHBoxLayout()
        line.addWidget(self._time, 1)
        line.addWidget(self._more, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.insertLayout(at, line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._open_menu()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._pop_up(event.globalPos())


def _head(row: GroupRow) -> tuple[object, ...]:
    return row.name, row.topic, row.people, row.people_name, row.steers, row.marks
