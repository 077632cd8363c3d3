"""The run sheet: words, minutes, order, skipping, adding and removing items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from console.commands.carry_out import carry_out
from console.commands.notes import excerpt
from console.commands.signals import to_groups_fact
from console.commands.text import limited, required
from console.domain.agenda import (
    AgendaItemAdded,
    AgendaItemEdited,
    AgendaItemRemoved,
    AgendaItemSet,
    ItemKind,
)
from console.domain.errors import CommandRejected
from console.domain.groups import GroupAdded
from console.domain.ops import Fact
from console.domain.order import order_between
from console.domain.values import AgendaItem, Group
from console.storage.change import Done
from console.storage.store import Store
from console.timers.catch_up import Cut
from console.timers.plan import upcoming

#: The words of an item that are edited in the sheet.
TEXTS = ("title", "question", "said", "cue", "slide", "who")
#: What a copy has of its item besides the words.
COPIED = (
    "kind", "minutes", "min_minutes", "going_min", "coming_min", "per_group_min", "policy",
    "thresholds",
)  # fmt: skip
LONGEST_MIN = 480


def edit_item(
    store: Store,
    item: str,
    *,
    texts: Mapping[str, str] | None = None,
    values: Mapping[str, Any] | None = None,
    bases: Mapping[str, Sequence[str]] | None = None,
    draft: str | None = None,
) -> None:
    """Change words (`TEXTS`) and values (fields of AgendaItemSet) of an item in one action.

    Only what differs is written. `bases` holds per field what its author had on screen when
    beginning (`bases_of`), else it is what is there now; `draft` names the draft it was typed
    in. A minimum that nobody named goes down with the minutes. Raises: CommandRejected with
    item_missing, title_empty, minutes_out_of_range, ways_longer_than_item,
    minimum_longer_than_item, text_too_long, or not_allowed.
    """
    found = _item(store, item)
    state = store.entity("agenda_item", item)
    words = {
        name: required(text, "title_empty") if name == "title" else limited(text)
        for name, text in (texts or {}).items()
    }
    changed = {name: text for name, text in words.items() if text != getattr(found, name).text}
    fields = {
        name: value for name, value in (values or {}).items() if value != getattr(found, name)
    }
    _check_minutes(found, fields)
    _keep_minimum(found, fields)
    facts: list[Fact] = []
    if changed:
        base = _seen(bases, changed) if bases is not None else state.base_for(changed)
        facts.append(Fact(entity=item, body=AgendaItemEdited(**changed), base=base))
    if fields:
        seen = {} if bases is None else {**bases_of(store, item, fields), **bases}
        base = _seen(seen, fields) if bases is not None else state.base_for(fields)
        facts.append(Fact(entity=item, body=AgendaItemSet(**fields), base=base))
    if facts:
        title = changed.get("title", found.title.text)
        done = Done(key="item_edited", parameters={"item": excerpt(title)})
        carry_out(store, facts, done, clears_draft=draft)


def bases_of(store: Store, item: str, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return, per field, what an edit of it that begins now has to name."""
    state = store.entity("agenda_item", item)
    return {name: state.base_for([name]) for name in names}


def _seen(bases: Mapping[str, Sequence[str]], names: Iterable[str]) -> tuple[str, ...]:
    """Return what was on screen of several fields, each operation once."""
    return tuple(dict.fromkeys(op_id for name in names for op_id in bases.get(name, ())))


def set_skipped(store: Store, item: str, *, skipped: bool) -> None:
    """Leave an item out this evening, or take it back in.

    Raises: CommandRejected("item_is_over") for one that is on or was.
    """
    found = _item(store, item)
    if store.state.course.visit_of(item) is not None:
        raise CommandRejected("item_is_over", item=found.title.text)
    if found.skipped == skipped:
        return
    state = store.entity("agenda_item", item)
    fact = Fact(entity=item, body=AgendaItemSet(skipped=skipped), base=state.base_for(["skipped"]))
    key = "item_skipped" if skipped else "item_unskipped"
    carry_out(store, [fact], Done(key=key, parameters={"item": excerpt(found.title.text)}))


def move_item(store: Store, item: str, *, before: str | None) -> None:
    """Move an item above another, or to the end with None."""
    found = _item(store, item)
    others = [one for one in store.state.agenda() if one.id != item]
    position = next((i for i, one in enumerate(others) if one.id == before), len(others))
    low = others[position - 1].order if position > 0 else None
    high = others[position].order if position < len(others) else None
    if (low or "") < found.order and (high is None or found.order < high):
        return
    state = store.entity("agenda_item", item)
    body = AgendaItemSet(order=order_between(low, high, store.random))
    fact = Fact(entity=item, body=body, base=state.base_for(["order"]))
    carry_out(store, [fact], Done(key="item_moved", parameters={"item": excerpt(found.title.text)}))


