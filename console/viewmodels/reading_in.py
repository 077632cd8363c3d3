"""Reading in what others handed over: from whom, when, what is new, what was refused and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.domain.errors import KnownFailure
from console.domain.kinds import family_of
from console.storage.handover import GivenFile
from console.storage.handover_file import MAX_BYTES
from console.storage.handover_reading import HandedOver, RefusedRow
from console.viewmodels import peers
from console.viewmodels.desk import Desk
from console.viewmodels.typed_words import counted, one_of, typed
from console.words import Words, formats

_REASONS: Final = frozenset({"hash", "kind", "role", "device"})
#: So many of what was refused are shown one by one; a file of a stranger has thousands.
_MOST_REFUSED: Final = 100
#: Pasted text that is kept while parts are missing; more than any chat of an evening.
_MOST_PASTED: Final = 2_000_000


class RefusedEntry(Struct, frozen=True):
    """Something that was not taken: what and why, and the words in it."""

    title: str
    text: str


class Report(Struct, frozen=True, kw_only=True):
    """What reading one hand-over did."""

    title: str
    lines: tuple[str, ...]
    refused: tuple[RefusedEntry, ...] = ()


class Given(Struct, frozen=True):
    """A hand-over that was read before, and how much of it waits for the log."""

    title: str
    detail: str


class ReadingInViewModel(QObject):
    """`changed`: something was read, or could not be."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pasted = ""
        self.reports: tuple[Report, ...] = ()
        self.sentences: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        return self._desk.words

    def look(self) -> None:
        """Begin anew: what was read before stands among the given ones."""
        self.reports, self.sentences = (), ()
        self.changed.emit()

    # in

    def read_files(self, paths: Iterable[Path]) -> None:
        """Read files, one after the other; what one of them is told stops no other."""
        reports: list[Report] = []
        sentences: list[str] = []
        for path in paths:
            try:
                reports.append(self._taken(_data(path)))
            except KnownFailure as failure:
                sentences.append(self._told(failure))
        self._show(reports, sentences)

    def read_text(self, text: str) -> None:
        """Read what was copied from a chat; parts that came before are remembered."""
        pasted = f"{self._pasted}\n{text}"[-_MOST_PASTED:]
        before = self._rows()
        try:
            found = self._desk.store.handover.read_text(pasted)
        except KnownFailure as failure:
            if failure.code == "handover_text_missing":
                self._pasted = pasted
                self._show([], [self._missing(failure.parameters)])
            else:
                self._show([], [self._told(failure)])
            return
        self._pasted = pasted if found.missing else ""
        what = self._what_came(before)
        missing = [
            self._missing(
                {"missing": formats.enumeration(self.words, list(map(str, one.missing))),
                 "count": one.count}
            )
            for one in found.missing
        ]  # fmt: skip
        self._show([self._report(one, what) for one in found.handed_over], missing)

    def _taken(self, data: bytes) -> Report:
        before = self._rows()
        handed = self._desk.store.handover.read(data)
        return self._report(handed, self._what_came(before))

    def _rows(self) -> set[str]:
        return {row.op_id for row in self._desk.store.handover.rows()}

    def _what_came(self, before: set[str]) -> str:
        rows = self._desk.store.handover.rows()
        new = dict.fromkeys((row.family, row.entity) for row in rows if row.op_id not in before)
        return counted(self.words, (family for family, _ in new))

    def _missing(self, parameters: object) -> str:
        return self.words("handover.in.missing", **parameters)  # pyright: ignore[reportCallIssue]

    def _told(self, failure: KnownFailure) -> str:
        return self.words.error(failure.code, failure.parameters)

    def _show(self, reports: Sequence[Report], sentences: Sequence[str]) -> None:
        # What was not taken is read first: somebody has to do something about it.
        self.reports = tuple(sorted(reports, key=lambda one: not one.refused))
        self.sentences = tuple(sentences)
        self.changed.emit()

    # in words

    def _report(self, handed: HandedOver, what: str) -> Report:
        own = self._desk.store.identity.owns(handed.device)
        return Report(
            title=self._from(
                "own" if own else "from", handed.member.name, handed.member.role, handed.made_at
            ),
            lines=tuple(self._lines(handed, what)),
            refused=tuple(self._refused(row) for row in handed.refused[:_MOST_REFUSED]),
        )

    def _lines(self, handed: HandedOver, what: str) -> Iterable[str]:
        words, is_news = self.words, handed.new or handed.restored or handed.blanks
        if handed.new:
            yield words("handover.in.new", what=what)
        if handed.restored:
            yield words("handover.in.restored", n=handed.restored)
        if handed.blanks:
            yield words("handover.in.blanks", n=handed.blanks)
        if handed.known and is_news:
            yield words("handover.in.known", n=handed.known)
        elif handed.known:
            yield words("handover.in.nothing_new")
        elif not is_news and not handed.refused and not handed.withheld:
            yield words("handover.in.empty")
        if handed.withheld:
            yield words("handover.in.withheld", n=handed.withheld)
        if handed.refused:
            yield words("handover.in.refused", n=len(handed.refused))
        if len(handed.refused) > _MOST_REFUSED:
            yield words("handover.in.refused_first", n=_MOST_REFUSED)

    def _refused(self, row: RefusedRow) -> RefusedEntry:
        words = self.words
        reason = row.reason if row.reason in _REASONS else "other"
        what = one_of(words, family_of(row.kind) if row.kind else "")
        told = words(f"handover.reason.{reason}")
        title = words("handover.in.refused_row", what=what, reason=told)
        return RefusedEntry(title, typed(row.body))

    def _from(self, key: str, name: str, role: str, at: int) -> str:
        """Say who handed over and when; the day too when it was not today."""
        desk, words = self._desk, self.words
        who = peers.named_with_role(desk, name, role)
        time = formats.clock(at, desk.zone)
        day = formats.wall_time(at, desk.zone).date()
        today = formats.wall_time(desk.store.now_ms(), desk.zone).date()
        if key == "own" or day == today:
            return words(f"handover.in.{key}", name=who, time=time)
        date = formats.short_date(words, day)
        return words(f"handover.in.{key}_day", name=who, time=time, date=date)

    @property
    def given(self) -> tuple[Given, ...]:
        """What was read so far, the latest first."""
        return tuple(self._given(one) for one in self._desk.store.handover.files())

    def _given(self, one: GivenFile) -> Given:
        words, position = self.words, self._desk.store.replica.position
        detail = words("handover.in.arrived")
        if one.waiting:
            key = "waiting" if position.address is not None else "waiting_local"
            detail = words(f"handover.in.{key}", n=one.waiting)
        return Given(self._from("given", one.name, one.role, one.made_at), detail)


def _data(path: Path) -> bytes:
    """Return a file's bytes, if it is not too large for one.  Raises: KnownFailure."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise KnownFailure("handover_too_large", limit=MAX_BYTES // 1024 // 1024)
        with path.open("rb") as file:
            # What has no size, or grows meanwhile, is too large as well.
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise KnownFailure("file_unreadable", path=path.name) from error
