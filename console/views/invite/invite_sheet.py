"""The side sheet for inviting a device: a code on top, below who is in the dialogue."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.viewmodels.invitations import ROLES, Choice, InvitationsViewModel
from console.viewmodels.team import TeamViewModel
from console.views.invite.code_box import CodeBox
from console.views.invite.link_picture import LinkPicture
from console.views.invite.team_list import TeamList
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.check_box import CheckBox
from console.views.widgets.combo_box import ComboBox
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Hairline
from console.views.widgets.sheet import Sheet

#: Groups stand in so many columns, for most evenings have five or more.
_ABREAST = 2


class InviteSheet(Sheet):
    """Lives as long as its dialogue is open, so a code that is still good is there again."""

    def __init__(
        self, theme: Theme, host: QWidget, invitations: InvitationsViewModel, team: TeamViewModel
    ) -> None:
        words = invitations.words
        self._boxes = QGridLayout()
        super().__init__(theme, host, words("invite.title"), words("shell.close"))
        self._invitations, self._team = invitations, team
        self._intro = Paragraph(theme, words("invite.intro"), "body", "text2")
        self.role = ComboBox(theme, words("invite.role"))
        self.round = ComboBox(theme, words("invite.round"))
        self._role_field = self._field(words("invite.role"), self.role)
        self._round_field = self._field(words("invite.round"), self.round)
        self._rounds: list[Choice] = []
        self._choices: list[Choice] = []
        self.groups: dict[str, CheckBox] = {}
        self.make = Button(theme, "", "primary")
        self._sentence = Paragraph(theme, "", "body_medium", "over_text")
        self.box = CodeBox(theme, invitations)
        self._notice = Paragraph(theme, "", "secondary_medium", "ok_text")
        self.picture = LinkPicture(theme, invitations)
        self.team_list = TeamList(theme, team)
        self._put_together()
        self._connect()

    def _field(self, label: str, combo: ComboBox) -> QWidget:
        field = QWidget()
        column = QVBoxLayout(field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(5))
        column.addWidget(Label(self.theme, label, "secondary_medium", "text2"))
        column.addWidget(combo)
        return field

    def _put_together(self) -> None:
        current = ROLES.index(self._invitations.role)
        self.role.set_choices([choice.text for choice in self._invitations.roles], current)
        for part in (self._intro, self._role_field, self._round_field):
            self.body.addWidget(part)
        for column in range(_ABREAST):
            self._boxes.setColumnStretch(column, 1)
        self.body.addLayout(self._boxes)
        for part in (self.make, self._sentence, self.box, self._notice, self.picture):
            self.body.addWidget(part)
        self.body.addWidget(Hairline(self.theme))
        self.body.addWidget(self.team_list)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.role.activated.connect(self._on_role)
        self.round.activated.connect(self._on_round)
        self.make.clicked.connect(self._invitations.make_code)
        self.closed.connect(lambda: self._team.watch(watched=False))
        self._invitations.changed.connect(self._show)
        self._invitations.made.connect(self._on_made)
        self._team.changed.connect(self._show_team)

    def restyle(self) -> None:
        self._boxes.setHorizontalSpacing(self.theme.px(12))
        self._boxes.setVerticalSpacing(self.theme.px(4))
        super().restyle()

    # coming

    def show_sheet(self) -> None:
        """Open with the focus on the role."""
        self._team.watch(watched=True)
        self._show()
        self.team_list.show_team()
        self.open(self.role)

    def _show(self) -> None:
        invitations, words = self._invitations, self._invitations.words
        self.role.setCurrentIndex(ROLES.index(invitations.role))
        self._show_rounds()
        self._show_groups()
        self.make.set_text(words("invite.make_another" if invitations.code else "invite.make"))
        if invitations.is_asking:
            self.make.set_text(words("invite.asking"))
        for told, text in (
            (self._sentence, invitations.sentence),
            (self._notice, invitations.notice),
        ):
            told.set_text(text)
            told.setAccessibleName(text)
            told.setVisible(bool(text))
        self.box.show_code()
        self.picture.show_link()
        if invitations.sentence or invitations.notice:
            self._say(invitations.sentence or invitations.notice)

    def _show_rounds(self) -> None:
        rounds = self._invitations.rounds
        if rounds != self._rounds:
            self._rounds = rounds
            self.round.set_choices([choice.text for choice in rounds])
        at = [number for number, one in enumerate(rounds) if one.id == self._invitations.round]
        self.round.setCurrentIndex(at[0] if at else 0)
        self._round_field.setVisible(bool(rounds))

    def _show_groups(self) -> None:
        choices = self._invitations.groups
        if choices != self._choices:
            self._choices = choices
            self._make_boxes(choices)
        for group, box in self.groups.items():
            box.setChecked(group in self._invitations.chosen)

    def _make_boxes(self, choices: list[Choice]) -> None:
        for box in self.groups.values():
            box.hide()
            box.deleteLater()
        self.groups = {}
        for choice in choices:
            box = CheckBox(self.theme, choice.text)
            box.clicked.connect(self._chooser(choice.id))
            self._boxes.addWidget(box, *divmod(len(self.groups), _ABREAST))
            self.groups[choice.id] = box
        self._order_stops()

    def _chooser(self, group: str) -> Callable[[bool], None]:
        return lambda chosen: self._invitations.choose_group(group, chosen=chosen)

    def _order_stops(self) -> None:
        """Boxes that came later stand between the choice of the round and the button."""
        before: QWidget = self.round
        for box in (*self.groups.values(), self.make):
            QWidget.setTabOrder(before, box)
            before = box

    def _show_team(self) -> None:
        if self.is_open():
            self.team_list.show_team()
            step = self.team_list.open_step()
            if step is not None:
                self._reveal_soon(step)

    def _reveal_soon(self, part: QWidget) -> None:
        """Bring into view what just came, once it has its place: texts wrap in a second pass."""

        def reveal() -> None:
            self._scroll.ensureWidgetVisible(part, 0, self.theme.px(16))

        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, part, reveal))

    # what a person does

    def _on_role(self, number: int) -> None:
        self._invitations.choose_role(ROLES[number])

    def _on_round(self, number: int) -> None:
        self._invitations.choose_round(self._rounds[number].id)

    def _on_made(self) -> None:
        if self._invitations.code is not None:
            letters = self._invitations.code.letters
            self._say(self._invitations.words("invite.code_made", letters=letters))
            # Picture and link first, then the code: where both find room, both are seen.
            for part in (self.picture, self.box):
                self._reveal_soon(part)

    def _say(self, sentence: str) -> None:
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._team.asked:
            self._team.keep()
            return
        super().keyPressEvent(event)
