"""The bottom bar: the last action with its undo, keys of the moment, who is connected."""

from typing import NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.views.painting import hairline
from console.views.shell.breakpoints import Breakpoint
from console.views.shell.shown import Shown
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.avatar import Avatar
from console.views.widgets.button import Button
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.key_hint import KeyHint
from console.views.widgets.label import ElidedLabel, Label
from console.views.widgets.panel import Hairline


class Device(NamedTuple):
    """A connected device: initials to show, name with role and last contact to tell."""

    initials: str
    name: str


class BottomBar(Themed, QWidget):
    """Key hints give way first; the last action may be cut, its undo never leaves."""

    undo_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._breakpoint = Breakpoint.XL
        self._icon = IconLabel(theme, "clock-counter-clockwise", size=16)
        self._lead = Label(theme, "", "secondary", "text2")
        self._action = ElidedLabel(theme, "", "secondary_strong", least=60)
        self._time = Label(theme, "", "secondary", "text2")
        self._undo = Button(theme, "", size="mini", icon="arrow-u-up-left")
        self._hints: list[KeyHint] = []
        self._hint_row = QHBoxLayout()
        self._line = Hairline(theme, upright=True)
        self._devices = Label(theme, "", "secondary", "text2")
        self._avatar_row = QHBoxLayout()
        self._avatars: list[Avatar] = []
        self._shown = Shown()
        self._row = QHBoxLayout(self)
        self._arrange()
        self._undo.clicked.connect(self.undo_pressed)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.wear(theme)
        self.set_last_action("", "", "")

    # setters

    def set_last_action(self, lead: str, text: str, time: str) -> None:
        """`lead` is "Letzte Aktion:"; an empty `text` hides the part."""
        if not self._shown.takes("action", lead, text, time):
            return
        self._lead.set_text(lead)
        self._action.set_text(text)
        self._time.set_text(time)
        for widget in (self._icon, self._lead, self._action, self._time, self._undo):
            widget.setVisible(bool(text))
        self._fit()

    def set_undo(self, text: str, key: str, enabled: bool = True, why_not: str = "") -> None:
        if not self._shown.takes("undo", text, key, enabled, why_not):
            return
        self._undo.set_text(text)
        self._undo.set_key(key)
        if enabled:
            self._undo.enable()
        else:
            self._undo.disable(why_not)
        self._fit()

    def set_hints(self, hints: list[tuple[str, str]]) -> None:
        """Keys and what they do, the most useful first."""
        if [hint.content for hint in self._hints] == hints:
            return
        for hint in self._hints:
            self._hint_row.removeWidget(hint)
            hint.hide()
            hint.deleteLater()
        self._hints = [KeyHint(self.theme, key, text) for key, text in hints]
        for hint in self._hints:
            self._hint_row.addWidget(hint)
        self._fit()

    def set_devices(self, text: str, devices: list[Device]) -> None:
        """`text` such as "3 verbunden" or "Nur dieses Gerät, seit 19:52"."""
        if not self._shown.takes("devices", text, devices):
            return
        self._devices.set_text(text)
        for avatar in self._avatars:
            self._avatar_row.removeWidget(avatar)
            avatar.hide()
            avatar.deleteLater()
        self._avatars = [Avatar(self.theme, d.initials, d.name, 26) for d in devices]
        for avatar in self._avatars:
            self._avatar_row.addWidget(avatar)
        self._line.setVisible(bool(text))
        self._fit()

    def set_breakpoint(self, step: Breakpoint) -> None:
        if step is not self._breakpoint:
            self._breakpoint = step
            self.restyle()

    # look

    def sizeHint(self) -> QSize:
        tall = self._breakpoint is Breakpoint.XL
        return QSize(self.theme.px(683), self.theme.px(40 if tall else 36))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(16), px(1), px(14), 0)
        self._row.setSpacing(px(8))
        self._hint_row.setSpacing(px(14))
        self._hint_row.setContentsMargins(0, 0, px(6), 0)
        self._time.setContentsMargins(0, 0, px(6), 0)
        self._devices.setContentsMargins(px(6), 0, 0, 0)
        self._avatar_row.setSpacing(px(4))
        self._line.setFixedHeight(px(20))
        self._undo.set_size("mini")
        super().restyle()
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("bg_panel"))
        hairline(painter, 0.0, float(self.width()), 0.0, self.theme.colour("line"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide the least useful part until the rest stands in full words."""
        parts: list[QWidget] = [*reversed(self._hints), self._lead, self._devices, self._time]
        kept = [part for part in parts if self._has_words(part)]
        while kept and self._needed_width(kept) > self.width():
            kept.pop(0)
        # Only now: a part shown and hidden again would have the whole bar laid out twice.
        for part in parts:
            part.setVisible(part in kept)
        self._line.setVisible(bool(self._avatars) and self._shows_any_hint())

    def _has_words(self, part: QWidget) -> bool:
        if isinstance(part, KeyHint):
            return True
        if part is self._devices:
            return bool(self._devices.text())
        return bool(self._action.text())

    def _shows_any_hint(self) -> bool:
        return any(not hint.isHidden() for hint in self._hints)

    def _needed_width(self, kept: list[QWidget]) -> int:
        px = self.theme.px
        always = [widget for widget in (self._icon, self._undo) if not widget.isHidden()]
        width = sum(widget.sizeHint().width() + px(14) for widget in (*always, *kept))
        width += sum(avatar.sizeHint().width() + px(4) for avatar in self._avatars)
        if not self._action.isHidden():
            width += min(self._action.sizeHint().width(), px(320))
        return width + px(16 + 14 + 24)

    def _arrange(self) -> None:
        for widget in (self._icon, self._lead):
            self._row.addWidget(widget)
        self._row.addWidget(self._action)
        self._row.addWidget(self._time)
        self._row.addWidget(self._undo)
        self._row.addStretch(1)
        self._row.addLayout(self._hint_row)
        self._row.addWidget(self._line)
        self._row.addWidget(self._devices)
        self._row.addLayout(self._avatar_row)
        self._line.hide()
