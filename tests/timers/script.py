"""An evening told as operations and folded by the real fold, for tests about time."""

from collections import defaultdict

from console.domain.agenda import AgendaItemAdded, AgendaItemRemoved, AgendaItemSet
from console.domain.bodies import Body
from console.domain.course import Course
from console.domain.dialogue import DialogueSet
from console.domain.fold import EntityState, fold
from console.domain.group_timer import GroupTimer
from console.domain.groups import GroupAdded, GroupRemoved
from console.domain.ids import RUN_ID, derived, timer_id
from console.domain.kinds import KINDS, family_of
from console.domain.members import Undone
from console.domain.ops import Action, Entry, Head
from console.domain.project import PROJECTIONS
from console.domain.run import END, RunAdvanced, RunCorrected, RunPaused, RunResumed
from console.domain.timers import (
    TimerExtended,
    TimerPaused,
    TimerReset,
    TimerResumed,
    TimerReturned,
    TimerStarted,
)
from console.timers.evening import Evening, evening_of
from console.timers.timer import TimerView, group_view, item_view, run_to_name

MINUTE = 60_000
#: 8 September 2020, 00:00 in Dortmund (UTC ms); 18:00 there is 16:00 UTC.
MIDNIGHT = 1_599_516_000_000


def clock(text: str) -> int:
    """UTC ms of a time of that day as people in Dortmund read it, "18:03" or "18:03:20.500"."""
    hours, minutes, *rest = text.split(":")
    seconds = round(float(rest[0]) * 1000) if rest else 0
    return MIDNIGHT + int(hours) * 3_600_000 + int(minutes) * MINUTE + seconds


def minutes(number: float) -> int:
    return round(number * MINUTE)


