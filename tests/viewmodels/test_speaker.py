"""One sentence in three seconds, the most important one, and only what is wanted."""

import pytest

from console.viewmodels.live_hint import Hint, Rank
from console.viewmodels.speaker import Speaker, Weight, weight_of


class Told:
    def __init__(self) -> None:
        self.now = 0.0
        self.speaker = Speaker(lambda: self.now)
        self.heard: list[tuple[str, bool]] = []
        self.speaker.spoken.connect(lambda text, at_once: self.heard.append((text, at_once)))

    def go(self, ms: float) -> None:
        self.now += ms
        self.speaker.look()


@pytest.fixture
def told(qapp) -> Told:
    return Told()


def test_the_first_sentence_is_told_at_once_and_politely(told: Told) -> None:
    told.speaker.say("Noch 5 Minuten")
    assert told.heard == [("Noch 5 Minuten", False)]


def test_the_next_waits_three_seconds(told: Told) -> None:
    told.speaker.say("eins")
    told.speaker.say("zwei")
    told.go(2_999)
    assert [text for text, _ in told.heard] == ["eins"]
    told.go(1)
    assert [text for text, _ in told.heard] == ["eins", "zwei"]
    told.go(10_000)
    assert len(told.heard) == 2


def test_of_what_waits_the_most_important_is_told(told: Told) -> None:
    told.speaker.say("eins")
    told.speaker.say("Nicht gespeichert", Weight.NOT_SAVED)
    told.speaker.say("Noch 5 Minuten")
    told.speaker.say("Ruf", Weight.IMPORTANT)
    told.go(3_000)
    assert told.heard[1:] == [("Nicht gespeichert", True)]
    told.go(3_000)
    assert len(told.heard) == 2


def test_of_equals_the_newest_is_told(told: Told) -> None:
    for text in ("eins", "zwei", "drei"):
        told.speaker.say(text)
    told.go(3_000)
    assert told.heard[-1] == ("drei", False)


def test_only_not_saved_and_the_end_of_time_interrupt(told: Told) -> None:
    for weight in Weight:
        told.speaker.say(weight.name, weight)
        told.go(3_000)
    assert [text for text, at_once in told.heard if at_once] == ["NOT_SAVED", "TIME_IS_UP"]


def test_what_is_not_wanted_is_not_told(told: Told) -> None:
    told.speaker.level = "important"
    told.speaker.say("Noch 5 Minuten")
    told.speaker.say("Ruf", Weight.IMPORTANT)
    assert [text for text, _ in told.heard] == ["Ruf"]
    told.speaker.level = "off"
    told.go(3_000)
    told.speaker.say("Nicht gespeichert", Weight.NOT_SAVED)
    assert len(told.heard) == 1


@pytest.mark.parametrize(
    ("rank", "weight"),
    [
        (Rank.NOT_SAVED, Weight.NOT_SAVED),
        (Rank.OVER, Weight.TIME_IS_UP),
        (Rank.CALL, Weight.IMPORTANT),
        (Rank.PLAN, Weight.IMPORTANT),
        (Rank.THRESHOLD, Weight.POLITE),
    ],
)
def test_hints_are_told_by_their_rank(rank: Rank, weight: Weight) -> None:
    assert weight_of(Hint("id", rank, 0, "Titel", "", "over", "clock")) is weight
