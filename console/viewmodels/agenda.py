"""The run sheet as the Ablauf shows it: plan, what really was, and the forecast."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal

from console.domain.values import AgendaItem
from console.timers.phase import MINUTE_MS
from console.timers.schedule import Forecast, Row, is_on_plan
from console.viewmodels.agenda_edits import AgendaEdits
from console.viewmodels.desk import Desk
from console.viewmodels.item_warnings import planned_sum, room_min
from console.viewmodels.live_kind import kind_icon, kind_words
from console.viewmodels.row_list import RowList
from console.words import formats

#: Places on the axis follow the forecast in steps of this: finer than a pixel is no use.
GRAIN_MS = 10_000
QUARTER_MS = 15 * MINUTE_MS


class AgendaRow(Struct, frozen=True, kw_only=True):
    """One item; instants are UTC ms, `state` is one of the states that a block can show."""

    id: str
    title: str
    icon: str
    state: str
    start: int
    end: int
    planned_start: int
    planned_end: int
    details: tuple[str, ...] = ()
    trailing: str = ""
    check: bool = False
    name: str = ""


class Footer(Struct, frozen=True):
    """Forecast end, planned end, the difference as a chip (words, tone, icon), and the words of
    the way to catch up; empty when there is nothing to catch up, or not by who works here.

    `sum`: all items against the room to the fixed end; `is_full`: they take more than that.
    """

    end: str
    plan: str
    chip: str
    tone: str
    icon: str
    catch_up: str = ""
    sum: str = ""
    is_full: bool = False


class AgendaViewModel(QObject):
    """`model` holds the rows; `moved`: time went on, `footer_changed`: the end is another."""

    moved = Signal()
    footer_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._second = -1
        self._shown: tuple[object, ...] = ()
        self.model: RowList[AgendaRow] = RowList(_tell, parent=self)
        self.footer = Footer("", "", "", "neutral", "")
        desk.evening.changed.connect(self._read)
        # After the rows: what was added is told when it stands there.
        self.edits = AgendaEdits(desk, self)
        desk.evening.ticked.connect(self._on_tick)
        self._read()

    # what is shown

    @property
    def rows(self) -> list[AgendaRow]:
        return self.model.rows

    @property
    def now(self) -> int:
        """The evening's present instant (UTC ms)."""
        return self._desk.evening.now

    @property
    def now_text(self) -> str:
        return formats.clock(self.now, self._desk.zone)

    @property
    def now_name(self) -> str:
        return self._desk.words("live.now_line", time=self.now_text)

    @property
    def is_live(self) -> bool:
        """Whether an item is on, so that the line of now has a meaning."""
        return self._desk.evening.evening.course.is_live

    @property
    def elapsed(self) -> float:
        """How much of the present item has gone, 0.0 to 1.0."""
        row = self._desk.evening.forecast.present
        if row is None:
            return 0.0
        length = row.forecast_end - row.forecast_start
        return min(1.0, (self.now - row.forecast_start) / length) if length > 0 else 1.0

    def clock(self, at: int) -> str:
        """Return a time of the axis in words."""
        return formats.clock(at, self._desk.zone)

    # what a person does

    def open_files(self) -> None:
        """Save the run sheet as a file, or read one in."""
        self._desk.run_sheet_wanted.emit()

    # reading

    def _on_tick(self) -> None:
        second = self._desk.evening.now // 1000
        if second == self._second:
            return
        self._second = second
        # Most seconds move the line of now and no word.
        if self._signature() != self._shown:
            self._read()
        else:
            self.moved.emit()

    def _signature(self) -> tuple[object, ...]:
        """Return what the words and places of the rows follow from, as coarsely as they do."""
        evening = self._desk.evening
        present = evening.forecast.present
        goes_on = present.forecast_end - evening.now if present is not None else 0
        left = evening.countdown.remaining_ms if evening.countdown is not None else 0
        return (
            -(-goes_on // MINUTE_MS),
            -left // MINUTE_MS,
            evening.forecast.ends_at // MINUTE_MS,
            *(
                (row.state, row.forecast_start // GRAIN_MS, row.forecast_end // GRAIN_MS)
                for row in evening.forecast.rows
            ),
        )

    def _read(self) -> None:
        evening = self._desk.evening
        self._shown = self._signature()
        items = {item.id: item for item in evening.evening.items}
        forecast = evening.forecast
        self.model.show([self._row(items[row.item], row) for row in forecast.rows])
        footer = self._footer(forecast)
        if footer != self.footer:
            self.footer = footer
            self.footer_changed.emit()
        self.moved.emit()

    def _row(self, item: AgendaItem, row: Row) -> AgendaRow:
        state = _block_state(item, row)
        is_now = state in {"now", "now_over"}
        words = self._desk.words
        details, spoken = self._details(row)
        key = "skipped" if row.state == "skipped" else row.state.replace("now_over", "over")
        kind = kind_words(words, item.kind)
        name = words("live.block_name", item=item.title.text, kind=kind, state=spoken)
        if not spoken:
            spoken = words(f"live.item_state.{key}")
            name = words("live.block_name", item=item.title.text, kind=kind, state=spoken)
        return AgendaRow(
            id=item.id,
            title=item.title.text,
            icon=kind_icon(item.kind, active=is_now),
            state=state,
            start=_grained(row.forecast_start),
            end=_grained(row.forecast_end),
            planned_start=row.planned_start,
            planned_end=row.planned_end,
            details=details,
            trailing=self._trailing(row),
            check=row.state == "done",
            name=name,
        )

    def _trailing(self, row: Row) -> str:
        if row.state == "done":
            return formats.signed_length(self._desk.words, row.deviation_min)
        return self.clock(row.forecast_start) if row.state in {"next", "later"} else ""

    def _details(self, row: Row) -> tuple[tuple[str, ...], str]:
        """Return the lines below the title, and the state as it is spoken."""
        words, zone = self._desk.words, self._desk.zone
        length = formats.whole_minutes(row.forecast_end - row.forecast_start)
        minutes = formats.minutes(words, length)
        if row.state == "done":
            fromto = formats.clock_range(words, row.forecast_start, row.forecast_end, zone)
            deviation = formats.signed_minutes(words, row.deviation_min)
            spoken = words("live.block_done", from_to=fromto, deviation=deviation)
            return (f"{fromto} · {minutes}",), spoken
        if row.state in {"now", "now_over"}:
            return self._details_now(row, minutes)
        if row.state == "skipped":
            state = words("live.item_state.skipped")
            return (state,), state
        plan = words("live.plan", time=formats.clock(row.planned_start, zone))
        line = words("live.block_plan", plan=plan, minutes=minutes)
        on_plan = is_on_plan(row.forecast_start - row.planned_start)
        shown = minutes if on_plan else line
        state = words(f"live.item_state.{row.state}")
        return (shown,), f"{state}, {self.clock(row.forecast_start)}, {minutes}"

    def _details_now(self, row: Row, minutes: str) -> tuple[tuple[str, ...], str]:
        words, evening = self._desk.words, self._desk.evening
        view = evening.countdown
        since = self.clock(row.forecast_start)
        if view is None or row.state == "now":
            left = max(0, row.forecast_end - evening.now)
            text = formats.minutes(words, -(-left // MINUTE_MS))
            first = words("live.block_now", time=since, minutes=text)
        else:
            over = -view.remaining_ms // MINUTE_MS
            text = formats.minutes(words, over)
            first = words("live.block_over", time=since, minutes=text)
            if not over:
                first = words("live.block_just_over", time=since)
        extended = formats.whole_minutes(view.extended_ms) if view is not None else 0
        if not extended:
            return (first,), first
        signed = formats.signed(extended)
        more = words("live.length_extended", minutes=minutes, extension=signed)
        return (first, more), first

    def _footer(self, forecast: Forecast) -> Footer:
        words, zone = self._desk.words, self._desk.zone
        end = formats.clock(forecast.ends_at, zone)
        plan = words("live.plan", time=formats.clock(forecast.planned_end, zone))
        chip = formats.deviation(words, forecast.deviation_ms)
        lengths = [one.minutes for one in self._desk.store.state.agenda() if not one.skipped]
        room = room_min(self._desk)
        full = bool(room) and sum(lengths) > room
        total = planned_sum(words, lengths, room)
        if is_on_plan(forecast.deviation_ms):
            on_time = words("formats.on_time")
            return Footer(end, plan, on_time, "ok", "check", sum=total, is_full=full)
        late = forecast.deviation_ms > 0
        tone, icon = ("warn5", "trend-up") if late else ("ok", "trend-down")
        cuts = self._desk.evening.proposal is not None and self._desk.may("agenda_item.set")
        button = words("catch_up.button") if cuts else ""
        return Footer(end, plan, chip, tone, icon, button, total, full)


def _block_state(item: AgendaItem, row: Row) -> str:
    if row.state == "later" and item.kind == "break":
        return "break"
    return row.state


def _grained(instant: int) -> int:
    return instant // GRAIN_MS * GRAIN_MS


def _tell(row: AgendaRow, _column: int, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return row.title
    return row.name if role == Qt.ItemDataRole.AccessibleTextRole else None
