"""A copy of an evening, as the start page asks for it: of which one, how called, and when."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from console.viewmodels.start_fields import checked_evening, checked_title
from console.words import Words, formats


@dataclass(frozen=True, slots=True)
class CopySource:
    """The dialogue that is copied; instants are UTC ms."""

    path: Path
    title: str
    starts_at: int
    ends_at: int
    zone: str


@dataclass(frozen=True, slots=True)
class CopyForm:
    """The form for a copy as it is typed."""

    title: str = ""
    date: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class CopyWish:
    """What a copy needs; instants are UTC ms."""

    path: Path
    title: str
    starts_at: int
    ends_at: int


class StartCopyViewModel(QObject):
    """`look_wanted` carries the file that was named; whoever opens files answers with `show`,
    and `shown` tells that the form can be filled in. `wanted` carries the wish.
    """

    look_wanted = Signal(object)
    shown = Signal()
    wanted = Signal(object)

    def __init__(self, words: Words, today: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.source: CopySource | None = None
        self._today = today

    def look(self, path: Path) -> None:
        """Read a dialogue that is to be copied."""
        self.look_wanted.emit(path)

    def show(self, source: CopySource) -> None:
        """Ask how the copy of this one is called, and when it is."""
        self.source = source
        self.shown.emit()

    @property
    def note(self) -> str:
        """What comes along, and what does not."""
        title = self.source.title if self.source is not None else ""
        return self.words("copying.note", title=title)

    @property
    def form(self) -> CopyForm:
        """What the form begins with: the same evening, today."""
        source = self.source
        if source is None:
            return CopyForm(date=self._today)
        start = formats.clock(source.starts_at, source.zone)
        end = formats.clock(source.ends_at, source.zone)
        return CopyForm(title=source.title, date=self._today, start=start, end=end)

    def make(self, form: CopyForm) -> None:
        """Make the copy.  Raises: Refused with the field that does not say what it must."""
        source = self.source
        if source is None:
            return
        title = checked_title(self.words, form.title)
        zone = source.zone
        starts_at, ends_at = checked_evening(self.words, form.date, form.start, form.end, zone)
        self.wanted.emit(CopyWish(source.path, title, starts_at, ends_at))
