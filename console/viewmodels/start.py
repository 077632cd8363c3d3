"""The start page: what a person may begin with, and what they type for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from console.domain.errors import DialogpultError
from console.sync.greeting import Greeting
from console.viewmodels.joining import (
    FILE_HELPS,
    KEY_HELPS,
    JoinFields,
    JoinWish,
    Pasted,
    Refused,
    sentence_of,
    server,
)
from console.viewmodels.start_copy import StartCopyViewModel
from console.viewmodels.start_fields import checked_evening, checked_title
from console.words import Words

__all__ = ["NewDialogue", "NewForm", "Recent", "Refused", "StartViewModel"]

#: What the beginnings are called.
SAMPLE, NEW, OPEN, JOIN, COPY = "sample", "new", "open", "join", "copy"
LEAST_GROUPS, MOST_GROUPS = 2, 12


@dataclass(frozen=True, slots=True)
class NewDialogue:
    """What a new dialogue needs; instants are UTC ms."""

    title: str
    city: str
    starts_at: int
    ends_at: int
    zone: str
    groups: int


@dataclass(frozen=True, slots=True)
class Recent:
    """A dialogue that was open on this device."""

    path: Path
    title: str
    opened: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class NewForm:
    """The form for a new dialogue as it is typed."""

    title: str = ""
    city: str = ""
    date: str = ""
    start: str = "18:00"
    end: str = "20:15"
    zone: str = "Europe/Berlin"
    groups: str = "5"


class StartViewModel(QObject):
    """Tells what a person wants by signals; whoever opens dialogues answers by `fail`.

    `waiting` carries what is being waited for; empty when nothing is. Joining takes two steps:
    `look_wanted` asks who answers, `met` shows it, and only then `join_wanted` sends the code
    there. `key_wanted`: typing the server's key would help; `file_wanted`: the certificate file of
    the city would, which `trust_wanted` carries with the address that it is for, and `trusted`
    answers. `informed`: the `notice` is another.
    """

    sample_wanted = Signal()
    new_wanted = Signal(object)
    open_wanted = Signal(object)
    look_wanted = Signal(object)
    met = Signal(object)
    join_wanted = Signal(object)
    key_wanted = Signal()
    file_wanted = Signal()
    trust_wanted = Signal(str, object)
    trusted = Signal(object)
    fill_wanted = Signal(str)
    recent_forgotten = Signal(object)
    failed = Signal(str)
    informed = Signal(str)
    waiting = Signal(str)
    recent_changed = Signal()

    def __init__(
        self,
        words: Words,
        today: str,
        name: str = "",
        parent: QObject | None = None,
        *,
        address: str = "",
    ) -> None:
        super().__init__(parent)
        self.words = words
        self.form = NewForm(date=today)
        self.name = name
        self.address = address
        self.recent: Sequence[Recent] = ()
        self._today = today
        self._fields = JoinFields(words)
        self._met: JoinWish | None = None
        self.copying = StartCopyViewModel(words, today, self)
        self.notice = ""

    def show_recent(self, recent: Sequence[Recent]) -> None:
        self.recent = tuple(recent)
        self.recent_changed.emit()

    def open_sample(self) -> None:
        self.sample_wanted.emit()

    def open_file(self, path: Path) -> None:
        self.open_wanted.emit(path)

    def forget(self, path: Path) -> None:
        """Take a dialogue off the list; the file stays."""
        self.recent_forgotten.emit(path)

    def create(self, form: NewForm) -> None:
        """Ask for a new dialogue.  Raises: Refused for the first field that is wrong."""
        self.form = form
        self.new_wanted.emit(self._checked(form))

    def fill(self, what: str) -> None:
        """Fill a dialogue that is still empty: with "template" or "sample"."""
        self.fill_wanted.emit(what)

    def read_link(self, text: str) -> Pasted | None:
        """Return the invitation in what was pasted, if there is one."""
        return self._fields.read_link(text)

    def read_key(self, pin: str) -> str:
        """Return how the field shows a key that an invitation named."""
        return self._fields.read_key(pin)

    def join(
        self, address: str, code: str, name: str, key: str = "", path: Path | None = None
    ) -> None:
        """Ask who answers there, to join it, bringing the dialogue at `path` as its first lead.

        Raises: Refused for the first field that is wrong.
        """
        wish = self._fields.wish(address, code, name, key, path)
        self.name, self.address = wish.name, wish.address
        self._met = None
        self.look_wanted.emit(wish)

    def trust(self, address: str, path: Path) -> None:
        """Let the city's certificate file vouch for the server at an address."""
        self.trust_wanted.emit(address, path)

    def meet(self, wish: JoinWish, seen: Greeting) -> None:
        """Show who answered; nothing that is nobody else's business was said yet."""
        self._met = wish.at(seen)
        self.met.emit(server(self.words, seen))

    def go_on(self) -> None:
        """It is the right one: send the code there, and only there."""
        wish, self._met = self._met, None
        if wish is not None:
            self.join_wanted.emit(wish)

    def step_back(self) -> None:
        """It is not the right one: nothing is sent."""
        self._met = None

    def tell(self, error: DialogpultError) -> None:
        """Tell a person what stood in the way."""
        if error.code in KEY_HELPS:
            self.key_wanted.emit()
        if error.code in FILE_HELPS:
            self.file_wanted.emit()
        self.fail(sentence_of(self.words, error, self._today))

    def inform(self, notice: str) -> None:
        """Tell what happened by itself; it stays until another dialogue is open, or "" is told."""
        self.notice = notice
        self.informed.emit(notice)

    def fail(self, sentence: str) -> None:
        """Tell a person that what they wanted did not go."""
        self.failed.emit(sentence)

    def wait_for(self, sentence: str) -> None:
        """Tell a person what takes a moment; empty when it is over."""
        self.waiting.emit(sentence)

    def _checked(self, form: NewForm) -> NewDialogue:
        words = self.words
        title = checked_title(words, form.title)
        starts_at, ends_at = checked_evening(words, form.date, form.start, form.end, form.zone)
        groups = form.groups.strip()
        if not groups.isdecimal() or not LEAST_GROUPS <= int(groups) <= MOST_GROUPS:
            raise Refused(
                "groups", words("errors.groups_out_of_range", least=LEAST_GROUPS, most=MOST_GROUPS)
            )
        return NewDialogue(
            title=title,
            city=" ".join(form.city.split()),
            starts_at=starts_at,
            ends_at=ends_at,
            zone=form.zone.strip(),
            groups=int(groups),
        )
