"""Template and sample: resources and a date become the facts that a dialogue begins with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from console.domain.agenda import AgendaItemAdded, ColumnAdded
from console.domain.dialogue import DialogueEdited, DialogueSet
from console.domain.groups import GroupAdded
from console.domain.ids import derived
from console.domain.ops import Fact
from console.domain.order import DIGITS
from console.domain.roster import ParticipantAdded

RESOURCES: Final = Path(__file__).resolve().parent.parent / "resources"
_TEMPLATE: Final = RESOURCES / "templates" / "dortmund" / "template.toml"
_PEOPLE: Final = RESOURCES / "sample" / "people.toml"
#: The evening that the sample was written for.
SAMPLE_DAY: Final = date(2020, 9, 8)
Table = Mapping[str, Any]


def read_template() -> Table:
    """Return the built-in template as it is written."""
    return tomllib.loads(_TEMPLATE.read_text(encoding="utf-8"))


def read_people() -> Table:
    """Return the invented people of the sample as they are written."""
    return tomllib.loads(_PEOPLE.read_text(encoding="utf-8"))


class Line(Struct, frozen=True):
    """One line of an item's tick list; `key` is its own name in the log."""

    key: str
    text: str


class EmergencyCard(Struct, frozen=True):
    """What to do when something breaks: one sentence to say, five lines."""

    key: str
    title: str
    say: str
    lines: tuple[str, ...]


@cache
def _tables() -> Table:
    return read_template()


def tick_list(dialogue: str, item: str) -> tuple[Line, ...]:
    """Return the tick list of an item (id) of the template; of an item of one's own none."""
    for one in _tables()["item"]:
        if item_id(dialogue, one["key"]) == item:
            return tuple(Line(check["key"], check["text"]) for check in one["checks"])
    return ()


def emergency_cards() -> tuple[EmergencyCard, ...]:
    """Return the emergency cards in their order."""
    return tuple(
        EmergencyCard(one["key"], one["title"], one["say"], tuple(one["lines"]))
        for one in _tables()["emergency"]
    )


def item_id(dialogue: str, key: str) -> str:
    """Return the id that an item of the template has in a dialogue."""
    return derived(dialogue, "item", key)


def column_id(dialogue: str, key: str) -> str:
    """Return the id that a column of the template has in a dialogue."""
    return derived(dialogue, "column", key)


def group_id(dialogue: str, item_key: str, number: int) -> str:
    """Return the id of group `number` (from 1) of a breakout item of the template."""
    return derived(dialogue, "group", item_key, str(number))


def person_id(dialogue: str, number: int) -> str:
    """Return the id of the person with a running number; nothing of it comes from the name."""
    return derived(dialogue, "person", str(number))


def _order(number: int) -> str:
    """Return the order key of the row `number` (from 0) of a list that is made at once."""
    high, low = divmod((number + 1) * 40, len(DIGITS))
    return f"{DIGITS[high]}{DIGITS[low]}V"


def wall_ms(day: date, at: time, zone: str) -> int:
    """Return a wall time in a zone as UTC milliseconds."""
    return round(datetime.combine(day, at, ZoneInfo(zone)).timestamp() * 1000)


def template_evening(day: date) -> tuple[int, int]:
    """Return beginning and fixed end (UTC ms) that the template has, on a day."""
    given = read_template()["dialogue"]
    zone = given["zone"]
    return wall_ms(day, given["start"], zone), wall_ms(day, given["end"], zone)


