"""Breakout groups and who sits in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from console.commands.carry_out import carry_out
from console.commands.text import limited, required
from console.domain.errors import CommandRejected
from console.domain.groups import GroupEdited, GroupSet, SeatSet
from console.domain.ids import seat_id
from console.domain.ops import Fact
from console.domain.values import AgendaItem
from console.storage.change import Done
from console.storage.store import Store


def seating_item(store: Store) -> AgendaItem | None:
    """Return the breakout item whose groups are meant now: the present, the next, or the last."""
    state = store.state
    breakouts = [item for item in state.agenda() if item.kind == "breakout"]
    visit = state.course.current
    present = state.agenda_items.get(visit.item) if visit is not None else None
    if present is not None and present.kind == "breakout":
        return present
    here = (present.order, present.id) if present is not None else ("", "")
    if visit is not None and present is None:
        return breakouts[-1] if breakouts else None
    following = [item for item in breakouts if (item.order, item.id) > here]
    return following[0] if following else (breakouts[-1] if breakouts else None)


def seat(store: Store, item: str, participants: Iterable[str], group: str | None) -> None:
    """Seat participants in a group of a breakout item, or (None) in no group.

    Raises: CommandRejected with group_missing, participant_missing, or not_allowed.
    """
    found = store.state.groups.get(group) if group is not None else None
    if group is not None and (found is None or found.hidden or found.item != item):
        raise CommandRejected("group_missing")
    moves = dict.fromkeys(participants, group)
    name = found.name.text if found is not None else ""
    names = [store.state.participants[one].name for one in moves if one in store.state.participants]
    who = "person" if len(moves) == 1 else "persons"
    key = f"{who}_seated" if group is not None else f"{who}_unseated"
    parameters = {"name": names[0] if names else "", "group": name, "n": len(moves)}
    _seat_all(store, item, moves, Done(key=key, parameters=parameters))


def seat_evenly(store: Store, item: str, participants: Iterable[str]) -> None:
    """Seat those who have no group yet where there are fewest, in the order given."""
    groups = store.state.groups_of(item)
    if not groups:
        raise CommandRejected("group_missing")
    taken = {group.id: 0 for group in groups}
    for value in store.state.seats.values():
        if value.item == item and value.group in taken and not value.hidden:
            taken[value.group] += 1
    moves: dict[str, str | None] = {}
    for person in participants:
        if store.state.seat(item, person) is None:
            smallest = min(taken, key=lambda group: taken[group])
            taken[smallest] += 1
            moves[person] = smallest
    _seat_all(store, item, moves, Done(key="groups_drawn", parameters={"n": len(moves)}))


def _seat_all(store: Store, item: str, moves: Mapping[str, str | None], done: Done) -> None:
    facts: list[Fact] = []
    for person, group in moves.items():
        found = store.state.participants.get(person)
        if found is None or found.hidden:
            raise CommandRejected("participant_missing")
        if store.state.seat(item, person) == group:
            continue
        entity = seat_id(item, person)
        facts.append(
            Fact(
                entity=entity,
                body=SeatSet(item=item, participant=person, group=group),
                base=store.entity("seat", entity).base_for(["seat"]),
            )
        )
    if facts:
        carry_out(store, facts, done)


def edit_group(
    store: Store,
    group: str,
    *,
    name: str | None = None,
    topic: str | None = None,
    moderator: str | None = None,
) -> None:
    """Give a group another name, topic, or (a participant's id) moderator."""
    found = store.state.groups.get(group)
    if found is None or found.hidden:
        raise CommandRejected("group_missing")
    state = store.entity("group", group)
    words: dict[str, str] = {}
    if name is not None and required(name, "group_name_empty") != found.name.text:
        words["name"] = required(name, "group_name_empty")
    if topic is not None and limited(topic) != found.topic.text:
        words["topic"] = limited(topic)
    facts: list[Fact] = []
    if words:
        facts.append(Fact(entity=group, body=GroupEdited(**words), base=state.base_for(words)))
    if moderator is not None and moderator != found.moderator:
        base = state.base_for(["moderator"])
        facts.append(Fact(entity=group, body=GroupSet(moderator=moderator), base=base))
    if facts:
        done = Done(key="group_edited", parameters={"group": words.get("name", found.name.text)})
        carry_out(store, facts, done)
