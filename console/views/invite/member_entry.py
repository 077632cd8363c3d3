"""Somebody of the team: who, in which role, on which devices, and the way to take it away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.team import DeviceRow, MemberRow
from console.views.invite.two_steps import SecondStep
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.avatar import Avatar
from console.views.widgets.button import Button
from console.views.widgets.label import ElidedLabel, Paragraph
from console.words import Words


class DeviceLine(Themed, QWidget):
    """How one device stands; with more than one, each can be shut out by itself."""

    asked = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Paragraph(theme, "", "secondary", "text2")
        self.revoke = Button(theme, words("invite.team.revoke"), size="mini")
        self.step = SecondStep(theme, words)
        self._row = QHBoxLayout()
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self.revoke, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._row)
        self._column.addWidget(self.step)
        self.revoke.clicked.connect(self.asked)
        self.wear(theme)

    def show_device(self, device: DeviceRow, asked: str, *, busy: bool) -> None:
        is_asked = device.id == asked
        self._text.set_text(device.text)
        self.revoke.setAccessibleName(device.revoke_name)
        self.revoke.setVisible(bool(device.revoke_name) and not is_asked)
        self.step.show_question(device.question if is_asked else "", busy=busy)

    def restyle(self) -> None:
        self._row.setSpacing(self.theme.px(8))
        super().restyle()


class MemberEntry(Themed, QWidget):
    """Filled again in place, so that nobody's focus is lost when somebody else joins."""

    asked = Signal(str)
    confirmed = Signal()
    kept = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._face = Avatar(theme)
        self._name = ElidedLabel(theme, "", "body_strong", "text")
        self._role = Paragraph(theme, "", "secondary_medium", "text2")
        self.revoke = Button(theme, words("invite.team.revoke"), size="mini")
        self.step = SecondStep(theme, words)
        self.devices: dict[str, DeviceLine] = {}
        self._id = ""
        self._arrange()
        self.revoke.clicked.connect(lambda: self.asked.emit(self._id))
        self.step.confirmed.connect(self.confirmed)
        self.step.kept.connect(self.kept)
        self.wear(theme)

    def _arrange(self) -> None:
        self._who = QVBoxLayout()
        self._who.setSpacing(0)
        self._who.addWidget(self._name)
        self._who.addWidget(self._role)
        self._head = QHBoxLayout()
        self._head.addLayout(self._who, 1)
        self._head.addWidget(self.revoke, 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(self._head)
        right.addLayout(self._lines)
        right.addWidget(self.step)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._face, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(right, 1)

    def show_member(self, member: MemberRow, asked: str, *, busy: bool) -> None:
        is_asked = member.id == asked
        self._id = member.id
        self._face.set_person(member.initials, member.name)
        self._face.set_quiet(quiet=not member.online)
        self._name.set_text(member.name)
        self._name.set_colour("text2" if member.revoked else "text")
        self._role.set_text(member.role)
        self._show_devices(member, asked, busy=busy)
        self.revoke.setAccessibleName(member.revoke_name)
        self.revoke.setVisible(bool(member.revoke_name) and not is_asked)
        self.step.show_question(member.question if is_asked else "", busy=busy)

    def _show_devices(self, member: MemberRow, asked: str, *, busy: bool) -> None:
        ids = {device.id for device in member.devices}
        for gone in self.devices.keys() - ids:
            line = self.devices.pop(gone)
            line.hide()
            line.deleteLater()
        for device in member.devices:
            if device.id not in self.devices:
                self._add_line(device.id)
            self.devices[device.id].show_device(device, asked, busy=busy)

    def _add_line(self, device: str) -> None:
        line = DeviceLine(self.theme, self._words)
        line.asked.connect(lambda: self.asked.emit(device))
        line.step.confirmed.connect(self.confirmed)
        line.step.kept.connect(self.kept)
        self._lines.addWidget(line)
        self.devices[device] = line

    def stops(self) -> list[Button]:
        """Everything in this row that can hold the focus, from top to bottom."""
        found = [self.revoke]
        for line in self.devices.values():
            found += [line.revoke, line.step.confirm, line.step.keep]
        return [*found, self.step.confirm, self.step.keep]

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setSpacing(px(10))
        self._head.setSpacing(px(8))
        self._lines.setSpacing(px(4))
        super().restyle()
