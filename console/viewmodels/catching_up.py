"""The proposal to catch up, as the lead reads it, locks items in it, and applies it."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.commands.agenda import shorten_items
from console.commands.signals import LONGEST_LINE
from console.domain.values import AgendaItem
from console.timers.catch_up import Cut, Proposal, Target, catch_up, spare_minutes
from console.timers.phase import MINUTE_MS
from console.timers.plan import upcoming
from console.timers.schedule import deviation_min
from console.viewmodels.desk import Desk
from console.words import Words, formats


class CutRow(Struct, frozen=True, kw_only=True):
    """An item still to come: what becomes of its minutes, and why."""

    item: str
    title: str
    change: str
    name: str
    detail: str
    is_cut: bool
    lockable: bool
    locked: bool


class CatchUpViewModel(QObject):
    """`changed`: another proposal, or the same at another time of the evening.

    It is computed anew while the sheet is open: what it says is what applying it does.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._locked: set[str] = set()
        self._line: str | None = None
        self.sends_line = True
        self.rows: tuple[CutRow, ...] = ()
        self.sentences: tuple[str, ...] = ()
        self.holds = True
        self._proposal: Proposal | None = None
        self._read()
        desk.evening.changed.connect(self._read)
        desk.evening.ticked.connect(self._on_tick)

    @property
    def words(self) -> Words:
        """The language of this console."""
        return self._desk.words

    @property
    def can_apply(self) -> bool:
        """Whether there is something to shorten, by who works here."""
        return bool(self._cuts) and self._desk.may("agenda_item.set")

    @property
    def apply_words(self) -> str:
        """What pressing does, with the minutes it takes."""
        return self._desk.words("catch_up.apply", n=sum(cut.saved for cut in self._cuts))

    @property
    def line(self) -> str:
        """What the groups are told; as it follows from the cuts until somebody writes it."""
        return self._suggested() if self._line is None else self._line

    def write_line(self, text: str) -> None:
        """Tell the groups something else; an empty line follows the cuts again."""
        self._line = text or None

    def send_line(self, *, sends: bool) -> None:
        """Send the line along, or none."""
        self.sends_line = sends

    def lock(self, item: str, *, locked: bool) -> None:
        """Leave an item its minutes, or let it give some again."""
        (self._locked.add if locked else self._locked.discard)(item)
        self._read()

    def apply(self) -> bool:
        """Shorten as proposed, all in one action; False when it was refused."""
        self._read()
        line = self.line if self.sends_line else ""
        return self.can_apply and self._desk.attempt(shorten_items, self._cuts, line)

    # reading

    @property
    def _cuts(self) -> tuple[Cut, ...]:
        return self._proposal.cuts if self._proposal is not None else ()

    def _on_tick(self) -> None:
        minute = self._desk.evening.now // MINUTE_MS
        late = self._late_minutes()
        if (minute, late) != self._shown_at:
            self._read()

    def _late_minutes(self) -> int:
        return -(-self._desk.evening.forecast.deviation_ms // MINUTE_MS)

    def _read(self) -> None:
        desk = self._desk
        evening, now = desk.evening.evening, desk.evening.now
        self._shown_at = now // MINUTE_MS, self._late_minutes()
        self._proposal = catch_up(evening, now, locked=self._locked, tolerance_ms=0)
        before = self.rows, self.sentences
        self.rows = tuple(self._row(item) for item in upcoming(evening.items, evening.course))
        self.sentences = tuple(self._sentences())
        self.holds = self._proposal is None or self._proposal.holds
        if before != (self.rows, self.sentences):
            self.changed.emit()

    def _row(self, item: AgendaItem) -> CutRow:
        words = self._desk.words
        cut = next((one for one in self._cuts if one.item == item.id), None)
        if cut is not None:
            change = words("catch_up.cut", before=cut.minutes, after=cut.shortened)
        else:
            change = words("catch_up.stays", minutes=formats.minutes(words, item.minutes))
        detail = words(f"live.policy.{item.policy}")
        spare = spare_minutes(item)
        if spare:
            least = formats.minutes(words, item.minutes - spare)
            detail = f"{detail}, {words('catch_up.least', minutes=least)}"
        return CutRow(
            item=item.id,
            title=item.title.text,
            change=change,
            name=words("catch_up.row_name", item=item.title.text, change=change),
            detail=detail,
            is_cut=cut is not None,
            lockable=bool(spare) and self._desk.may("agenda_item.set"),
            locked=item.id in self._locked,
        )

    def _sentences(self) -> list[str]:
        """Say what is, and what would be with the proposal."""
        found, words = self._proposal, self._desk.words
        if found is None:
            return [words("catch_up.on_plan")]
        said = [self._now(found.targets[0])]
        if not found.cuts:
            return [*said, words("catch_up.nothing")]
        said += [self._then(target) for target in found.targets]
        return said

    def _now(self, target: Target) -> str:
        words, zone = self._desk.words, self._desk.zone
        time = formats.clock(target.at + target.late_ms, zone)
        late = formats.minutes(words, deviation_min(target.late_ms))
        if target.item is None:
            return words("catch_up.now", time=time, late=late)
        return words("catch_up.now_start", item=self._title(target.item), time=time, late=late)

    def _then(self, target: Target) -> str:
        words, zone = self._desk.words, self._desk.zone
        # Seconds that are missing are none to people who read minutes.
        missing = target.missing_ms // MINUTE_MS
        parameters: dict[str, object] = {
            "n": missing,
            "time": formats.clock(target.at + missing * MINUTE_MS, zone),
        }
        key = "missing" if missing else "holds"
        if target.item is None:
            return words(f"catch_up.{key}", **parameters)
        return words(f"catch_up.{key}_start", item=self._title(target.item), **parameters)

    def _title(self, item: str) -> str:
        return self._desk.store.state.agenda_items[item].title.text

    def _suggested(self) -> str:
        """Name what changes, as many items as one line holds."""
        words, said = self._desk.words, ""
        for cut in self._cuts:
            one = words(
                "catch_up.message_item",
                item=self._title(cut.item),
                after=cut.shortened,
                before=cut.minutes,
            )
            longer = words("catch_up.message_text", items=f"{said}, {one}" if said else one)
            if len(longer) > LONGEST_LINE:
                break
            said = f"{said}, {one}" if said else one
        return words("catch_up.message_text", items=said) if said else ""
