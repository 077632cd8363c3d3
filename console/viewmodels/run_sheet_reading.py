"""Reading a run sheet in: what was understood of a table, before anything changes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.commands.run_sheet import NewItem, replace_items, replaceable
from console.domain.errors import DialogpultError
from console.imports.run_sheet import PlannedSheet, read_run_sheet
from console.imports.run_sheet_row import PlannedItem
from console.viewmodels.desk import Desk
from console.viewmodels.live_kind import kind_words
from console.words import formats


class Preview(Struct, frozen=True, kw_only=True):
    """What a table brings, in words."""

    source: str
    columns: tuple[str, ...]
    heading: str
    items: tuple[str, ...]
    remarks_heading: str
    remarks: tuple[str, ...]
    effect: str


class RunSheetReading(QObject):
    """`changed`: another preview is there, or none; or there is something to say."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words = desk.words
        self._sheet: PlannedSheet | None = None
        self.preview: Preview | None = None
        self.sentence = ""
        self.failed = False

    @property
    def is_allowed(self) -> bool:
        """Whether who works here may put another run sheet in the place of this one."""
        kinds = ("agenda_item.added", "agenda_item.set", "agenda_item.removed", "group.added")
        return all(self._desk.may(kind) for kind in kinds)

    def read(self, path: Path) -> None:
        """Look at a table; nothing changes."""
        self._sheet, self.preview = None, None
        try:
            self._sheet = read_run_sheet(path)
        except DialogpultError as error:
            self._say(self.words.error(error.code, error.parameters), failed=True)
            return
        self.preview = self._told(self._sheet)
        self._say("")

    def take(self) -> None:
        """Put what was understood in the place of what has not been on yet."""
        sheet = self._sheet
        if sheet is None:
            return
        items = [self._new(item, sheet.fields) for item in sheet.items]
        if self._desk.attempt(replace_items, items):
            self._sheet, self.preview = None, None
            self._say(self.words("run_sheet_in.taken", n=len(items)))

    def discard(self) -> None:
        """Forget the table."""
        self._sheet, self.preview = None, None
        self._say("")

    def _say(self, sentence: str, *, failed: bool = False) -> None:
        self.sentence, self.failed = sentence, failed
        self.changed.emit()

    # the preview

    def _told(self, sheet: PlannedSheet) -> Preview:
        words = self.words
        total = words("run_sheet_in.sum", minutes=formats.minutes(words, sheet.minutes))
        count = words("run_sheet_in.items", n=len(sheet.items))
        rows = len({remark.row for remark in sheet.remarks})
        return Preview(
            source=words("run_sheet_in.from_file", file=sheet.file, table=sheet.table),
            columns=tuple(self._column(column.heading, column.field) for column in sheet.columns),
            heading=f"{count} · {total}",
            items=tuple(self._item(item) for item in sheet.items),
            remarks_heading=words("run_sheet_in.remarks", n=rows) if rows else "",
            remarks=tuple(
                words(f"run_sheet_in.remark.{remark.code}", row=remark.row, text=remark.text)
                for remark in sheet.remarks
            ),
            effect=self._effect(),
        )

    def _column(self, heading: str, field: str | None) -> str:
        words = self.words
        if field is None:
            return words("run_sheet_in.column_unknown", heading=heading)
        known = words("run_sheet_in.end") if field == "end" else words(f"run_sheet.column.{field}")
        return words("run_sheet_in.column", heading=heading, field=known)

    def _item(self, item: PlannedItem) -> str:
        words = self.words
        told = {
            "minutes": formats.minutes(words, item.minutes),
            "kind": kind_words(words, item.kind or "plenary"),
            "title": item.title,
        }
        if item.start is None:
            return words("run_sheet_in.item", **told)
        at = f"{item.start // 60:02}:{item.start % 60:02}"
        return words("run_sheet_in.item_at", time=at, **told)

    def _effect(self) -> str:
        gone = len(replaceable(self._desk.store))
        stays = len(self._desk.store.state.agenda()) - gone
        sentences = [self.words("run_sheet_in.replaces", n=gone)] if gone else []
        if stays:
            sentences.append(self.words("run_sheet_in.keeps", n=stays))
        return " ".join(sentences)

    # the action

    def _new(self, item: PlannedItem, fields: frozenset[str]) -> NewItem:
        values: dict[str, Any] = {}
        if item.min_minutes is not None:
            values["min_minutes"] = item.min_minutes
        if item.kind is not None:
            values["kind"] = item.kind
        if item.policy is not None:
            values["policy"] = item.policy
        if "fixed_start" in fields:
            values["fixed_start"] = self._instant(item.fixed_start)
        return NewItem(title=item.title, minutes=item.minutes, texts=item.texts, values=values)

    def _instant(self, minute: int | None) -> int | None:
        """Return the first instant from the beginning on when the clock says so (UTC ms)."""
        if minute is None:
            return None
        begins = formats.wall_time(self._desk.store.state.dialogue.starts_at, self._desk.zone)
        at = datetime.combine(begins.date(), time(minute // 60, minute % 60), begins.tzinfo)
        if at < begins.replace(second=0, microsecond=0):
            at = datetime.combine(begins.date() + timedelta(days=1), at.timetz())
        return round(at.timestamp() * 1000)
