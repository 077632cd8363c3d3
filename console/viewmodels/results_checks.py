"""The list "Vor dem Export", and the names in the texts one by one."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from console.results.check import Check
from console.results.model import Minutes
from console.results.public_edition import Finding
from console.words import Words


class CheckRow(Struct, frozen=True, kw_only=True):
    """Something to look at, also in fewer words; `action` is the word of its button, if any."""

    id: str
    title: str
    short: str = ""
    tone: str
    icon: str
    action: str = ""


class NameRow(Struct, frozen=True, kw_only=True):
    """A name in a text: where, with what stands around it, and how the public edition reads.

    `kind` is what it was taken for; only a `name` is replaced. `target` leads there: a note's or
    measure's id after "note:" or "measure:", or nothing.
    """

    id: str
    place: str
    before: str
    found: str
    after: str
    public: str
    kind: str
    target: str


def check_rows(check: Check, minutes: Minutes, pending: int, words: Words) -> list[CheckRow]:
    """Return what wants a look, the worst first; `pending` own changes wait for the others."""
    notes, measures = len(check.disputed_notes), len(check.disputed_measures)
    named = len(check.names)
    show = words("results.show")
    rows = [
        _row("notes", notes, "results.check_conflicts", "over", "git-merge", show, words),
        _row("disputed", measures, "results.check_disputed", "over", "git-merge", show, words),
        _row("unassigned", len(check.unassigned), "results.check_unassigned", "warn5",
             "warning-circle-fill", show, words),
        _row("names", check.replaced, "results.check_names", "accent", "identification-card",
             show, words),
        _row("looks", named if not check.replaced else 0, "results.check_looks", "neutral",
             "identification-card", show, words),
        _row("pending", pending, "results.check_pending", "neutral", "cloud-slash", "", words),
    ]  # fmt: skip
    found = [row for row in rows if row is not None]
    if minutes.started_at is not None and minutes.ended_at is None:
        title = words("results.check_not_ended")
        found.append(CheckRow(id="running", title=title, tone="neutral", icon="hourglass-medium"))
    return found


def name_rows(
    check: Check,
    words: Words,
    notes: Mapping[int, str],
    measures: Mapping[int, str],
) -> list[NameRow]:
    """Return the names, replaced ones first; ids of notes and measures by their numbers."""
    ordered = sorted(check.names, key=lambda finding: finding.kind != "name")
    targets = {"note": notes, "measure": measures}
    return [
        NameRow(
            id=str(place),
            place=_place(finding, words),
            before=finding.before,
            found=finding.found,
            after=finding.after,
            public=finding.public,
            kind=finding.kind,
            target=_target(finding, targets),
        )
        for place, finding in enumerate(ordered)
    ]


def _row(
    row_id: str, count: int, key: str, tone: str, icon: str, action: str, words: Words
) -> CheckRow | None:
    if not count:
        return None
    return CheckRow(
        id=row_id,
        title=words(key, n=count),
        short=words(f"{key}_short", n=count),
        tone=tone,
        icon=icon,
        action=action,
    )


def _place(finding: Finding, words: Words) -> str:
    return words(f"results.place.{finding.place}", n=finding.number)


def _target(finding: Finding, targets: Mapping[str, Mapping[int, str]]) -> str:
    entity = targets.get(finding.place, {}).get(finding.number)
    return f"{finding.place}:{entity}" if entity is not None else ""
