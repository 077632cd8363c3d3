"""The template with its invented people and notes in a real file, run up to a moment."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from console.commands import attendance, groups, notes, run, timers
from console.domain.agenda import AgendaItemAdded, ColumnAdded
from console.domain.dialogue import DialogueEdited, DialogueSet
from console.domain.groups import GroupAdded
from console.domain.ids import derived
from console.domain.ops import Fact
from console.domain.roster import ParticipantAdded
from console.storage.store import Store
from tests.small_dialogue import DIALOGUE, MINUTE, START, MovedClock, counted_random, identity

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
ITEM_FIELDS = (
    "kind", "title", "minutes", "min_minutes", "policy", "who", "question", "said", "slide", "cue",
    "going_min", "coming_min",
)  # fmt: skip


def read(path: str) -> dict[str, Any]:
    return tomllib.loads((RESOURCES / path).read_text("utf-8"))


def key(order: int) -> str:
    return f"V{chr(ord('A') + order // 26)}{chr(ord('A') + order % 26)}"


class BigEvening:
    """`store` and `clock`; `forty` are those who come; call one moment per evening."""

    def __init__(self, folder: Path, role: str = "lead") -> None:
        self.clock = MovedClock(START - 12 * MINUTE)
        path = folder / "evening.dialogpult"
        self.store = Store.create(path, DIALOGUE, self.clock, identity(), counted_random())
        self.template = read("templates/dortmund/template.toml")
        self.people = read("sample/people.toml")["person"]
        self.items = [derived("item", item["key"]) for item in self.template["item"]]
        self.rounds = [
            derived("item", item["key"])
            for item in self.template["item"]
            if item["kind"] == "breakout"
        ]
        self.store.commit(self._facts())
        citizens = [one["key"] for one in self.people if one["part"] == "citizen"]
        self.forty = [derived("person", one) for one in citizens[::2] + citizens[1:7:2]]
        self.team = [
            derived("person", one["key"]) for one in self.people if one["part"] != "citizen"
        ]
        attendance.mark(self.store, self.forty, "waiting")
        attendance.mark(self.store, self.team, "present")
        self.store.be(identity(role))

    def close(self) -> None:
        self.store.close()

    def group(self, round_: int, number: int) -> str:
        return derived("group", self.rounds[round_], str(number))

    def _facts(self) -> list[Fact]:
        head = self.template["dialogue"]
        facts = [
            Fact(entity=DIALOGUE, body=DialogueEdited(title=head["title"], topic=head["topic"])),
            Fact(
                entity=DIALOGUE,
                body=DialogueSet(
                    starts_at=START,
                    ends_at=START + 135 * MINUTE,
                    zone=head["zone"],
                    city=head["city"],
                    places=head["places"],
                    admission_min=head["admission_min"],
                ),
            ),
        ]
        for order, item in enumerate(self.template["item"]):
            fields = {name: item[name] for name in ITEM_FIELDS if name in item}
            body = AgendaItemAdded(**fields, order=key(order))
            facts.append(Fact(entity=derived("item", item["key"]), body=body))
        for order, column in enumerate(self.template["column"]):
            added = ColumnAdded(
                title=column["title"],
                label=column["label"],
                purpose=column["purpose"],
                order=key(order),
            )
            facts.append(Fact(entity=derived("column", column["key"]), body=added))
        for one in self.people:
            person = ParticipantAdded(
                first_name=one["first_name"], last_name=one["last_name"], part=one["part"]
            )
            facts.append(Fact(entity=derived("person", one["key"]), body=person))
        for item in self.rounds:
            for group in self.template["group"]:
                added_group = GroupAdded(
                    name=group["name"],
                    topic=group["topic"],
                    item=item,
                    places=group["places"],
                    moderator=derived("person", f"m{group['number']}"),
                    order=key(group["number"]),
                )
                entity = derived("group", item, str(group["number"]))
                facts.append(Fact(entity=entity, body=added_group))
        return facts

    # going through the evening

    def go_on(self, minutes: float = 0) -> None:
        run.go_on(self.store)
        self.clock.advance(minutes=minutes)

    def write_notes(self, round_: int, count: int) -> None:
        """The first notes of a round, half a minute apart."""
        chosen = [
            note for note in read("sample/notes.toml")["note"] if note.get("round") == round_ + 1
        ]
        for note in chosen[:: max(1, len(chosen) // count)][:count]:
            column = derived("column", note["column"])
            group = self.group(round_, note["group"])
            notes.add_note(self.store, note["text"], column=column, group=group)
            self.clock.advance(seconds=10)

    def come(self) -> None:
        """Everybody who comes is let in, three of them late."""
        for number, person in enumerate(self.forty[:-4]):
            attendance.mark(self.store, [person], "present")
            self.clock.advance(seconds=15 if number % 3 else 5)
        for item in self.rounds:
            groups.seat_evenly(self.store, item, self.forty)

    # moments

    def before(self) -> BigEvening:
        attendance.mark(self.store, self.forty[:20], "promised")
        return self

    def overdue(self) -> BigEvening:
        self.clock.advance(minutes=15)
        return self

    def welcome(self) -> BigEvening:
        self.come()
        self.clock.wall = START + 2 * MINUTE
        self.go_on(minutes=6)
        return self

    def first_groups(self) -> BigEvening:
        self.come()
        self.clock.wall = START + 2 * MINUTE
        self.go_on(minutes=14)
        self.go_on(minutes=17)
        self.go_on()
        self.clock.advance(minutes=3)
        timers.start_groups(self.store)
        self.clock.advance(minutes=4)
        attendance.mark(self.store, self.forty[-4:], "present")
        return self

    def second_groups(self) -> BigEvening:
        """Half past seven: the second round runs, two groups are near their end."""
        self.first_groups()
        self.write_notes(0, 60)
        self.clock.advance(minutes=12)
        self.go_on(minutes=2)
        timers.mark_returned(self.store, self.rounds[0], [self.group(0, n) for n in range(1, 6)])
        self.clock.advance(minutes=6)
        self.go_on(minutes=12)
        self.go_on(minutes=2)
        timers.start_groups(self.store)
        for number, minutes in ((3, 2), (4, -2), (5, -6)):
            timers.extend_group(self.store, self.group(1, number), minutes * MINUTE)
        self.write_notes(1, 30)
        attendance.mark(self.store, self.forty[3:5], "left")
        attendance.open_cases(self.store, [self.forty[8]], "no_sound")
        self.clock.advance(minutes=6, seconds=12)
        return self

    def last_minute(self) -> BigEvening:
        self.second_groups()
        self.clock.advance(minutes=10, seconds=6)
        return self

    def groups_over(self) -> BigEvening:
        self.last_minute()
        self.clock.advance(minutes=2)
        return self

    def in_break(self) -> BigEvening:
        self.first_groups()
        self.clock.advance(minutes=22)
        self.go_on(minutes=1)
        return self

    def returning(self) -> BigEvening:
        self.second_groups()
        self.clock.advance(minutes=4)
        self.go_on(minutes=1)
        timers.mark_returned(self.store, self.rounds[1], [self.group(1, 1), self.group(1, 4)])
        self.clock.advance(minutes=1.5)
        return self

    def over_time(self) -> BigEvening:
        """The proposals take two minutes too long, and 20:15 cannot be held."""
        self.returning()
        timers.mark_returned(self.store, self.rounds[1], [self.group(1, n) for n in range(1, 6)])
        self.clock.advance(minutes=11, seconds=35)
        return self

    def ended(self) -> BigEvening:
        self.over_time()
        for _ in range(3):
            self.go_on(minutes=5)
        self.go_on(minutes=2)
        return self
