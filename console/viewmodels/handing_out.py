"""Handing over what is only here: a file for all or for the lead, or text for a chat."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.domain import codec
from console.domain.errors import KnownFailure
from console.domain.kinds import family_of
from console.storage.handover_file import Audience, HandoverFile, decode
from console.viewmodels.desk import Desk
from console.viewmodels.typed_words import counted
from console.words import Words, formats

AUDIENCES: Final[tuple[Audience, ...]] = ("all", "lead")
_FORBIDDEN: Final = '<>:"/\\|?*'


class _Contents(Struct, frozen=True):
    """What a file carries in words, and of how many things only the hashes."""

    what: str
    left_out: int
    blanks: int


class HandingOutViewModel(QObject):
    """`changed`: something reads differently. `look` reads what there is to hand over now."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.audience: Audience = "all"
        self.notice = ""
        self.sentence = ""
        self.copied = ""
        self._contents = _Contents("", 0, 0)
        self._parts: list[str] = []
        self._copied = 0

    @property
    def words(self) -> Words:
        return self._desk.words

    def look(self) -> None:
        """Begin anew: what there is now, nothing copied yet."""
        self.notice = self.sentence = self.copied = ""
        self._copied = 0
        self._contents = self._read(self._desk.store.handover.write(self.audience))
        self._parts = self._desk.store.handover.write_text()
        self.changed.emit()

    def choose(self, audience: Audience) -> None:
        """For all, or for the lead with everything."""
        if audience != self.audience:
            self.audience = audience
            self.look()

    # what it is

    @property
    def is_anything(self) -> bool:
        """Whether a file would carry something."""
        contents = self._contents
        return bool(contents.what or contents.blanks or contents.left_out)

    @property
    def contents(self) -> str:
        """What would be in the file, or that there is nothing."""
        found, words = self._contents, self.words
        if found.what:
            return words("handover.out.contents", what=found.what)
        return words("handover.out.blanks_only" if found.blanks else "handover.out.nothing")

    @property
    def left_out(self) -> str:
        """What a file for all lacks; empty when nothing."""
        left = self._contents.left_out
        return self.words("handover.out.left_out", n=left) if left else ""

    @property
    def hint(self) -> str:
        """What the chosen file holds and who may have it."""
        return self.words(f"handover.out.hint_{self.audience}")

    # the file

    @property
    def file_name(self) -> str:
        """How the file is called first: who, and when, so that two never have one name."""
        desk = self._desk
        own = desk.store.identity
        name = own.name or self.words(f"shell.role.{own.role}")
        time = formats.clock(desk.store.now_ms(), desk.zone).replace(":", "-")
        plain = "".join(" " if sign in _FORBIDDEN else sign for sign in name)
        return self.words("handover.out.file_name", name=" ".join(plain.split()), time=time)

    def save(self, path: Path) -> bool:
        """Write the file where a person wants it, and say what is in it."""
        self.notice = self.sentence = ""
        try:
            data = self._desk.store.handover.write(self.audience)
            path.write_bytes(data)
        except OSError:
            place = str(path.parent)
            self.sentence = self.words("errors.folder_not_writable", path=place)
        except KnownFailure as failure:
            self.sentence = self.words.error(failure.code, failure.parameters)
        else:
            self._contents = self._read(data)
            what, file = self._contents.what, path.name
            key = "saved" if what else "saved_blanks"
            self.notice = self.words(f"handover.out.{key}", file=file, what=what)
        self.changed.emit()
        return not self.sentence

    def _read(self, data: bytes) -> _Contents:
        file: HandoverFile = decode(data)
        carried: dict[tuple[str, str], None] = {}
        left: set[tuple[str, str]] = set()
        for row in file.rows:
            head = codec.decode_head(row.head)
            key = (family_of(head.kind, head.undoes_kind), head.entity)
            if row.body is not None:
                carried[key] = None
            elif self.audience == "all":
                left.add(key)
        what = counted(self.words, (family for family, _ in carried))
        return _Contents(what, len(left), len(file.blanks))

    # the chat

    @property
    def has_text(self) -> bool:
        """Whether there are notes for the chat."""
        return bool(self._parts)

    @property
    def copy_label(self) -> str:
        """What the button does next."""
        count = len(self._parts)
        if count > 1 and 0 < self._copied < count:
            return self.words("handover.out.copy_next", number=self._copied + 1, count=count)
        if not self._copied:
            return self.words("handover.out.copy")
        return self.words("handover.out.copy_again" if count > 1 else "handover.out.copy_once_more")

    def copy_next(self) -> str:
        """Return the next message for the clipboard, and say how far it is."""
        count = len(self._parts)
        if self._copied >= count:
            self._copied = 0
        text = self._parts[self._copied]
        self._copied += 1
        self.copied = self._copied_words(count)
        self.changed.emit()
        return text

    def _copied_words(self, count: int) -> str:
        number = self._copied
        if count == 1:
            return self.words("handover.out.copied")
        if number == count:
            return self.words("handover.out.copied_last", count=count)
        return self.words("handover.out.copied_part", number=number, count=count, next=number + 1)
