"""One note as the board shows it, in words."""

from __future__ import annotations

import re

from msgspec import Struct

from console.domain.fold import TextValue, Version
from console.domain.values import Note
from console.viewmodels.board_marks import Marks
from console.viewmodels.desk import Desk
from console.words import formats

#: A group's name that is longer is cut on the card; the whole is spoken.
_LONGEST_ORIGIN = 18
_NUMBERED = re.compile(r"(\w)\w* (\d+)")


class VersionRow(Struct, frozen=True, kw_only=True):
    """One of several wordings: the operation that wrote it, its words, who and when."""

    id: str
    text: str
    who: str


class NoteRow(Struct, frozen=True, kw_only=True):
    """A note; `meta` is where and when, `versions` what there is to choose from, if anything.

    `unsent` says why others do not have it yet, `writing` who else is editing it right now,
    `merged` that two wordings whose lines do not touch are shown as one, `handed` from whom it
    came by hand.
    `locked`: it may be read but not changed here.
    """

    id: str
    text: str
    meta: str
    spoken: str
    tone: str
    unsent: str = ""
    writing: str = ""
    merged: str = ""
    handed: str = ""
    measure: bool = False
    quote: bool = False
    locked: bool = False
    versions: tuple[VersionRow, ...] = ()

    @property
    def marks(self) -> tuple[str, Marks]:
        """What does not come from the note itself."""
        marks = Marks(measure=self.measure, writing=self.writing, handed=self.handed)
        return self.tone, marks


def short_origin(name: str) -> str:
    """Return "G2" for "Gruppe 2", other names as they are, cut when long."""
    numbered = _NUMBERED.fullmatch(name)
    if numbered is not None:
        return numbered[1].upper() + numbered[2]
    return name if len(name) <= _LONGEST_ORIGIN else name[: _LONGEST_ORIGIN - 1].rstrip() + "…"


def note_row(desk: Desk, note: Note, tone: str, marks: Marks) -> NoteRow:
    """Return how a note reads now."""
    words = desk.words
    group = desk.store.state.groups.get(note.group) if note.group is not None else None
    plenary = words("notes.origin_plenary")
    origin = group.name.text if group is not None else plenary
    time = formats.clock(note.made_at, desk.zone)
    short = short_origin(origin) if group is not None else plenary
    meta = words("notes.note_origin", origin=short, time=time)
    locked = note.needs_newer or note.damaged
    if locked:
        meta = " · ".join((meta, words("notes.note_needs_newer")))
    spoken = [words("notes.note_name", text=note.text.text, origin=origin, time=time)]
    if note.own_words:
        spoken.append(words("notes.note_own_words"))
    if marks.measure:
        spoken.append(words("notes.note_has_measure"))
    merged = words("notes.merged") if note.text.merged else ""
    if merged:
        spoken.append(merged)
    if marks.handed:
        spoken.append(marks.handed)
    if marks.writing:
        spoken.append(marks.writing)
    return NoteRow(
        id=note.id,
        text=note.text.text,
        meta=meta,
        spoken=", ".join(spoken),
        tone=tone,
        unsent=words("notes.note_unsent") if note.unsent and _has_others(desk) else "",
        writing=marks.writing,
        merged=merged,
        handed=marks.handed,
        measure=marks.measure,
        quote=note.own_words,
        locked=locked,
        versions=_versions(desk, note.text),
    )


def _has_others(desk: Desk) -> bool:
    """Tell whether there is a common log: without one no note is missing anywhere."""
    position = desk.store.replica.position
    return position.address is not None or position.cursor > 0


def _versions(desk: Desk, value: TextValue) -> tuple[VersionRow, ...]:
    if not value.alternatives:
        return ()
    shown = [value.versions[0], *value.alternatives]
    return tuple(
        VersionRow(id=one.op_id, text=one.text, who=told_version(desk, one)) for one in shown
    )


def told_version(desk: Desk, version: Version) -> str:
    """Return "Fassung Protokoll, 19:41", or that it is one's own."""
    time = formats.clock(version.at, desk.zone)
    if version.by == desk.store.identity.member and version.role == desk.store.identity.role:
        return desk.words("notes.conflict_version_own", time=time)
    role = desk.words(f"shell.role.{version.role or 'observer'}")
    return desk.words("notes.conflict_version", role=role, time=time)
