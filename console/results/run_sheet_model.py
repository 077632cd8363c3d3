"""The run sheet as its files see it: plain frozen values, nobody of the roster, no note."""

from dataclasses import dataclass

from console.domain.agenda import ItemKind, Policy
from console.domain.values import AgendaItem
from console.storage.state import DialogueState
from console.timers.plan import planned_slots


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetItem:
    """An item that takes place, with its planned instants (UTC ms); lengths are in minutes."""

    start: int
    end: int
    minutes: int
    min_minutes: int
    kind: ItemKind
    title: str
    who: str
    question: str
    said: str
    slide: str
    cue: str
    policy: Policy
    fixed_start: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    """Instants are UTC ms, seen in the IANA `zone`; `ends_at` is the fixed end."""

    title: str
    city: str
    zone: str
    starts_at: int
    ends_at: int
    made_at: int
    items: tuple[SheetItem, ...]

    @property
    def planned_end(self) -> int:
        """When the last item is over if all goes by plan (UTC ms)."""
        return self.items[-1].end if self.items else self.ends_at


def run_sheet_of(state: DialogueState, made_at: int) -> RunSheet:
    """Return the run sheet as planned; `made_at` is UTC ms. What is left out is not in it."""
    dialogue = state.dialogue
    items = [item for item in state.agenda() if not item.skipped]
    slots = planned_slots(dialogue.starts_at, items)
    return RunSheet(
        title=dialogue.title.text,
        city=dialogue.city,
        zone=dialogue.zone,
        starts_at=dialogue.starts_at,
        ends_at=dialogue.ends_at,
        made_at=made_at,
        items=tuple(
            _item(item, slot.start, slot.end) for item, slot in zip(items, slots, strict=True)
        ),
    )


def _item(item: AgendaItem, start: int, end: int) -> SheetItem:
    return SheetItem(
        start=start,
        end=end,
        minutes=item.minutes,
        min_minutes=item.min_minutes,
        kind=item.kind,
        title=item.title.text,
        who=item.who.text,
        question=item.question.text,
        said=item.said.text,
        slide=item.slide.text,
        cue=item.cue.text,
        policy=item.policy,
        fixed_start=item.fixed_start,
    )
