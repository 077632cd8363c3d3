"""The card of one breakout group: who, how long, what state, and the buttons for its time."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.attention import Attention
from console.views.widgets.button import Button
from console.views.widgets.chip import Chip
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import ElidedLabel, Label
from console.views.widgets.timer_phases import ACTIONS, PHASES
from console.views.widgets.zone_bar import ZoneBar

CARD_RADIUS = 10


class TimerCard(Themed, QWidget):
    """Focus the card and press + or - for a minute, or use its buttons."""

    # minutes to add, negative to take away
    minutes_requested = Signal(int)
    # "ready", "returning" or "returned": the phase whose single action was pressed
    action_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phase, self._compact, self._editable = "ready", False, True
        self._has_dot = False
        self._name = ElidedLabel(theme, "", "body_strong", least=64)
        self._extended = Chip(theme, small=True)
        self._people_icon = IconLabel(theme, "user", size=14)
        self._people = Label(theme, "", "secondary_medium", "text2", digits=True)
        self._topic = ElidedLabel(theme, "", "secondary", "text2")
        self._call = Chip(theme, small=True)
        self._dot = IconLabel(theme, "circle", "text3", size=10)
        self._facts = ElidedLabel(theme, "", "meta", "text2")
        self._dense = False
        self._time = CountdownLabel(theme, "group_timer")
        self._bar = ZoneBar(theme, slim=True)
        self._chip = Chip(theme, small=True)
        self._end = Label(theme, "", "secondary", "text2", digits=True)
        self._steps = {n: Button(theme, _signed(n), size="small") for n in (-1, 1, 2)}
        self._action = Button(theme, "", size="small")
        self._action_words: dict[str, str] = {}
        self._attention = Attention(self, *self._steps.values(), self._action)
        self._arrange()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._extended.hide()
        self._call.hide()
        self._dot.hide()
        self.wear(theme)
        self.set_phase("ready", "")

    # setters

    def set_group(self, name: str, topic: str, people: str, people_name: str = "") -> None:
        """`people` is the number as text; `people_name` says it in words for screen readers."""
        self._name.set_text(name)
        self._topic.set_text(topic)
        self._people.set_text(people)
        self._people.setAccessibleName(people_name or people)
        self.setAccessibleName(f"{name}, {topic}" if topic else name)

    def set_time(self, text: str) -> None:
        self._time.set_text(text)

    def set_progress(self, elapsed_ms: int, length_ms: int) -> None:
        self._bar.set_progress(elapsed_ms, length_ms)

    def set_phase(self, phase: str, chip_text: str) -> None:
        """`phase` is a key of PHASES; `chip_text` names it in words."""
        look = PHASES[phase]
        self._chip.show_state(chip_text, look.tone, look.icon, look.fill)
        self._fit_end()
        self._time.set_colour(look.digits)
        self._bar.set_tone(look.bar, look.track)
        self._phase = phase
        self._show_buttons()
        self.update()

    def set_end(self, text: str) -> None:
        """Such as "bis 19:51"."""
        self._end.set_text(text)
        self._fit_end()

    def set_extended(self, text: str) -> None:
        """The chip "+2 Min"; empty takes it away."""
        self._extended.show_state(text)
        self._extended.setVisible(bool(text))

    def set_call(self, text: str, tone: str = "accent", icon: str = "") -> None:
        """What the group asks for, in the place of its topic; empty takes it away."""
        self._call.show_state(text, tone, icon, "solid")
        self._call.setVisible(bool(text))
        self._topic.setVisible(not text and not self._dense)

    def set_about(self, text: str, icon: str = "", tone: str = "") -> None:
        """Who is in charge and the latest note, on wide cards; an icon says who is connected."""
        self._facts.set_text(text)
        if icon:
            self._dot.set_icon(icon, tone)
        self._has_dot = bool(icon)
        self._show_about()

    def _show_about(self) -> None:
        roomy = not self._compact and not self._dense
        self._facts.setVisible(roomy and bool(self._facts.text()))
        self._dot.setVisible(roomy and self._has_dot)

    def set_dense(self, dense: bool) -> None:
        """Only what has to be seen of each of many groups; buttons come with focus or pointer."""
        if dense != self._dense:
            self._dense = dense
            self.restyle()
            self._show_buttons()

    def set_description(self, text: str) -> None:
        """The whole state in one sentence for screen readers."""
        self.setAccessibleDescription(text)

    def set_action_words(self, words: dict[str, str]) -> None:
        """Words of the single action per phase: ready, returning, returned."""
        self._action_words = dict(words)
        self._show_buttons()

    def set_step_names(self, names: dict[int, str]) -> None:
        """Spoken names of the buttons for -1, 1 and 2 minutes."""
        for minutes, name in names.items():
            self._steps[minutes].setAccessibleName(name)
            self._steps[minutes].setToolTip(name)

    def set_editable(self, editable: bool) -> None:
        """Who may not steer groups sees no buttons instead of dead ones."""
        self._editable = editable
        self._show_buttons()

    def set_compact(self, compact: bool) -> None:
        """Smaller digits and tighter spacing for windows below 1,700 px."""
        if compact != self._compact:
            self._compact = compact
            self.restyle()

    # look

    def focus_radius(self) -> float:
        return self.theme.px(CARD_RADIUS)

    def restyle(self) -> None:
        px, compact = self.theme.px, self._compact
        side = px(10 if compact else 14)
        self._column.setContentsMargins(
            side, px(8 if compact else 12), side, px(8 if compact else 12)
        )
        self._column.setSpacing(0)
        self._head.setSpacing(px(5))
        # As high as the chip of an extension, so that the digits stay where they are with it.
        self._name.setMinimumHeight(self._extended.sizeHint().height())
        # Likewise as high as what the group may ask for.
        self._topic.setMinimumHeight(self._call.sizeHint().height())
        self._state.setSpacing(px(6))
        self._buttons.setSpacing(px(7 if compact else 8))
        self._state.setContentsMargins(0, px(8 if compact else 10), 0, px(8 if compact else 12))
        self._time.setContentsMargins(0, px(1 if compact else 8), 0, px(4 if compact else 10))
        self._time.set_role("group_timer_l" if compact else "group_timer")
        for button in (*self._steps.values(), self._action):
            button.set_size("mini" if compact or self._dense else "small")
        if self._dense:
            self._time.set_role("group_timer_s")
            self._state.setContentsMargins(0, px(6), 0, px(4))
            self._time.setContentsMargins(0, 0, 0, px(2))
        self._known.setSpacing(px(5))
        self._show_about()
        super().restyle()

    def minimumSizeHint(self) -> QSize:
        """The end time is the first to go: the state chip and the buttons stay whole."""
        sides = self._column.contentsMargins().left() + self._column.contentsMargins().right()
        steps = sum(button.minimumSizeHint().width() for button in self._steps.values())
        steps += 2 * self._buttons.spacing()
        head = sum(part.minimumSizeHint().width() for part in (self._name, self._people))
        head += self._people_icon.sizeHint().width() + 2 * self._head.spacing()
        if not self._extended.isHidden():
            head += self._extended.sizeHint().width() + self._head.spacing()
        action = self._action.minimumSizeHint().width()
        least = max(steps, head, action, self._chip.sizeHint().width())
        return QSize(least + sides, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(150 if self._compact else 206), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        look, theme = PHASES[self._phase], self.theme
        width = float(theme.px(2)) if look.thick else 1.0
        frame = theme.colour(look.frame)
        rect = QRectF(self.rect())
        rounded_box(painter, rect, theme.px(CARD_RADIUS), theme.colour(look.ground), frame, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_end()

    def _fit_end(self) -> None:
        sides = self._column.contentsMargins().left() + self._column.contentsMargins().right()
        both = self._chip.sizeHint().width() + self._state.spacing() + self._end.sizeHint().width()
        away = self._dense and self._attention.is_given
        self._end.setVisible(both + sides <= self.width() and not away)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        minutes = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()))
        if minutes is None or not self._shows_steps():
            super().keyPressEvent(event)
        else:
            self.minutes_requested.emit(minutes)

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._name, 1)
        self._head.addWidget(self._extended)
        self._head.addWidget(self._people_icon)
        self._head.addWidget(self._people)
        self._state = QHBoxLayout()
        self._state.addWidget(self._chip)
        self._state.addStretch(1)
        self._state.addWidget(self._end)
        self._buttons = QHBoxLayout()
        for button in self._steps.values():
            self._buttons.addWidget(button, 1)
        self._buttons.addWidget(self._action, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._about = QHBoxLayout()
        self._about.addWidget(self._topic, 1)
        self._about.addWidget(self._call)
        self._about.addStretch(0)
        self._column.addLayout(self._about)
        self._known = QHBoxLayout()
        self._known.addWidget(self._dot)
        self._known.addWidget(self._facts, 1)
        self._column.addLayout(self._known)
        self._column.addWidget(self._time)
        self._column.addWidget(self._bar)
        self._column.addLayout(self._state)
        self._column.addStretch(1)
        self._column.addLayout(self._buttons)

    def _connect(self) -> None:
        for minutes, button in self._steps.items():
            button.clicked.connect(lambda _=False, n=minutes: self.minutes_requested.emit(n))
        self._attention.changed.connect(lambda _: self._show_buttons())
        self._action.clicked.connect(lambda: self.action_requested.emit(self._phase))

    def _shows_steps(self) -> bool:
        return self._editable and self._phase not in ACTIONS

    def _show_buttons(self) -> None:
        away = self._dense and not self._attention.is_given
        self._chip.setVisible(away or not self._dense)
        self._fit_end()
        self._topic.setVisible(self._call.isHidden() and not self._dense)
        for button in self._steps.values():
            button.setVisible(self._shows_steps() and not away)
        words = self._action_words.get(self._phase, "")
        self._action.set_text(words)
        self._action.set_icon(ACTIONS.get(self._phase, ""))
        name = self._name.text()
        self._action.setAccessibleName(f"{words}, {name}" if name else words)
        self._action.setVisible(self._editable and bool(words) and not away)


def _signed(minutes: int) -> str:
    return f"+{minutes}" if minutes > 0 else f"\N{MINUS SIGN}{-minutes}"