def add_item(
    store: Store,
    title: str,
    kind: ItemKind,
    minutes: int,
    *,
    after: str | None = None,
    before: str | None = None,
) -> str:
    """Add an item below or above another, or at the end; returns its id.

    When time is short it keeps two thirds of its minutes, until somebody says otherwise.
    """
    words = required(title, "title_empty")
    check_minutes(minutes)
    items = store.state.agenda()
    ids = [one.id for one in items]
    place = len(items)
    if before in ids:
        place = ids.index(before)
    elif after in ids:
        place = ids.index(after) + 1
    low = items[place - 1].order if place else None
    high = items[place].order if place < len(items) else None
    body = AgendaItemAdded(
        title=words,
        kind=kind,
        minutes=minutes,
        min_minutes=least_minutes(minutes),
        order=order_between(low, high, store.random),
    )
    entity = store.new_id()
    done = Done(key="item_added", parameters={"item": excerpt(words)})
    carry_out(store, [Fact(entity=entity, body=body)], done)
    return entity


def least_minutes(minutes: int) -> int:
    """Return what an item of so many minutes keeps at least: two thirds, rounded up."""
    return -(-2 * minutes // 3)


def copy_item(store: Store, item: str, title: str) -> str:
    """Add the same item once more below itself under another title, with its groups.

    Returns the copy's id. Raises: CommandRejected with item_missing, title_empty, or not_allowed.
    """
    found = _item(store, item)
    words = required(title, "title_empty")
    items = store.state.agenda()
    position = next(i for i, one in enumerate(items) if one.id == item)
    high = items[position + 1].order if position + 1 < len(items) else None
    body = AgendaItemAdded(
        title=words,
        **{name: getattr(found, name).text for name in TEXTS if name != "title"},
        **{name: getattr(found, name) for name in COPIED},
        order=order_between(found.order, high, store.random),
    )
    entity = store.new_id()
    groups = [group_once_more(store, group, entity) for group in store.state.groups_of(item)]
    facts = [Fact(entity=entity, body=body), *groups]
    carry_out(store, facts, Done(key="item_copied", parameters={"item": excerpt(words)}))
    return entity


def group_once_more(store: Store, group: Group, item: str) -> Fact:
    """Return the fact that gives another item (id) the same group, with who leads it."""
    body = GroupAdded(
        name=group.name.text,
        topic=group.topic.text,
        item=item,
        order=group.order,
        moderator=group.moderator,
        notetaker=group.notetaker,
        places=group.places,
    )
    return Fact(entity=store.new_id(), body=body)


def shorten_items(store: Store, cuts: Sequence[Cut], line: str = "") -> None:
    """Apply a proposal to catch up as one action, with one line to all groups if there is one.

    What was changed or began since it was made is left as it is now. Raises: CommandRejected
    with nothing_to_shorten, line_too_long, or not_allowed.
    """
    coming = {item.id: item for item in upcoming(store.state.agenda(), store.state.course)}
    cuts = [cut for cut in cuts if cut.item in coming and coming[cut.item].minutes == cut.minutes]
    if not cuts:
        raise CommandRejected("nothing_to_shorten")
    facts = [
        Fact(
            entity=cut.item,
            body=AgendaItemSet(minutes=cut.shortened),
            base=store.entity("agenda_item", cut.item).base_for(["minutes"]),
        )
        for cut in cuts
    ]
    if line:
        facts.append(to_groups_fact(store, line))
    saved = sum(cut.saved for cut in cuts)
    carry_out(store, facts, Done(key="caught_up", parameters={"n": saved}))


def remove_item(store: Store, item: str) -> None:
    """Take an item off the run sheet; if it ran, it stays in the history."""
    found = _item(store, item)
    state = store.entity("agenda_item", item)
    fact = Fact(entity=item, body=AgendaItemRemoved(), base=state.base_for(TEXTS))
    carry_out(
        store, [fact], Done(key="item_removed", parameters={"item": excerpt(found.title.text)})
    )


def _item(store: Store, item: str) -> AgendaItem:
    found = store.state.agenda_items.get(item)
    if found is None or found.hidden:
        raise CommandRejected("item_missing")
    if found.needs_newer:
        raise CommandRejected("needs_newer_version")
    return found


def check_minutes(minutes: int) -> None:
    """Check a length.  Raises: CommandRejected("minutes_out_of_range")."""
    if not 0 <= minutes <= LONGEST_MIN:
        raise CommandRejected("minutes_out_of_range", limit=LONGEST_MIN)


def _check_minutes(item: AgendaItem, fields: Mapping[str, Any]) -> None:
    for name in ("minutes", "min_minutes", "going_min", "coming_min", "per_group_min"):
        if name in fields:
            check_minutes(fields[name])
    minutes = fields.get("minutes", item.minutes)
    ways: Sequence[int] = [
        fields.get("going_min", item.going_min),
        fields.get("coming_min", item.coming_min),
    ]
    if sum(ways) > minutes:
        raise CommandRejected("ways_longer_than_item", minutes=minutes)


def _keep_minimum(item: AgendaItem, fields: dict[str, Any]) -> None:
    minutes = fields.get("minutes", item.minutes)
    if fields.get("min_minutes", 0) > minutes:
        raise CommandRejected("minimum_longer_than_item", minutes=minutes)
    if "min_minutes" not in fields and item.min_minutes > minutes:
        fields["min_minutes"] = minutes
