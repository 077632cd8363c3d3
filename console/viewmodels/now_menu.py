"""What can be done with the item that is on besides the buttons: mend its times, go back, end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QObject

from console.commands import run, timers
from console.domain.course import Visit
from console.domain.run import END
from console.timers.phase import MINUTE_MS
from console.viewmodels.desk import Desk
from console.viewmodels.live_now import step_of, title_of
from console.words import formats

#: So long ago something may have begun that nobody pressed for.
LATEST_MIN = 15
#: What the rest of an item or of its groups can be set to at once.
RESTS_MIN = (1, 2, 3, 5, 8, 10, 15)


class Choice(Struct, frozen=True):
    """One line of a menu that does something."""

    words: str
    do: Callable[[], object]


class Part(Struct, frozen=True):
    """A line of the menu: it does something, or opens the lines below it."""

    words: str
    choices: tuple[Choice, ...] = ()
    do: Callable[[], object] | None = None


class NowMenu(QObject):
    """`parts` is read anew each time the menu opens: only what can be done by who works here."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    @property
    def is_offered(self) -> bool:
        """Whether who works here can change the course, and there is one to change."""
        evening = self._desk.evening
        return (
            bool(evening.evening.items)
            and not evening.evening.course.is_over
            and (self._desk.may("run.advanced"))
        )

    @property
    def parts(self) -> list[Part]:
        """Return what can be done now, the likeliest first."""
        if not self.is_offered:
            return []
        return [*self._next_began(), *self._this_began(), *self._rest(), *self._ways()]

    # what there is

    def _next_began(self) -> Iterator[Part]:
        step, words = step_of(self._desk), self._desk.words
        if step is None or step.to == END:
            return
        before = self._desk.evening.evening.course.current
        earliest = before.started_at if before is not None else None
        choices = tuple(
            self._ago(ago, partial(self._go, step.from_visit, step.to, ago))
            for ago in self._agos(earliest)
        )
        if not choices:
            return
        if step.from_visit is None:
            yield Part(words("now_menu.dialogue_began"), choices)
        else:
            title = title_of(self._desk, step.to)
            yield Part(words("now_menu.next_began", item=title), choices)

    def _this_began(self) -> Iterator[Part]:
        visit, words = self._visit(), self._desk.words
        if visit is None or not self._desk.may("run.corrected"):
            return
        earliest = self._before(visit)
        choices = [self._ago(ago, partial(self._begin, visit, ago)) for ago in self._agos(earliest)]
        choices.append(Choice(words("now_menu.just_now"), partial(self._begin, visit, 0)))
        yield Part(words("now_menu.this_began", item=title_of(self._desk, visit.item)), (*choices,))

    def _rest(self) -> Iterator[Part]:
        view, words = self._desk.evening.countdown, self._desk.words
        if view is None or not self._desk.may("timer.extended"):
            return
        choices = tuple(
            Choice(formats.minutes(words, rest), partial(self._set_rest, rest))
            for rest in RESTS_MIN
        )
        yield Part(words("now_menu.rest"), choices)

    def _ways(self) -> Iterator[Part]:
        """Back to what was on before, or to the end before its time."""
        visit, words = self._visit(), self._desk.words
        course = self._desk.evening.evening.course
        if visit is None:
            return
        if len(course.visits) > 1:
            last = course.visits[-2].item
            title = title_of(self._desk, last)
            yield Part(words("now_menu.back", item=title), do=partial(self._go, visit.id, last))
        yield Part(words("now_menu.end"), do=partial(self._go, visit.id, END))

    def _agos(self, earliest: int | None) -> Iterator[int]:
        """Yield whole minutes ago, none of them before `earliest` (UTC ms)."""
        for ago in range(1, LATEST_MIN + 1):
            if earliest is None or self._desk.evening.now - ago * MINUTE_MS >= earliest:
                yield ago

    def _ago(self, ago: int, do: Callable[[], object]) -> Choice:
        at = formats.clock(self._desk.evening.now - ago * MINUTE_MS, self._desk.zone)
        return Choice(self._desk.words("now_menu.ago", n=ago, time=at), do)

    def _visit(self) -> Visit | None:
        course = self._desk.evening.evening.course
        return course.current if course.is_live else None

    def _before(self, visit: Visit) -> int | None:
        visits = self._desk.evening.evening.course.visits
        return next((one.started_at for one in visits if one.id == visit.from_visit), None)

    # what it does

    def _go(self, from_visit: str | None, to: str, ago: int = 0) -> bool:
        return self._desk.attempt(run.advance, from_visit, to, ago_ms=ago * MINUTE_MS)

    def _begin(self, visit: Visit, ago: int) -> bool:
        at = self._desk.evening.now - ago * MINUTE_MS
        return self._desk.attempt(run.correct_start, visit.id, at)

    def _set_rest(self, rest: int) -> bool:
        """Give or take what the countdown on screen differs from it."""
        view = self._desk.evening.countdown
        if view is None:
            return False
        return self._desk.attempt(timers.extend, rest * MINUTE_MS - view.remaining_ms)
