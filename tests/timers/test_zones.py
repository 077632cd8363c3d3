"""Instants are UTC: nothing shifts at midnight or when the clocks change, people see wall times."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from console.timers.schedule import forecast
from tests.timers.script import Script, minutes

BERLIN = ZoneInfo("Europe/Berlin")


def instant(wall: str) -> int:
    return round(datetime.fromisoformat(wall).replace(tzinfo=BERLIN).timestamp() * 1000)


def wall(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, BERLIN).strftime("%d. %H:%M")


def night(begin: str) -> Script:
    """Four items of 30 minutes."""
    script = Script(starts_at=instant(begin), ends_at=instant(begin) + minutes(120))
    for _ in range(4):
        script.add_item(30)
    return script


NIGHTS = {
    "2020-09-08 23:00": ["08. 23:00", "08. 23:30", "09. 00:00", "09. 00:30"],
    # Clocks go from 02:00 to 03:00.
    "2020-03-29 01:00": ["29. 01:00", "29. 01:30", "29. 03:00", "29. 03:30"],
    # Clocks go from 03:00 back to 02:00.
    "2020-10-25 02:00": ["25. 02:00", "25. 02:30", "25. 02:00", "25. 02:30"],
}


@pytest.mark.parametrize(("begin", "expected"), NIGHTS.items())
def test_planned_times_are_right_on_the_wall(begin, expected) -> None:
    script = night(begin)
    rows = forecast(script.evening, instant(begin) - minutes(10)).rows
    assert [wall(row.planned_start) for row in rows] == expected
    assert [wall(row.forecast_start) for row in rows] == expected


@pytest.mark.parametrize("begin", NIGHTS)
def test_remaining_time_and_forecast_pass_through_the_night(begin) -> None:
    script, start = night(begin), instant(begin)
    for number, item in enumerate(script.items[:3]):
        script.advance(start + minutes(30 * number), item)
    view = script.item(script.items[2], start + minutes(70))
    assert view.remaining_ms == minutes(20)
    found = forecast(script.evening, start + minutes(70))
    assert found.rows[2].actual == ((start + minutes(60), None),)
    assert (found.ends_at, found.deviation_ms) == (start + minutes(120), 0)


def test_a_fixed_start_after_the_change_is_kept_on_the_wall() -> None:
    script = night("2020-03-29 01:00")
    script.set_item(script.items[3], fixed_start=instant("2020-03-29 04:00"))
    row = forecast(script.evening, instant("2020-03-29 00:30")).rows[3]
    assert (wall(row.planned_start), row.planned_gap_ms) == ("29. 04:00", minutes(30))
