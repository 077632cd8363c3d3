"""Faults planted on purpose: the judge has to find each, or it proves nothing."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from console.rehearsal.script import Step

#: Which note the planted fault hits.
VICTIM = 40


def sabotaged(steps: Iterable[Step], sabotage: str | None) -> list[Step]:
    """Return the script with one planted fault; None leaves it as it is.

    drop-note: a note is seen as saved that nobody stored. swap-author: the journal of the
    note-taker has a note that the lead wrote. skip-edit: an edit is seen as saved that was lost.
    """
    result: list[Step] = []
    done = False
    for step in steps:
        hit = not done and (
            (sabotage in ("drop-note", "swap-author") and step.ref == f"note:{VICTIM}")
            or (sabotage == "skip-edit" and step.do == "edit")
        )
        done = done or hit
        if hit and sabotage == "swap-author":
            step = msgspec.structs.replace(
                step, actor="lead", do="note_for_another", args={**step.args, "who": "notetaker"}
            )
        elif hit:
            step = msgspec.structs.replace(step, do=f"pretend_{step.do.removeprefix('type_')}")
        result.append(step)
    return result
