"""A code for one more device: for which role, for which groups, how it reads, how it is told."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.domain.errors import DialogpultError
from console.domain.join_link import JoinLink, compose
from console.domain.members import MemberRole
from console.storage.change import Change
from console.sync.wire_members import Invitation
from console.viewmodels.desk import Desk
from console.viewmodels.places import Places, Spawn, role_and_groups, sentence_of
from console.words import Words, formats

#: In the order in which a team comes.
ROLES: Final[tuple[MemberRole, ...]] = ("cohost", "notetaker", "observer", "lead")
#: As people read it out: two breaths of four.
_BREATH: Final = 4


class Choice(Struct, frozen=True):
    """An entry to choose: its id, and how it is called."""

    id: str
    text: str


class Code(Struct, frozen=True, kw_only=True):
    """A code that can be used: as it is typed, shown, spoken, and told in a mail."""

    plain: str
    shown: str
    letters: str
    valid: str
    address: str
    text: str
    link: str
    expires_at: int

    def __repr__(self) -> str:
        """Leave out what opens a door: this may reach a log."""
        return "Code()"


class InvitationsViewModel(QObject):
    """`changed`: something reads differently. `made`: there is a new code. `end` before closing."""

    changed = Signal()
    made = Signal()

    def __init__(
        self, desk: Desk, places: Places, spawn: Spawn, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._places = places
        self._spawn = spawn
        self._ended = False
        self.role: MemberRole = ROLES[0]
        self.round = ""
        self.chosen: frozenset[str] = frozenset()
        self.code: Code | None = None
        self.sentence = ""
        self.notice = ""
        self.is_asking = False
        desk.bridge.changed.connect(self._on_change)
        desk.ticker.tick.connect(self._on_tick)

    @property
    def words(self) -> Words:
        return self._desk.words

    # the choice

    @property
    def roles(self) -> list[Choice]:
        return [Choice(role, self.words(f"shell.role.{role}")) for role in ROLES]

    @property
    def rounds(self) -> list[Choice]:
        """What a note-taker may write for: everything, or groups of one round; else nothing."""
        state = self._desk.store.state
        if self.role != "notetaker":
            return []
        found = [
            Choice(item.id, self.words("invite.round_groups", item=item.title.text))
            for item in state.agenda()
            if state.groups_of(item.id)
        ]
        return [Choice("", self.words("invite.all_groups")), *found] if found else []

    @property
    def groups(self) -> list[Choice]:
        """The groups of the chosen round."""
        if self.round not in {choice.id for choice in self.rounds}:
            return []
        found = self._desk.store.state.groups_of(self.round) if self.round else []
        return [Choice(group.id, group.name.text) for group in found]

    def choose_role(self, role: MemberRole) -> None:
        self.role = role
        self._say("")

    def choose_round(self, item: str) -> None:
        self.round, self.chosen = item, frozenset()
        self._say("")

    def choose_group(self, group: str, *, chosen: bool) -> None:
        self.chosen = self.chosen | {group} if chosen else self.chosen - {group}
        self._say("")

    # the code

    def make_code(self) -> None:
        """Ask for a code; what stands in the way is said in `sentence`."""
        if self.is_asking:
            return
        groups = tuple(group.id for group in self.groups if group.id in self.chosen)
        if self.groups and not groups:
            self._say(self.words("invite.groups_missing"))
            return
        self.is_asking = True
        self._say("")
        self._spawn(self._make(self.role, groups))

    async def _make(self, role: MemberRole, groups: tuple[str, ...]) -> None:
        sentence = ""
        made: Invitation | None = None
        try:
            made = await self._places.invite(role, groups)
        except DialogpultError as error:
            sentence = sentence_of(self._desk, error)
        finally:
            self.is_asking = False
        if self._ended:
            return
        if made is not None:
            self.code = self._code(made)
        self._say(sentence)
        if made is not None:
            self.made.emit()

    def _code(self, made: Invitation) -> Code:
        words, desk = self.words, self._desk
        parts = [made.code[at : at + _BREATH] for at in range(0, len(made.code), _BREATH)]
        shown = " ".join(parts)
        time = formats.spoken_clock(words, made.expires_at, desk.zone)
        who = role_and_groups(desk, made.role, made.groups)
        text = words(
            "invite.text",
            title=desk.store.state.dialogue.title.text or words("invite.untitled"),
            who=who,
            join=words("start.join"),
            address=self._places.address,
            code=shown,
            time=time,
        )
        link = made.link or self._link(made.code)
        if link:
            text = words("invite.text_link", text=text, link=link)
        return Code(
            plain=made.code,
            shown=shown,
            letters=", ".join(made.code),
            valid=words("invite.valid", time=time, who=who),
            address=words("invite.address", address=self._places.address),
            text=text,
            link=link,
            expires_at=made.expires_at,
        )

    def _link(self, code: str) -> str:
        """Return the code as a link, with the key that this console itself holds the backend to."""
        pin = self._places.pin or None
        try:
            return compose(JoinLink(origin=self._places.address, secret=code, pin=pin))
        except ValueError:
            # An address that a link cannot carry is typed.
            return ""

    def tell_copied(self, what: Literal["code", "link", "text"]) -> None:
        """It is on the clipboard now."""
        self.notice = self.words(f"invite.{what}_copied")
        self.changed.emit()

    def _say(self, sentence: str) -> None:
        self.sentence, self.notice = sentence, ""
        self.changed.emit()

    def _on_tick(self) -> None:
        if self.code is not None and self._desk.evening.now >= self.code.expires_at:
            self.code = None
            self._say(self.words("invite.expired"))

    def _on_change(self, change: Change) -> None:
        if change.touches("group", "agenda_item"):
            self.changed.emit()

    def end(self) -> None:
        """What is still under way changes nothing any more."""
        self._ended = True
