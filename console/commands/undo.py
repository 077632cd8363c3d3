"""Undo and redo: operations that name what they take back, so they sync like any other."""

from __future__ import annotations

from msgspec import Struct

from console.commands.carry_out import carry_out
from console.domain.course import Course
from console.domain.errors import CommandRejected
from console.domain.fold import EntityState
from console.domain.members import Undone
from console.domain.ops import Entry, Fact
from console.domain.run import RunAdvanced
from console.storage.change import Change, Done, Origin
from console.storage.store import Store

DEEPEST = 200


class Step(Struct, frozen=True, kw_only=True):
    """One user action: its operations' actions, what it was called, and when (UTC ms)."""

    actions: tuple[str, ...]
    done: Done
    at: int


class History:
    """What this person did, newest last, and what was taken back. It lives with the window."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.steps: list[Step] = []
        self.undone: list[Step] = []
        self.end = store.subscribe(self._note)

    @property
    def last(self) -> Step | None:
        """The action that undo would take back."""
        return self.steps[-1] if self.steps else None

    def _note(self, change: Change) -> None:
        if change.origin is not Origin.LOCAL or not change.undoable or change.done is None:
            return
        assert change.action is not None
        self.undone.clear()
        if self.steps and self.steps[-1].done is change.done:
            # More than one action may hold, still one entry.
            last = self.steps.pop()
            actions = (*last.actions, change.action)
            self.steps.append(Step(actions=actions, done=last.done, at=last.at))
            return
        self.steps.append(Step(actions=(change.action,), done=change.done, at=self._store.now_ms()))
        del self.steps[:-DEEPEST]


def undo(store: Store, history: History) -> Step | None:
    """Take back the last action whole; returns it, None when there is nothing.

    Raises: CommandRejected("undo_replaced") if another operation has replaced any part: then
    nothing was changed and the action leaves the stack.
    """
    if not history.steps:
        return None
    step = history.steps[-1]
    facts = _facts(store, step)
    if facts is None:
        history.steps.pop()
        raise CommandRejected("undo_replaced")
    if facts:
        # It stays on the stack when the disk refuses.
        carry_out(store, facts, undoable=False)
    history.undone.append(history.steps.pop())
    return step


def redo(store: Store, history: History) -> Step | None:
    """Do again what was taken back last; returns it, None when there is nothing."""
    if not history.undone:
        return None
    step = history.undone[-1]
    facts = [
        Fact(
            entity=entity,
            body=Undone(),
            scope=undone.head.scope,
            undoes=undone.head.op_id,
            undoes_kind=undone.head.undoes_kind,
        )
        for op_id, family, entity in _operations(store, step)
        for undone in _live_undones(store, family, entity, op_id)
    ]
    if facts:
        carry_out(store, facts, undoable=False)
    history.steps.append(history.undone.pop())
    return step


def _operations(store: Store, step: Step) -> list[tuple[str, str, str]]:
    return [one for action in step.actions for one in store.operations_of(action)]


def _live_undones(store: Store, family: str, entity: str, op_id: str) -> list[Entry]:
    return [
        entry
        for entry in store.entity(family, entity).live
        if entry.head.kind == "undone" and entry.head.undoes == op_id
    ]


def _facts(store: Store, step: Step) -> list[Fact] | None:
    """Return one `undone` per operation, or None if any part was replaced."""
    operations = _operations(store, step)
    own = {op_id for op_id, _, _ in operations}
    facts: list[Fact] = []
    for op_id, family, entity in operations:
        state = store.entity(family, entity)
        entry = next((one for one in state.live if one.head.op_id == op_id), None)
        if entry is None or _is_replaced(store.state.course, state, entry, own):
            return None
        # Two presses are one advance: taking it back takes back both.
        current = store.state.course.current
        is_advance = isinstance(entry.body, RunAdvanced) and current is not None
        named = current.ops if is_advance and current is not None else (op_id,)
        facts += [
            Fact(
                entity=entity,
                body=Undone(),
                scope=entry.head.scope,
                undoes=name,
                undoes_kind=entry.head.kind,
            )
            for name in named
        ]
    return facts


def _is_replaced(course: Course, state: EntityState, entry: Entry, own: set[str]) -> bool:
    """Tell whether somebody else's operation stands on this one."""
    if isinstance(entry.body, RunAdvanced):
        current = course.current
        return current is None or entry.head.op_id not in current.ops
    op_id = entry.head.op_id
    return any(
        op_id in other.head.base
        and other.head.op_id not in own
        and other.head.kind not in ("undone", "redacted")
        for other in state.live
    )
