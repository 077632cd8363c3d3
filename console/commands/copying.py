"""The copy of an evening: run sheet, columns and groups, without people and what they wrote."""

from __future__ import annotations

from msgspec import Struct

from console.commands.agenda import COPIED, TEXTS
from console.domain.agenda import AgendaItemAdded, ColumnAdded
from console.domain.dialogue import DialogueEdited, DialogueSet
from console.domain.groups import GroupAdded
from console.domain.ids import derived
from console.domain.ops import Fact
from console.domain.values import AgendaItem, Dialogue
from console.storage.state import DialogueState
from console.words.formats import wall_time

#: Where a dialogue has no day of deletion yet, it is so many days after the evening.
DELETE_AFTER_MS = 30 * 86_400_000


class Evening(Struct, frozen=True, kw_only=True):
    """What the copy is called and when it is; instants are UTC ms."""

    title: str
    starts_at: int
    ends_at: int


def copied_facts(state: DialogueState, dialogue: str, evening: Evening) -> list[Fact]:
    """Return the facts with which the dialogue `dialogue` begins as a copy of another.

    Nobody who took part, no note, no point, no measure, no time that was run comes along. What
    was left out that evening is back on the run sheet; fixed starts keep their distance from the
    beginning on the clock.
    """
    source = state.dialogue
    words = DialogueEdited(title=evening.title, topic=source.topic.text)
    facts = [
        Fact(entity=dialogue, body=words),
        Fact(entity=dialogue, body=_times(source, evening)),
    ]
    facts += [
        Fact(
            entity=derived(dialogue, "column", column.id),
            body=ColumnAdded(
                title=column.title.text,
                label=column.label.text,
                purpose=column.purpose,
                order=column.order,
            ),
        )
        for column in state.board_columns()
    ]
    for item in state.agenda():
        body = _item(item, source, evening)
        facts.append(Fact(entity=derived(dialogue, "item", item.id), body=body))
        facts += _groups(state, dialogue, item.id)
    return facts


def moved(instant: int, since: int, to: int, zone: str) -> int:
    """Return the instant that lies as far from `to` on the clock of `zone` as `instant` from
    `since`; all UTC ms. Where the clocks change in between, the time on the clock counts.
    """
    at, first, new = (wall_time(one, zone) for one in (instant, since, to))
    on_clock = new.replace(tzinfo=None) + (at.replace(tzinfo=None) - first.replace(tzinfo=None))
    return round(on_clock.replace(tzinfo=new.tzinfo).timestamp() * 1000)


def _times(source: Dialogue, evening: Evening) -> DialogueSet:
    kept = source.delete_after - source.ends_at
    return DialogueSet(
        starts_at=evening.starts_at,
        ends_at=evening.ends_at,
        admission_min=source.admission_min,
        zone=source.zone,
        city=source.city,
        places=source.places,
        deputies=source.deputies,
        hotline=source.hotline,
        recorded=source.recorded,
        delete_after=evening.ends_at + (kept if kept > 0 else DELETE_AFTER_MS),
    )


def _item(item: AgendaItem, source: Dialogue, evening: Evening) -> AgendaItemAdded:
    fixed = item.fixed_start
    if fixed is not None:
        fixed = moved(fixed, source.starts_at, evening.starts_at, source.zone)
    return AgendaItemAdded(
        **{name: getattr(item, name).text for name in TEXTS},
        **{name: getattr(item, name) for name in COPIED},
        fixed_start=fixed,
        order=item.order,
    )


def _groups(state: DialogueState, dialogue: str, item: str) -> list[Fact]:
    """Return the groups of an item, without who moderates, writes and sits in them."""
    return [
        Fact(
            entity=derived(dialogue, "group", group.id),
            body=GroupAdded(
                name=group.name.text,
                topic=group.topic.text,
                item=derived(dialogue, "item", item),
                order=group.order,
                places=group.places,
            ),
        )
        for group in state.groups_of(item)
    ]