class Script:
    """Says what happened, in any order; `evening` is what the fold makes of it."""

    def __init__(self, starts_at: int = clock("18:00"), ends_at: int = clock("20:15")) -> None:
        self.operations: dict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
        self.items: list[str] = []
        self.groups: list[str] = []
        self.dialogue = derived("dialogue")
        self.count = 0
        self.say(0, self.dialogue, DialogueSet(starts_at=starts_at, ends_at=ends_at))

    # Saying and folding

    def say(
        self,
        at: int,
        entity: str,
        body: Body,
        *,
        base: tuple[str, ...] = (),
        undoes: Entry | None = None,
    ) -> str:
        self.count += 1
        op_id = f"00000000-0000-7000-8000-{self.count:012x}"
        head = Head(
            op_id=op_id,
            n=self.count,
            kind=body.KIND,
            v=1,
            entity=entity,
            base=base,
            undoes=undoes.head.op_id if undoes else None,
            undoes_kind=(undoes.head.undoes_kind or undoes.head.kind) if undoes else None,
            action=Action(op_id, 0, 1),
            hlc=(at, self.count, derived("device")),
            at=at,
            clock="server",
        )
        family = family_of(head.kind, head.undoes_kind)
        entry = Entry(head=head, kind=KINDS[body.KIND], body=body, instant=at)
        self.operations[family, entity][op_id] = entry
        return op_id

    def undo(self, at: int, op_id: str) -> str:
        entry = next(found[op_id] for found in self.operations.values() if op_id in found)
        return self.say(at, entry.head.entity, Undone(), undoes=entry)

    def state(self, family: str, entity: str) -> EntityState:
        return fold(family, entity, self.operations.get((family, entity), {}).values())

    def value(self, family: str, entity: str):
        return PROJECTIONS[family](self.state(family, entity))

    @property
    def course(self) -> Course:
        return self.value("run", RUN_ID)

    def timer(self, item: str, group: str | None):
        return self.value("timer", timer_id(item, group))

    @property
    def evening(self) -> Evening:
        def values(family: str):
            return [self.value(*key) for key in self.operations if key[0] == family]

        timers = {timer.id: timer for timer in values("timer")}
        dialogue = self.value("dialogue", self.dialogue)
        return evening_of(dialogue, values("agenda_item"), values("group"), timers, self.course)

    # The run sheet

    def add_item(self, length: int, kind: str = "plenary", **more) -> str:
        item = derived("item", str(len(self.items)))
        order = f"{len(self.items):03d}"
        body = AgendaItemAdded(title="", kind=kind, minutes=length, **{"order": order, **more})
        self.say(0, item, body)
        self.items.append(item)
        return item

    def set_item(self, item: str, at: int = 1, **fields) -> str:
        base = self.state("agenda_item", item).base_for(fields)
        return self.say(at, item, AgendaItemSet(**fields), base=base)

    def remove_item(self, item: str, at: int = 1) -> str:
        named = self.state("agenda_item", item).texts["title"].versions[0].op_id
        return self.say(at, item, AgendaItemRemoved(), base=(named,))

    def add_group(self, item: str) -> str:
        group = derived("group", str(len(self.groups)))
        self.say(0, group, GroupAdded(name="", item=item, order=f"{len(self.groups):03d}"))
        self.groups.append(group)
        return group

    def remove_group(self, group: str, at: int = 1) -> str:
        named = self.state("group", group).texts["name"].versions[0].op_id
        return self.say(at, group, GroupRemoved(), base=(named,))

    # The course

    def advance(self, at: int, to: str, *, ago_ms: int = 0) -> str:
        """Go on from the visit that is on."""
        current = self.course.current
        return self.advance_from(at, current.id if current else None, to, ago_ms=ago_ms)

    def advance_from(self, at: int, visit: str | None, to: str, *, ago_ms: int = 0) -> str:
        """Go on from the visit that somebody has on screen."""
        return self.say(at, RUN_ID, RunAdvanced(from_visit=visit, to=to, ago_ms=ago_ms))

    def end(self, at: int) -> str:
        return self.advance(at, END)

    def correct(self, at: int, started: int) -> str:
        visit = self.course.current.id
        base = self.course.corrections.get(visit, ())
        return self.say(at, RUN_ID, RunCorrected(visit=visit, started=started), base=base)

    def pause(self, at: int) -> str:
        body = RunPaused(visit=self.course.current.id)
        return self.say(at, RUN_ID, body, base=self.course.pause_ops)

    def resume(self, at: int) -> str:
        body = RunResumed(visit=self.course.current.id)
        return self.say(at, RUN_ID, body, base=self.course.pause_ops)

    # Timers

    def extend(self, at: int, item: str, delta_ms: int, group: str | None = None) -> str:
        visit = self.course.visit_of(item)
        run = visit.id if group is None else run_to_name(self.timer(item, group), visit)
        body = TimerExtended(item=item, group=group, run=run, delta_ms=delta_ms)
        return self.say(at, timer_id(item, group), body)

    def start_group(self, at: int, item: str, group: str, *, ago_ms: int = 0) -> str:
        run = run_to_name(self.timer(item, group), self.course.visit_of(item))
        return self._register(at, TimerStarted, item, group, run, "running", 0, ago_ms=ago_ms)

    def start_group_unseen(self, at: int, item: str, group: str) -> str:
        """Start it from a console that has seen nothing of its timer yet."""
        run = run_to_name(GroupTimer(id=timer_id(item, group)), self.course.visit_of(item))
        return self._register(at, TimerStarted, item, group, run, "running", 0, base=())

    def pause_group(self, at: int, item: str, group: str) -> str:
        run, used = self.timer(item, group).run, self.group(item, group, at).elapsed_ms
        return self._register(at, TimerPaused, item, group, run, "paused", used)

    def resume_group(self, at: int, item: str, group: str) -> str:
        run, used = self.timer(item, group).run, self.group(item, group, at).elapsed_ms
        return self._register(at, TimerResumed, item, group, run, "running", used)

    def reset_group(self, at: int, item: str, group: str) -> str:
        run = self.timer(item, group).run
        return self._register(at, TimerReset, item, group, run, "ready", 0)

    def _register(
        self, at, kind, item, group, run, state, elapsed_before_ms, *, ago_ms=0, base=None
    ) -> str:
        timer = timer_id(item, group)
        body = kind(
            item=item,
            group=group,
            visit=self.course.visit_of(item).id,
            run=run,
            state=state,
            elapsed_before_ms=elapsed_before_ms,
            ago_ms=ago_ms,
        )
        named = self.state("timer", timer).base_for(["timer"]) if base is None else base
        return self.say(at, timer, body, base=named)

    def mark_back(self, at: int, item: str, group: str, *, back: bool = True) -> str:
        run = self.timer(item, group).run
        body = TimerReturned(item=item, group=group, run=run, back=back)
        return self.say(at, timer_id(item, group), body)

    # Looking

    def item(self, item: str, now: int) -> TimerView:
        value = self.value("agenda_item", item)
        return item_view(value, self.course, self.timer(item, None), now)

    def group(self, item: str, group: str, now: int) -> TimerView:
        value = self.value("agenda_item", item)
        return group_view(value, self.course, self.timer(item, group), now)
