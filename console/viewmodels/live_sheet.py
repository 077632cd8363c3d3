"""The sheet of one agenda item: what was typed is kept until it is saved or thrown away."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QObject

from console.commands.agenda import TEXTS, bases_of, edit_item, set_skipped
from console.commands.run import correct_times
from console.domain.course import Visit
from console.domain.errors import DialogpultError
from console.domain.values import AgendaItem
from console.timers.phase import MINUTE_MS
from console.viewmodels.agenda_edits import AgendaEdits
from console.viewmodels.desk import Desk
from console.viewmodels.item_fields import (
    CHOICES,
    FIELDS,
    NUMBERS,
    TIMES,
    VALUES,
    instant_of,
    texts_of,
    value_of,
)
from console.viewmodels.item_warnings import reporting_groups, sum_words, warnings_of
from console.words import formats

#: What can still be said otherwise about an item that is on; its minutes have buttons of their own.
_NOW = {*TEXTS, "policy", "coming_min", "per_group_min", "thresholds", "started"}
_PAST = {*TEXTS, *TIMES}
_WAYS = ("going_min", "coming_min")


class ItemSheet(QObject):
    """`texts` is what stands in the fields; `editable` names those that this role may change.

    What a field's author had on screen is taken down when the sheet opens, or comes with the
    draft, so an edit by somebody else in the meantime is not lost.
    """

    def __init__(
        self, desk: Desk, item: str, edits: AgendaEdits, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.edits = edits
        self.id = item
        self.place = f"agenda_item:{item}"
        self.has_draft = False
        self._look()
        self._take_draft()

    def _look(self) -> None:
        """Take down what is there now."""
        store = self._desk.store
        self._found: AgendaItem = store.state.agenda_items[self.id]
        self._visit: Visit | None = store.state.course.visit_of(self.id)
        self._opened = texts_of(self._found, self._visit, self._desk.zone)
        self._bases = bases_of(store, self.id, (*TEXTS, *VALUES))
        self.texts = dict(self._opened)

    # what is shown

    @property
    def editable(self) -> tuple[str, ...]:
        if not self._desk.may("agenda_item.edited"):
            return ()
        state = self._state()
        if state in {"next", "later", "skipped"}:
            return tuple(name for name in FIELDS if name not in TIMES)
        allowed = _NOW if state in {"now", "now_over"} else _PAST
        if not self._desk.may("run.corrected"):
            allowed = allowed - {*TIMES}
        return tuple(name for name in FIELDS if name in allowed and self._is_known(name))

    def _is_known(self, name: str) -> bool:
        """Whether a time has come at all: what goes on has no end yet."""
        return name not in TIMES or bool(self._opened[name])

    def applies(self, name: str) -> bool:
        """Whether a field means something for the kind that is chosen now."""
        if name in _WAYS:
            return self.texts["kind"] == "breakout"
        if name == "per_group_min":
            return self.texts["kind"] == "plenary" and bool(self._reporting())
        return True

    def choices(self, name: str) -> list[tuple[str, str]]:
        """Return the codes of a field that is chosen, with their words."""
        words = self._desk.words
        return [(code, words(f"live.{name}.{code}")) for code in CHOICES[name]]

    @property
    def warnings(self) -> list[str]:
        """What does not fit together as it stands there; it can be saved all the same."""
        return warnings_of(self._desk, self.id, self.texts, self._reporting())

    @property
    def sum_words(self) -> str:
        """How long all items are together with what stands here, against the fixed end."""
        return sum_words(self._desk, self.id, self.texts)

    def _reporting(self) -> int:
        return reporting_groups(self._desk, self.id)

    @property
    def notice(self) -> str:
        """Why some or all of it cannot be changed; empty when it can."""
        words = self._desk.words
        if not self._desk.may("agenda_item.edited"):
            role = words(f"shell.role.{self._desk.store.identity.role}")
            return words("shell.read_only_role", role=role)
        if self._state() in {"now", "now_over"}:
            return words("live.item_running")
        return words("live.item_past") if self._state() == "done" else ""

    @property
    def draft_notice(self) -> str:
        return self._desk.words("shell.hint.draft_back") if self.has_draft else ""

    def label(self, name: str) -> str:
        return self._desk.words(f"live.field_{name}")

    def shown(self, name: str) -> str:
        """A field as text, for whoever only reads it; empty where there is nothing to say."""
        text = self.texts[name]
        if not self.applies(name):
            return ""
        if name in CHOICES:
            return dict(self.choices(name))[text]
        if name in NUMBERS:
            return formats.minutes(self._desk.words, int(text)) if text not in {"", "0"} else ""
        return text

    @property
    def skip_words(self) -> str:
        """What the button for leaving out does; empty where it cannot be."""
        row = next((row for row in self._desk.evening.forecast.rows if row.item == self.id), None)
        if row is None or row.actual or not self._desk.may("agenda_item.set"):
            return ""
        skipped = self._desk.store.state.agenda_items[self.id].skipped
        if not skipped and row.state not in {"next", "later"}:
            return ""
        return self._desk.words("live.unskip" if skipped else "live.skip")

    @property
    def follow_words(self) -> str:
        """What the button for being here by oneself says; empty where the others are known."""
        if not self._desk.evening.is_alone or self._state() == "skipped":
            return ""
        return self._desk.words("following.here", item=self._found.title.text)

    @property
    def follow_hint(self) -> str:
        return self._desk.words("following.here_hint") if self.follow_words else ""

    @property
    def unfollow_words(self) -> str:
        """What the button for ending that says; empty while there is nothing to end."""
        return self._desk.words("following.end") if self._desk.evening.is_local else ""

    def follow(self, *, follow: bool) -> str:
        """Be at this item on this device only, or end that; returns what is wrong."""
        return self._tried(lambda: self._desk.evening.follow(self.id if follow else None))

    # what a person does

    def type(self, name: str, text: str) -> None:
        """Take what a field holds now, and keep it at once."""
        if self.texts[name] == text:
            return
        self.texts[name] = text
        self._keep()

    def save(self) -> str:
        """Write all changed fields as one action; returns what is wrong, empty when saved."""
        changed = {
            name: text
            for name, text in self.texts.items()
            if text != self._opened[name] and name in self.editable
        }
        problem = self._tried(lambda: self._write(changed))
        if not problem:
            self._end_draft()
            self._desk.saved.emit()
        return problem

    def _write(self, changed: dict[str, str]) -> None:
        """Read all of it before any of it is written."""
        near = self._desk.store.state.dialogue.starts_at
        values = {
            name: value_of(name, text, near, self._desk.zone)
            for name, text in changed.items()
            if name in VALUES
        }
        if self.texts["kind"] != "breakout":
            # Nobody goes anywhere, so the ways take nothing of its minutes.
            values |= {name: 0 for name in _WAYS if name in self.editable}
        self._write_times(changed)
        edit_item(
            self._desk.store,
            self.id,
            texts={name: text for name, text in changed.items() if name in TEXTS},
            values=values,
            bases=self._bases,
            draft=self.place,
        )

    def _write_times(self, changed: dict[str, str]) -> None:
        visit = self._visit
        if visit is None or not changed.keys() & {*TIMES}:
            return
        started = ended = None
        if "started" in changed:
            started = self._instant(changed["started"], visit.started_at, self._before(visit))
        if "ended" in changed and visit.ended_at is not None:
            least = visit.started_at if started is None else started
            ended = self._instant(changed["ended"], visit.ended_at, least)
        correct_times(self._desk.store, visit.id, started_at=started, ended_at=ended)

    def _instant(self, text: str, near: int, least: int) -> int:
        """Within the minute in which something else began, people mean after it."""
        at = instant_of(text, near, self._desk.zone)
        return max(at, least) if at // MINUTE_MS == least // MINUTE_MS else at

    def _before(self, visit: Visit) -> int:
        visits = self._desk.store.state.course.visits
        return next((one.started_at for one in visits if one.id == visit.from_visit), 0)

    def discard(self) -> None:
        """Throw away what was typed and show what is there now."""
        self._look()
        self._end_draft()

    def toggle_skipped(self) -> bool:
        """Leave the item out, or take it back in."""
        skipped = self._desk.store.state.agenda_items[self.id].skipped
        return self._desk.attempt(set_skipped, self.id, skipped=not skipped)

    # drafts

    def _keep(self) -> None:
        typed = {name: text for name, text in self.texts.items() if text != self._opened[name]}
        bases = {name: self._bases.get(name, ()) for name in typed}
        draft = {"texts": typed, "bases": bases}
        text = json.dumps(draft, ensure_ascii=False) if typed else ""
        base = tuple(dict.fromkeys(op for ops in bases.values() for op in ops))
        self._save_draft(text, base)

    def _end_draft(self) -> None:
        self.has_draft = False
        self._save_draft("", ())

    def _save_draft(self, text: str, base: tuple[str, ...]) -> None:
        try:
            self._desk.store.save_draft(self.place, text, base)
        except DialogpultError as error:
            self._desk.refuse(error)

    def _take_draft(self) -> None:
        drafts = {draft.place: draft.text for draft in self._desk.store.drafts()}
        text = drafts.get(self.place)
        if not text or not self.editable:
            return
        draft = json.loads(text)
        for name, typed in draft["texts"].items():
            self.texts[name] = typed
            if name not in TIMES:
                self._bases[name] = tuple(draft["bases"][name])
        self.has_draft = True

    def _tried(self, act: Callable[[], object]) -> str:
        try:
            act()
        except DialogpultError as error:
            return self._desk.words.error(error.code, error.parameters)
        return ""

    def _state(self) -> str:
        rows = self._desk.evening.forecast.rows
        return next((row.state for row in rows if row.item == self.id), "done")
