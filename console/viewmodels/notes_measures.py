"""Measures beside the board: what, who, until when, and from how many notes."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal

from console.commands import measures
from console.domain.fold import TextValue
from console.domain.values import Measure
from console.storage.change import Change
from console.viewmodels.board_edits import Edit
from console.viewmodels.capture_text import without_halves
from console.viewmodels.desk import Desk
from console.viewmodels.notes_columns import board_columns
from console.viewmodels.row_list import RowList

#: The words of a measure in the order in which Enter goes through them.
FIELDS = ("what", "responsible", "due")
#: Where the words of a measure are while it is being written for the first time.
NEW = ""


class MeasureRow(Struct, frozen=True, kw_only=True):
    """A measure; `digit` and `tone` are those of its column, `status` is empty for a
    proposal of which nobody said who and when.
    """

    id: str
    what: str
    responsible: str
    due: str
    digit: str
    tone: str
    sources: str
    spoken: str
    status: str = ""
    disputed: bool = False
    locked: bool = False


def draft_place(measure: str, field: str) -> str:
    """Return the draft's place of a field of a measure, or of a new one."""
    return f"measure:{measure}:{field}"


class MeasuresViewModel(QObject):
    """`changed`: rows came, went or read differently."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words, self.keys = desk.words, desk.keys
        self.model: RowList[MeasureRow] = RowList(self._tell, parent=self)
        self._edits: dict[tuple[str, str], Edit] = {}
        self._restore()
        self._show()
        desk.bridge.changed.connect(self._on_change)

    # what is there

    @property
    def rows(self) -> list[MeasureRow]:
        return self.model.rows

    @property
    def may_add(self) -> bool:
        """Whether this person may write measures of their own."""
        return any(self._desk.may("measure.added", group) for group in self._own_groups())

    def may_change(self, measure: str) -> bool:
        """Whether this person may change this measure."""
        found = self._desk.store.state.measures.get(measure)
        if found is None or found.needs_newer or found.damaged:
            return False
        added = self._desk.store.entity("measure", measure).added
        return self._desk.may("measure.edited", added.head.scope if added is not None else None)

    # writing

    @property
    def begun(self) -> set[str]:
        """Measures with words that are typed but not saved; NEW among them for a new one."""
        return {measure for measure, _ in self._edits}

    def begin(self, measure: str, field: str) -> str:
        """Open an edit of a field and return its text."""
        key = (measure, field)
        if key not in self._edits:
            if measure == NEW:
                self._edits[key] = Edit("", "", ())
            else:
                value: TextValue = getattr(self._desk.store.state.measures[measure], field)
                texts = [value.text, *(one.text for one in value.alternatives)]
                base = measures.text_base(self._desk.store, measure, field)
                before = value.text if len(texts) == 1 else ""
                self._edits[key] = Edit(" / ".join(texts), before, base)
        return self._edits[key].text

    def type(self, measure: str, field: str, text: str) -> None:
        """Take over what a person typed, durably."""
        self.begin(measure, field)
        edit = self._edits[measure, field]
        edit.text = without_halves(text)
        self._desk.save_draft(draft_place(measure, field), edit.text, edit.base)

    def save(self, measure: str, field: str) -> bool:
        """Make the typed text the field's; the edit stays open when that is not possible."""
        edit = self._edits.get((measure, field))
        if edit is None:
            return True
        place = draft_place(measure, field)
        if edit.text.strip() == edit.before.strip():
            self.cancel(measure, field)
            return True
        done = self._desk.attempt(
            measures.edit_measure, measure, field, edit.text, base=edit.base, draft=place
        )
        if done:
            del self._edits[measure, field]
        return done

    def save_new(self) -> str | None:
        """Add the measure that is being written; returns its id, None when that did not go."""
        edit = self._edits.get((NEW, "what"))
        if edit is None or not edit.text.strip():
            return None
        group = next((one for one in self._own_groups() if one is not None), None)
        found = self._desk.made(
            measures.add_measure, edit.text, group=group, draft=draft_place(NEW, "what")
        )
        if found is not None:
            del self._edits[NEW, "what"]
        return found

    def cancel(self, measure: str, field: str) -> None:
        """Give an edit up; its draft goes."""
        if (measure, field) in self._edits and self._desk.save_draft(
            draft_place(measure, field), ""
        ):
            del self._edits[measure, field]

    def withdraw(self, measure: str) -> bool:
        """Take a measure off the list."""
        return self.may_change(measure) and self._desk.attempt(measures.withdraw_measure, measure)

    # inside

    def _own_groups(self) -> tuple[str | None, ...]:
        return self._desk.store.identity.groups or (None,)

    def _tell(self, row: MeasureRow, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def _restore(self) -> None:
        """Open again what was being typed when the program ended."""
        for draft in self._desk.store.drafts():
            kind, _, rest = draft.place.partition(":")
            measure, _, field = rest.partition(":")
            known = measure == NEW or measure in self._desk.store.state.measures
            if kind == "measure" and field in FIELDS and known:
                self._edits[measure, field] = Edit(draft.text, "", draft.base)

    def _show(self) -> None:
        state = self._desk.store.state
        columns = {column.id: column for column in board_columns(state.board_columns())}
        shown = [one for one in state.measures.values() if not one.hidden or one.id in self.begun]
        shown.sort(key=lambda one: (one.order, one.id))
        rows: list[MeasureRow] = []
        for measure in shown:
            column = columns.get(measure.column or "")
            digit, tone = (column.digit, column.tone) if column is not None else ("", "park")
            rows.append(self._row(measure, digit, tone))
        self.model.show(rows)
        self.changed.emit()

    def _row(self, measure: Measure, digit: str, tone: str) -> MeasureRow:
        words = self.words
        responsible, due = measure.responsible.text, measure.due.text
        status = ""
        if measure.status != "proposal":
            status = words(f"notes.status.{measure.status}")
        elif responsible or due:
            # Who and when are suggestions until somebody entitled promises.
            status = words("notes.measure_suggested")
        count = len(measure.sources)
        return MeasureRow(
            id=measure.id,
            what=measure.what.text,
            responsible=responsible,
            due=due,
            digit=digit,
            tone=tone,
            sources=words("notes.measure_from", n=count) if count else "",
            spoken=words(
                "notes.measure_name",
                what=measure.what.text,
                responsible=responsible or words("notes.measure_due_open"),
                due=due or words("notes.measure_due_open"),
            ),
            status=status,
            disputed=any(getattr(measure, field).alternatives for field in FIELDS),
            locked=measure.needs_newer or measure.damaged,
        )

    def _on_change(self, change: Change) -> None:
        if change.touches("measure", "column", "member", "lead"):
            self._show()
