"""Fill the documents' model from the folded dialogue."""

from __future__ import annotations

from console.domain.course import Course
from console.domain.values import AgendaItem
from console.results import gather_spoken
from console.results.gather_notes import Board, points_by_target
from console.results.model import AttendancePoint, Edition, ItemTime, KeyFigures, Minutes
from console.results.privacy import NamedPerson, NameFinder, everyday_keys
from console.results.public_edition import public_edition
from console.storage.state import DialogueState
from console.timers.attendance import citizen_steps, stays
from console.words import Words


def minutes_of(
    state: DialogueState,
    words: Words,
    now: int,
    edition: Edition = "internal",
    *,
    standing: str = "",
) -> Minutes:
    """Return the minutes of a dialogue as it stands at `now` (UTC ms).

    `standing` says in one sentence how complete this device's data is. The public edition is a
    draft in which every name of the roster is replaced; it needs a console that receives the
    roster. Raises: OSError if the list of everyday words is missing.
    """
    minutes = _internal(state, words, now, standing)
    if edition == "internal":
        return minutes
    placeholder = words("documents.name_placeholder")
    return public_edition(minutes, name_finder(state), placeholder).minutes


def name_finder(state: DialogueState) -> NameFinder:
    """Return what finds the names of everybody on the roster, whatever their part.

    Entries that were merged or taken off count as well: their names may stand in a note.
    """
    people = [
        NamedPerson(first, last)
        for person in state.participants.values()
        for first in (person.first_name, *person.rivals.get("first_name", ()))
        for last in (person.last_name, *person.rivals.get("last_name", ()))
        if first or last
    ]
    return NameFinder(people, everyday_keys(state.dialogue.city.split()))


def _internal(state: DialogueState, words: Words, now: int, standing: str) -> Minutes:
    dialogue, course = state.dialogue, state.course
    board = Board(state, words)
    end = _ended_at(course)
    attendance = _attendance(state, now if end is None else end, now)
    return Minutes(
        title=dialogue.title.text,
        subtitle=dialogue.topic.text,
        city=dialogue.city,
        zone=dialogue.zone,
        planned_start_at=dialogue.starts_at,
        planned_end_at=dialogue.ends_at,
        started_at=course.begun_at,
        ended_at=end,
        generated_at=now,
        standing=standing,
        key_figures=_key_figures(state, attendance, now),
        columns=board.columns(),
        themes=gather_spoken.themes(state, board),
        measures=gather_spoken.measures(state, board),
        questions=gather_spoken.questions(state),
        items=item_times(state, now),
        attendance=attendance,
    )


def _ended_at(course: Course) -> int | None:
    return course.visits[-1].started_at if course.is_over else None


def item_times(state: DialogueState, now: int) -> tuple[ItemTime, ...]:
    """Return plan and actual time of each item in the order of the run sheet at `now` (UTC ms).

    Pauses count, since the evening took them; so does every visit to an item. An item that was
    removed is there if it ran, a skipped one as one that did not run.
    """
    ran = {visit.item for visit in state.course.visits}
    shown = [item for item in state.agenda_items.values() if not item.hidden or item.id in ran]
    shown.sort(key=lambda item: (item.order, item.id))
    return tuple(_item_time(item, state.course, now) for item in shown)


def _item_time(item: AgendaItem, course: Course, now: int) -> ItemTime:
    visits = [visit for visit in course.visits if visit.item == item.id]
    took = sum(
        (visit.ended_at or max(now, visit.started_at)) - visit.started_at for visit in visits
    )
    return ItemTime(
        title=item.title.text,
        kind=item.kind,
        planned_min=item.minutes,
        started_at=visits[0].started_at if visits else None,
        actual_ms=took if visits else None,
        is_on=course.is_live and course.visits[-1].item == item.id,
        skipped=item.skipped and not visits,
    )


def _attendance(state: DialogueState, end: int, now: int) -> tuple[AttendancePoint, ...]:
    """Return the curve of the citizens up to `end`: leaving the conference after it is no news."""
    steps = citizen_steps(state, now)
    return tuple(
        AttendancePoint(at=step.at, present=step.present) for step in steps if step.at <= end
    )


def _key_figures(
    state: DialogueState, attendance: tuple[AttendancePoint, ...], now: int
) -> KeyFigures:
    citizens = [person for person in state.people() if person.part == "citizen"]
    others = [person for person in state.people() if person.part != "citizen"]
    came = [person for person in citizens if stays(state.attendance_of(person.id), now)]
    given, possible = _points(state)
    return KeyFigures(
        citizens_registered=sum(not person.guest for person in citizens),
        citizens_came=len(came),
        citizens_most=max((point.present for point in attendance), default=0),
        citizens_end=attendance[-1].present if attendance else 0,
        others_came=sum(bool(stays(state.attendance_of(person.id), now)) for person in others),
        points_given=given,
        points_possible=possible,
    )


def _points(state: DialogueState) -> tuple[int | None, int | None]:
    """Return the points given and possible; None without a poll, or where nobody counted voters."""
    polls = [poll for poll in state.polls.values() if poll.kind == "points" and not poll.hidden]
    if not polls:
        return None, None
    possible = sum(poll.per_person * poll.voters for poll in polls)
    return sum(points_by_target(state).values()), possible or None
