"""The sheet of one agenda item: what was typed is kept until it is saved or thrown away."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QObject

from console.commands.agenda import LONGEST_MIN, bases_of, edit_item, set_skipped
from console.domain.errors import DialogpultError
from console.domain.values import AgendaItem
from console.viewmodels.desk import Desk
from console.viewmodels.live_kind import kind_words
from console.words import formats

FIELDS = ("title", "minutes", "question", "said")
#: The minutes of an item that is on are changed by its buttons, so that it can be taken back.
FIELDS_NOW = ("title", "question", "said")


class ItemSheet(QObject):
    """`texts` is what stands in the fields; `editable` names those that this role may change.

    What a field's author had on screen is taken down when the sheet opens, or comes with the
    draft, so an edit by somebody else in the meantime is not lost.
    """

    def __init__(self, desk: Desk, item: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.id = item
        self.place = f"agenda_item:{item}"
        self._found = desk.store.state.agenda_items[item]
        self._opened = _texts_of(self._found)
        self._bases = bases_of(desk.store, item, FIELDS)
        self.texts = dict(self._opened)
        self.has_draft = False
        self._take_draft()

    # what is shown

    @property
    def kind(self) -> str:
        return kind_words(self._desk.words, self._found.kind)

    @property
    def editable(self) -> tuple[str, ...]:
        if not self._desk.may("agenda_item.edited"):
            return ()
        state = self._state()
        if state in {"next", "later", "skipped"}:
            return FIELDS
        return FIELDS_NOW if state in {"now", "now_over"} else ()

    @property
    def notice(self) -> str:
        """Why some or all of it cannot be changed; empty when it can."""
        words = self._desk.words
        if not self._desk.may("agenda_item.edited"):
            role = words(f"shell.role.{self._desk.store.identity.role}")
            return words("shell.read_only_role", role=role)
        if self._state() in {"now", "now_over"}:
            return words("live.item_running")
        return "" if self.editable else words("live.item_past")

    @property
    def draft_notice(self) -> str:
        return self._desk.words("shell.hint.draft_back") if self.has_draft else ""

    def label(self, name: str) -> str:
        return self._desk.words(f"live.field_{name}")

    def shown(self, name: str) -> str:
        """A field as text, for whoever only reads it."""
        text = self.texts[name]
        if name == "minutes":
            return formats.minutes(self._desk.words, self._found.minutes)
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
        minutes = changed.pop("minutes", None)
        if minutes is not None and not minutes.strip().isdecimal():
            return self._desk.words("errors.minutes_out_of_range", limit=LONGEST_MIN)
        values = {} if minutes is None else {"minutes": int(minutes)}
        problem = self._tried(
            lambda: edit_item(
                self._desk.store,
                self.id,
                texts=changed,
                values=values,
                bases=self._bases,
                draft=self.place,
            )
        )
        if not problem:
            self._end_draft()
            self._desk.saved.emit()
        return problem

    def discard(self) -> None:
        """Throw away what was typed and show what is there now."""
        self._found = self._desk.store.state.agenda_items[self.id]
        self._opened = _texts_of(self._found)
        self._bases = bases_of(self._desk.store, self.id, FIELDS)
        self.texts = dict(self._opened)
        self._end_draft()

    def toggle_skipped(self) -> bool:
        """Leave the item out, or take it back in."""
        skipped = self._desk.store.state.agenda_items[self.id].skipped
        return self._desk.attempt(set_skipped, self.id, skipped=not skipped)

    # drafts

    def _keep(self) -> None:
        typed = {name: text for name, text in self.texts.items() if text != self._opened[name]}
        draft = {"texts": typed, "bases": {name: self._bases[name] for name in typed}}
        text = json.dumps(draft, ensure_ascii=False) if typed else ""
        base = tuple(dict.fromkeys(op for name in typed for op in self._bases[name]))
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


def _texts_of(item: AgendaItem) -> dict[str, str]:
    return {
        "title": item.title.text,
        "minutes": str(item.minutes),
        "question": item.question.text,
        "said": item.said.text,
    }
