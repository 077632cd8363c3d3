"""The capture line: what is typed, what it becomes, and what stands in the way of saving it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from console.commands import notes
from console.domain.values import Note
from console.viewmodels.capture_choices import CaptureChoices
from console.viewmodels.capture_text import (
    MOST,
    Prefix,
    holds_controls,
    parts_of,
    prefix_of,
    without_halves,
)
from console.viewmodels.desk import Desk

#: The draft of the line; its base holds column and group, so that they are back with the text.
PLACE = "capture"


def edit_place(note: str) -> str:
    """Return the draft's place of a note that is being edited."""
    return f"note:{note}"


class CaptureViewModel(QObject):
    """Each keystroke is on the disk before the next one; Enter makes it one note or several.

    `text_wanted`: this text belongs into the line now. `told`: message, hint, offer, mark or the
    edited note are others. `saved`: notes with these ids were added. Column and origin are in
    `choices`.
    """

    text_wanted = Signal(str)
    told = Signal()
    saved = Signal(list)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words, self.keys = desk.words, desk.keys
        self.choices = CaptureChoices(desk, self)
        self.text = ""
        self.message = ""
        self.is_measure = False
        self.edited: str | None = None
        self._notice = ""
        self._before, self._base = "", ()
        self._offers_lines = False
        self._own: list[str] = []
        self._heard = ""
        desk.refused.connect(self._hear)
        self._restore()
        self.choices.chosen.connect(self._save_draft)

    _base: tuple[str, ...]

    # what it says

    @property
    def may_write(self) -> bool:
        """Whether this role captures notes at all."""
        origins = self.choices.origins
        return any(self._desk.may("note.added", origin.group) for origin in origins)

    @property
    def spoken(self) -> str:
        """The name of the line for screen readers: what it is, and where its words will go."""
        if self.edited is not None:
            return self.words("notes.edit_name")
        return self.choices.spoken

    @property
    def offered_lines(self) -> int:
        """How many notes the pasted lines would be; 0 while nothing is offered."""
        return len(self._lines()) if self._offers_lines else 0

    @property
    def hint(self) -> str:
        """What saving will do with text that is too long, else what happened last."""
        over = len(self.text.strip()) - MOST
        if over > 0 and self.edited is None:
            return self.words("notes.counter_over", over=over)
        return self._notice

    # typing

    def type(self, text: str) -> str:
        """Take over what a person typed, durably; returns what belongs into the line.

        It differs only when a prefix at the start became a choice.
        """
        text = without_halves(text)
        while self.edited is None and (prefix := prefix_of(text)) and self._obey(prefix):
            text = text[prefix.length :]
        self.text = text
        self.choices.held = bool(text)
        self._offers_lines = self._offers_lines and len(self._lines()) > 1
        self._notice = ""
        self._save_draft()
        return text

    def offer_lines(self) -> None:
        """Several lines were pasted: offer to make a note of each."""
        self._offers_lines = self.edited is None and len(self._lines()) > 1
        self.told.emit()

    def keep_as_one(self) -> None:
        """The pasted lines are one note."""
        self._offers_lines = False
        self.told.emit()

    def refuse_paste(self) -> None:
        """Too much was to be pasted; it stays where it came from."""
        self._tell(self.words("errors.paste_too_large"))

    def mark_measure(self, is_measure: bool) -> None:
        """Say whether a measure is made from the note as well."""
        if is_measure != self.is_measure:
            self.is_measure = is_measure
            self.told.emit()

    def submit(self) -> bool:
        """Save the line; its words stay in it when that is not possible."""
        if not self.text.strip():
            return False
        if self.edited is not None:
            return self._save_edit(self.edited)
        return self._save_notes(parts_of(self.text))

    def save_lines(self) -> bool:
        """Make a note of each line."""
        texts = [part for line in self._lines() for part in parts_of(line)]
        return bool(texts) and self._save_notes(texts)

    def take_over(self, text: str) -> bool:
        """Put words from elsewhere into the empty line; False when something stands there."""
        if self.text:
            return False
        self.type(text)
        self.text_wanted.emit(self.text)
        self.told.emit()
        return True

    def recall(self) -> bool:
        """Put the last own note into the empty line, to mend it; False when there is none."""
        note = self._last_own()
        if note is None or self.text:
            return False
        self.edited, self._before, self.text = note.id, note.text.text, note.text.text
        self._base = notes.text_base(self._desk.store, note.id)
        self.choices.held = True
        self.text_wanted.emit(self.text)
        self.told.emit()
        return True

    def cancel(self) -> bool:
        """Step back from an offer, a recalled note or a mark; False when there was nothing."""
        if self._offers_lines:
            self.keep_as_one()
        elif self.edited is not None:
            self._desk.save_draft(edit_place(self.edited), "")
            self._finish([])
        elif self.is_measure:
            self.mark_measure(False)
        else:
            return False
        return True

    # inside

    def _obey(self, prefix: Prefix) -> bool:
        if prefix.column:
            return self.choices.choose_digit(prefix.column)
        if prefix.group is not None:
            return self.choices.choose_group(prefix.group)
        if self._desk.may("measure.added", self.choices.origin):
            self.mark_measure(True)
        return self.is_measure

    def _lines(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]

    def _save_notes(self, texts: Sequence[str]) -> bool:
        item, ids, long = self._desk.evening.item, list[str](), not self._offers_lines
        held_controls = holds_controls(self.text)
        if not self._attempt(
            lambda store: ids.extend(
                notes.add_notes(
                    store,
                    texts,
                    column=self.choices.column or None,
                    group=self.choices.origin,
                    item=item.id if item is not None else None,
                    draft=PLACE,
                    measure=self.is_measure,
                )
            )
        ):
            return False
        self._own.append(ids[-1])
        self.choices.remember()
        self._notice = ""
        if held_controls:
            self._notice = self.words("errors.text_cleaned")
        elif len(texts) > 1 and long:
            self._notice = self.words("notes.split_saved", n=len(texts))
        self._finish(ids)
        return True

    def _save_edit(self, note: str) -> bool:
        place, base, text = edit_place(note), self._base, self.text
        if text.strip() == self._before.strip():
            self._desk.save_draft(place, "")
        elif not self._attempt(
            lambda store: notes.edit_note(store, note, text, base=base, draft=place)
        ):
            return False
        self._finish([])
        return True

    def _finish(self, ids: list[str]) -> None:
        """Empty the line for the next note."""
        self.text, self.message, self.is_measure, self.edited = "", "", False, None
        self._offers_lines, self.choices.held = False, False
        self.choices.catch_up()
        self.text_wanted.emit("")
        self.told.emit()
        if ids:
            self.saved.emit(ids)

    def _last_own(self) -> Note | None:
        shown = {note.id: note for note in self._desk.store.state.board_notes()}
        latest = next((note for note in reversed(self._own) if note in shown), None)
        if latest is not None:
            return shown[latest]
        me = self._desk.store.identity.member
        mine = [note for note in shown.values() if note.made_by in ("", me)]
        return max(mine, key=lambda note: (note.made_at, note.id), default=None)

    def _save_draft(self) -> None:
        if self.edited is not None:
            saved = self._desk.save_draft(edit_place(self.edited), self.text, self._base)
        else:
            base = (self.choices.column, self.choices.origin or "")
            saved = self._desk.save_draft(PLACE, self.text, base)
        if saved and self.message:
            # The disk takes it again: whoever said "not saved" may stop.
            self._desk.saved.emit()
        self._tell("" if saved else self._heard)

    def _restore(self) -> None:
        """Bring back what was being typed when the program ended."""
        draft = next((one for one in self._desk.store.drafts() if one.place == PLACE), None)
        if draft is None or not self.may_write:
            return
        self.text = draft.text
        column, group = (*draft.base, "", "")[:2]
        self.choices.bring_back(column, group or None)
        self.choices.held = True
        self._notice = self.words("notes.draft_back")

    def _attempt(self, command: Callable[..., object]) -> bool:
        done = self._desk.attempt(command)
        self._tell("" if done else self._heard)
        return done

    def _hear(self, sentence: str) -> None:
        self._heard = sentence

    def _tell(self, message: str) -> None:
        self.message = message
        self.told.emit()