def template_facts(
    dialogue: str,
    *,
    starts_at: int,
    ends_at: int,
    title: str | None = None,
    city: str | None = None,
    zone: str | None = None,
    groups: int | None = None,
    moderators: Mapping[int, str] | None = None,
) -> list[Fact]:
    """Return the facts of a new dialogue from the template; instants are UTC ms.

    What is None is as the template has it. The roster is empty. `moderators` names the
    participant who moderates a group, by the group's number.
    """
    template = read_template()
    given = template["dialogue"]
    deletion = ends_at + timedelta(days=given["delete_after_days"]) // timedelta(milliseconds=1)
    words = DialogueEdited(title=title or given["title"], topic=given["topic"])
    times = DialogueSet(
        starts_at=starts_at,
        ends_at=ends_at,
        admission_min=given["admission_min"],
        zone=zone or given["zone"],
        city=given["city"] if city is None else city,
        places=given["places"],
        recorded=given["recorded"],
        delete_after=deletion,
    )
    facts = [Fact(entity=dialogue, body=words), Fact(entity=dialogue, body=times)]
    facts += _columns(dialogue, template["column"])
    facts += _items(dialogue, template)
    for item in template["item"]:
        if item["kind"] == "breakout":
            count = groups or given["groups"]
            facts += _groups(dialogue, item["key"], template["group"], count, moderators or {})
    return facts


def _columns(dialogue: str, columns: Sequence[Table]) -> list[Fact]:
    return [
        Fact(
            entity=column_id(dialogue, column["key"]),
            body=ColumnAdded(
                title=column["title"],
                label=column["label"],
                purpose=column["purpose"],
                order=_order(number),
            ),
        )
        for number, column in enumerate(columns)
    ]


def _items(dialogue: str, template: Table) -> list[Fact]:
    thresholds = template["defaults"]["thresholds"]
    return [
        Fact(
            entity=item_id(dialogue, item["key"]),
            body=AgendaItemAdded(
                title=item["title"],
                question=item.get("question", ""),
                said=item.get("said", "").strip(),
                cue=item.get("cue", ""),
                slide=item.get("slide", ""),
                who=item.get("who", ""),
                kind=item["kind"],
                minutes=item["minutes"],
                min_minutes=item["min_minutes"],
                going_min=item.get("going_min", 0),
                coming_min=item.get("coming_min", 0),
                per_group_min=item.get("per_group_min", 0),
                policy=item["policy"],
                thresholds=tuple(item.get("thresholds", thresholds)),
                order=_order(number),
            ),
        )
        for number, item in enumerate(template["item"])
    ]


def _groups(
    dialogue: str,
    item_key: str,
    groups: Sequence[Table],
    count: int,
    moderators: Mapping[int, str],
) -> list[Fact]:
    """Return `count` groups of an item; beyond the template's own they have no topic yet."""
    pattern = groups[0]["name"].rsplit(" ", 1)[0]
    facts: list[Fact] = []
    for number in range(1, count + 1):
        known = next((group for group in groups if group["number"] == number), {})
        body = GroupAdded(
            name=known.get("name", f"{pattern} {number}"),
            topic=known.get("topic", ""),
            item=item_id(dialogue, item_key),
            order=_order(number),
            places=known.get("places", 0),
            moderator=moderators.get(number),
        )
        facts.append(Fact(entity=group_id(dialogue, item_key, number), body=body))
    return facts


def sample_facts(
    dialogue: str, day: date = SAMPLE_DAY, *, people: int | None = None, groups: int | None = None
) -> list[Fact]:
    """Return the facts of the sample evening on a day: the template and its invented people.

    `people`: how many citizens are registered, at most as many as were invented.
    """
    starts_at, ends_at = template_evening(day)
    facts = template_facts(
        dialogue,
        starts_at=starts_at,
        ends_at=ends_at,
        groups=groups,
        moderators={
            person["group"]: person_id(dialogue, number)
            for number, person in enumerate(read_people()["person"], start=1)
            if "group" in person
        },
    )
    return facts + _people(dialogue, people)


def _people(dialogue: str, limit: int | None) -> list[Fact]:
    facts: list[Fact] = []
    citizens = 0
    for number, person in enumerate(read_people()["person"], start=1):
        if person["part"] == "citizen":
            citizens += 1
            if limit is not None and citizens > limit:
                continue
        body = ParticipantAdded(
            first_name=person["first_name"], last_name=person["last_name"], part=person["part"]
        )
        facts.append(Fact(entity=person_id(dialogue, number), body=body))
    return facts
