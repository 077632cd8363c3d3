"""The planned times, and which items are still to come."""

from console.timers.plan import Slot, planned_slots, upcoming
from tests.timers.script import Script, clock, minutes


def slots(script: Script) -> list[Slot]:
    evening = script.evening
    return planned_slots(evening.dialogue.starts_at, evening.items)


def coming(script: Script) -> list[int]:
    """Positions on the run sheet of the items still to come."""
    evening = script.evening
    return [script.items.index(item.id) for item in upcoming(evening.items, evening.course)]


def of_length(*lengths: int) -> Script:
    script = Script()
    for length in lengths:
        script.add_item(length)
    return script


def test_items_follow_each_other_from_the_planned_beginning() -> None:
    assert slots(of_length(15, 0, 10)) == [
        Slot(clock("18:00"), clock("18:15")),
        Slot(clock("18:15"), clock("18:15")),
        Slot(clock("18:15"), clock("18:25")),
    ]


def test_a_fixed_start_is_waited_for_and_the_gap_told() -> None:
    script = of_length(15, 10, 5)
    script.set_item(script.items[1], fixed_start=clock("18:20"))
    assert slots(script)[1:] == [
        Slot(clock("18:20"), clock("18:30"), minutes(5)),
        Slot(clock("18:30"), clock("18:35")),
    ]


def test_a_fixed_start_that_cannot_be_held_moves_nothing_forward() -> None:
    script = of_length(15, 10)
    script.set_item(script.items[1], fixed_start=clock("18:05"))
    assert slots(script)[1] == Slot(clock("18:15"), clock("18:25"))


def test_a_skipped_item_takes_no_time() -> None:
    script = of_length(15, 10, 5)
    script.set_item(script.items[1], skipped=True, fixed_start=clock("18:30"))
    assert slots(script)[1:] == [
        Slot(clock("18:15"), clock("18:15")),
        Slot(clock("18:15"), clock("18:20")),
    ]


def test_a_removed_item_is_gone_unless_it_ran() -> None:
    script = of_length(15, 10, 5)
    script.advance(clock("18:00"), script.items[0])
    script.remove_item(script.items[0])
    script.remove_item(script.items[1])
    assert [item.id for item in script.evening.items] == [script.items[0], script.items[2]]
    assert slots(script)[1] == Slot(clock("18:15"), clock("18:20"))


def test_items_are_in_the_order_of_the_sheet_and_not_of_their_making() -> None:
    script = of_length(15, 10, 5)
    script.set_item(script.items[2], order="0000")
    assert [item.id for item in script.evening.items] == [script.items[i] for i in (0, 2, 1)]


def test_before_the_beginning_all_that_is_not_skipped_is_to_come() -> None:
    script = of_length(15, 10, 5)
    script.set_item(script.items[1], skipped=True)
    assert coming(script) == [0, 2]


def test_what_follows_the_present_item_is_to_come() -> None:
    script = of_length(15, 10, 5)
    script.advance(clock("18:00"), script.items[0])
    assert coming(script) == [1, 2]
    script.advance(clock("18:15"), script.items[1])
    assert coming(script) == [2]


def test_items_that_were_jumped_over_do_not_come_back_by_themselves() -> None:
    script = of_length(15, 10, 5, 5)
    script.advance(clock("18:00"), script.items[0])
    script.advance(clock("18:15"), script.items[2])
    assert coming(script) == [3]


def test_an_item_that_ran_ahead_of_its_turn_is_done() -> None:
    script = of_length(15, 10, 5, 5)
    for position in (0, 3, 1):
        script.advance(clock("18:00") + minutes(position), script.items[position])
    assert coming(script) == [2]


def test_who_goes_back_goes_through_what_followed_once_more() -> None:
    script = of_length(15, 10, 5)
    for position in (0, 1, 0):
        script.advance(clock("18:00"), script.items[position])
    assert coming(script) == [1, 2]


def test_a_removed_item_does_not_come_again_when_somebody_goes_back() -> None:
    script = of_length(15, 10, 5)
    for position in (0, 1, 0):
        script.advance(clock("18:00"), script.items[position])
    script.remove_item(script.items[1])
    assert coming(script) == [2]


def test_nothing_is_to_come_in_the_last_item_and_after_the_end() -> None:
    script = of_length(15, 10)
    script.advance(clock("18:00"), script.items[1])
    assert coming(script) == []
    script.undo(clock("18:01"), next(iter(script.course.current.ops)))
    script.end(clock("18:02"))
    assert coming(script) == []


def test_after_an_unknown_item_all_that_never_ran_is_to_come() -> None:
    script = of_length(15, 10)
    script.advance(clock("18:00"), script.items[0])
    script.advance(clock("18:05"), Script().dialogue)
    assert coming(script) == [1]


def test_what_follows_a_removed_item_that_is_on_is_to_come() -> None:
    script = of_length(15, 10, 5)
    script.advance(clock("18:00"), script.items[1])
    script.remove_item(script.items[1])
    assert coming(script) == [2]
