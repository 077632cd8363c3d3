"""One parked text in words: what, who wrote it, who brought it, why it waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from console.domain import codec
from console.domain.kinds import family_of
from console.sync.wire_parked import ParkedRow
from console.viewmodels import peers
from console.viewmodels.desk import Desk
from console.viewmodels.typed_words import counted, typed
from console.words import formats

#: Answers that would be the same again.
_FINAL: Final = frozenset({"denied", "invalid"})
_RIGHTS: Final = frozenset({"member", "lead"})


class ParkedEntry(Struct, frozen=True, kw_only=True):
    """The operations of one action that wait together; an empty name means no such button."""

    id: str
    op_ids: tuple[str, ...]
    title: str
    text: str
    detail: str
    answer: str = ""
    adopt_name: str = ""
    aside_name: str = ""
    note_name: str = ""


def entries_of(
    desk: Desk, rows: Sequence[ParkedRow], answers: Mapping[str, tuple[str, str]]
) -> tuple[ParkedEntry, ...]:
    """Return what waits, whole actions, those set aside last, else the latest first.

    `answers` are what the backend said about a decision (status, reason), by entry.
    """
    actions: dict[str, list[ParkedRow]] = {}
    for row in rows:
        actions.setdefault(_action(row), []).append(row)
    found = sorted(actions.items(), key=lambda one: (_aside(one[1]), -one[1][0].offered_at))
    return tuple(_entry(desk, action, part, answers.get(action)) for action, part in found)


def _aside(rows: Sequence[ParkedRow]) -> bool:
    return all(row.set_aside for row in rows)


def _action(row: ParkedRow) -> str:
    try:
        return codec.decode_head(row.head).action.id
    except codec.Invalid:
        # A newer backend may park what this console cannot read.
        return row.op_id


def _entry(
    desk: Desk, action: str, rows: Sequence[ParkedRow], answer: tuple[str, str] | None
) -> ParkedEntry:
    words, first = desk.words, rows[0]
    text = next((said for row in rows if (said := typed(row.body))), "")
    what = counted(words, (family_of(row.kind) for row in rows))
    time = formats.clock(first.offered_at, desk.zone)
    title = words("parked.row", what=what, time=time)
    can_note = bool(text) and desk.may("note.added")
    # What was denied once may never be its author's own entry.
    was_denied = first.reason.startswith("denied") or (answer or ("",))[0] == "denied"
    named = text or title
    is_aside = _aside(rows)
    adoptable = _may_be_adopted(rows, answer)
    return ParkedEntry(
        id=action,
        op_ids=tuple(row.op_id for row in rows),
        title=title,
        text=text or ("" if any(row.body for row in rows) else words("parked.no_words")),
        detail=_detail(desk, first, is_aside=is_aside),
        answer=_answer(desk, answer, can_note=can_note) if answer is not None else "",
        adopt_name=words("parked.adopt_name", text=named) if adoptable else "",
        aside_name="" if is_aside else words("parked.set_aside_name", text=named),
        note_name=words("parked.as_note_name", text=text) if can_note and was_denied else "",
    )


def _may_be_adopted(rows: Sequence[ParkedRow], answer: tuple[str, str] | None) -> bool:
    """Tell whether the backend would take it from whoever leads.

    An action is adopted whole or not at all, from every group. Who may do what is never adopted,
    and what was refused once is refused again.
    """
    if answer is not None and answer[0] in _FINAL:
        return False
    return not any(_is_about_rights(row) for row in rows)


def _is_about_rights(row: ParkedRow) -> bool:
    try:
        undoes = codec.decode_head(row.head).undoes_kind
    except codec.Invalid:
        undoes = None
    return any(family_of(kind) in _RIGHTS for kind in (row.kind, undoes) if kind)


def _detail(desk: Desk, row: ParkedRow, *, is_aside: bool) -> str:
    words = desk.words
    author = _who(desk, row.by, row.device, row.role)
    if row.offered_by and row.offered_by != row.by:
        told = words("parked.brought", author=author, bringer=_who(desk, row.offered_by, "", ""))
    else:
        told = words("parked.written", author=author)
    sentences = [told, words("parked.why", reason=_reason(desk, row.reason))]
    if is_aside:
        sentences.append(words("parked.aside"))
    return " ".join(sentences)


def _who(desk: Desk, member: str, device: str, role: str) -> str:
    """Name somebody: a member, else whoever gave a file from that device, else the role."""
    known = desk.store.state.members.get(member)
    if known is not None:
        return peers.named_with_role(desk, known.name, role or known.role)
    given = [one for one in desk.store.handover.files() if device and one.device == device]
    return peers.named_with_role(desk, given[0].name if given else "", role)


def _reason(desk: Desk, reason: str) -> str:
    kind, _, why = reason.partition(":")
    if kind == "denied":
        return _refusal(desk, why)
    return desk.words(f"parked.reason.{'offered' if kind == 'offered' else 'salvage'}")


def _refusal(desk: Desk, why: str) -> str:
    key = f"shell.refusal.{why}"
    return desk.words(key if why and desk.words.has(key) else "shell.refusal.denied")


def _answer(desk: Desk, answer: tuple[str, str], *, can_note: bool) -> str:
    status, reason = answer
    if status != "denied":
        return desk.words("parked.answer.other")
    key = "denied" if can_note else "denied_no_text"
    return desk.words(f"parked.answer.{key}", why=_refusal(desk, reason))
