"""A whole run sheet at once: what has not been on yet gives way to the items of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from console.commands.agenda import check_minutes, group_once_more, least_minutes
from console.commands.carry_out import carry_out
from console.commands.text import limited, required
from console.domain.agenda import (
    AgendaItemAdded,
    AgendaItemEdited,
    AgendaItemRemoved,
    AgendaItemSet,
)
from console.domain.errors import CommandRejected
from console.domain.ops import Fact
from console.domain.order import order_between
from console.domain.values import AgendaItem
from console.storage.change import Done
from console.storage.store import Store


class NewItem(Struct, frozen=True, kw_only=True):
    """An item of the table; `texts` and `values` (fields of AgendaItemSet) hold what it says.

    What it does not say stays as it is in an item that keeps its place, else as usual.
    """

    title: str
    minutes: int
    texts: Mapping[str, str] = {}
    values: Mapping[str, Any] = {}


def replaceable(store: Store) -> list[AgendaItem]:
    """Return the items that have not been on, in order: what a table may replace."""
    course = store.state.course
    return [item for item in store.state.agenda() if course.visit_of(item.id) is None]


def replace_items(store: Store, items: Sequence[NewItem]) -> None:
    """Put the items of a table in the place of all that have not been on, as one action.

    An item with the title of one that is there keeps it, with its groups, seats and notes; a
    group phase that is new gets the groups of one that goes. Raises: CommandRejected with
    nothing_to_read, title_empty, text_too_long, minutes_out_of_range, or not_allowed.
    """
    if not items:
        raise CommandRejected("nothing_to_read")
    there = replaceable(store)
    kept = _matched(items, there)
    gone = [item for item in there if item.id not in {one.id for one in kept.values()}]
    heirs = [item for item in gone if store.state.groups_of(item.id)]
    facts: list[Fact] = []
    last = _last_order(store)
    for at, item in enumerate(items):
        known = kept.get(at)
        if known is not None and known.order > last:
            order = known.order
        else:
            order = order_between(last or None, None, store.random)
        last = order
        if known is not None:
            facts += _changed(store, known, item, order)
            continue
        entity, body = store.new_id(), _added(item, order)
        facts.append(Fact(entity=entity, body=body))
        if body.kind == "breakout" and heirs:
            groups = store.state.groups_of(heirs.pop(0).id)
            facts += [group_once_more(store, group, entity) for group in groups]
    facts += [
        Fact(
            entity=item.id,
            body=AgendaItemRemoved(),
            base=store.entity("agenda_item", item.id).base_for(("title",)),
        )
        for item in gone
    ]
    carry_out(store, facts, Done(key="run_sheet_read", parameters={"n": len(items)}))


def _matched(items: Sequence[NewItem], there: Sequence[AgendaItem]) -> dict[int, AgendaItem]:
    """Return which new item (by its place) is which that is there: the next of the same title."""
    free = list(there)
    found: dict[int, AgendaItem] = {}
    for at, item in enumerate(items):
        same = next((one for one in free if _same(one.title.text, item.title)), None)
        if same is not None:
            found[at] = same
            free.remove(same)
    return found


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _last_order(store: Store) -> str:
    """Return the order key of the last item that has been on; empty when none has."""
    course = store.state.course
    orders = [item.order for item in store.state.agenda() if course.visit_of(item.id) is not None]
    return max(orders, default="")


def _added(item: NewItem, order: str) -> AgendaItemAdded:
    check_minutes(item.minutes)
    return AgendaItemAdded(
        title=required(item.title, "title_empty"),
        **{name: limited(text) for name, text in item.texts.items()},
        **{
            "kind": "plenary",
            "min_minutes": least_minutes(item.minutes),
            **item.values,
            "minutes": item.minutes,
        },
        order=order,
    )


def _changed(store: Store, known: AgendaItem, item: NewItem, order: str) -> list[Fact]:
    check_minutes(item.minutes)
    state = store.entity("agenda_item", known.id)
    texts = {
        name: limited(text)
        for name, text in item.texts.items()
        if limited(text) != getattr(known, name).text
    }
    wanted: dict[str, Any] = {
        "min_minutes": min(known.min_minutes, item.minutes),
        # Of a group phase that became shorter, the ways take no more than there is.
        **_ways(known, item.minutes),
        **item.values,
        "minutes": item.minutes,
        "order": order,
        "skipped": False,
    }
    values = {name: value for name, value in wanted.items() if value != getattr(known, name)}
    facts: list[Fact] = []
    if texts:
        body = AgendaItemEdited(**texts)
        facts.append(Fact(entity=known.id, body=body, base=state.base_for(texts)))
    if values:
        body = AgendaItemSet(**values)
        facts.append(Fact(entity=known.id, body=body, base=state.base_for(values)))
    return facts


def _ways(known: AgendaItem, minutes: int) -> dict[str, int]:
    if known.going_min + known.coming_min <= minutes:
        return {}
    return {"going_min": 0, "coming_min": 0}
