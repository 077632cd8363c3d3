"""What everybody sees: the screen for each moment, and never a name of the roster."""

import pytest

from console.commands import agenda, dialogue, messages, run, timers
from console.viewmodels.projector import ProjectorViewModel
from tests.gui.big_evening import BigEvening
from tests.small_dialogue import MINUTE, START, group_id, item_id
from tests.viewmodels.live_desk import LiveDesk


@pytest.fixture
def here(qapp, tmp_path):
    here = LiveDesk(tmp_path, wall_ms=START - 10 * MINUTE)
    yield here
    here.close()


@pytest.fixture
def projector(here):
    projector = ProjectorViewModel(here.desk)
    projector.show()
    return projector


def in_break(here):
    agenda.edit_item(here.store, item_id(2), values={"kind": "break"})
    here.settle()
    here.to_item(2)


def test_before_the_beginning_people_read_when_it_begins(here, projector):
    screen = projector.screen
    assert (screen.state, screen.headline) == ("starting", "Wir beginnen um 18:00 Uhr.")
    assert "Es wird nicht aufgezeichnet." in screen.lines
    here.go(minutes=11)
    assert projector.screen.headline == "Gleich geht es los."


def test_the_hotline_is_shown_only_if_there_is_one(here, projector):
    assert not any("Hilfe bei der Technik" in line for line in projector.screen.lines)
    dialogue.edit_dialogue(here.store, values={"hotline": "0231 0000"})
    here.settle()
    assert "Hilfe bei der Technik: 0231 0000" in projector.screen.lines


def test_in_the_plenary_there_is_no_clock_that_presses(here, projector):
    here.press()
    here.go(minutes=12)
    screen = projector.screen
    assert (screen.kicker, screen.headline, screen.right) == (
        "Begrüßung",
        "Frage 1?",
        "Danach: Gruppen",
    )
    assert (screen.countdown, screen.length_s, screen.tone) == ("", 0, "text")


def test_a_group_phase_counts_down_to_the_return(here, projector):
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    here.go(minutes=1)
    screen = projector.screen
    assert (screen.countdown, screen.tone, screen.card) == ("20:00", "text", "")
    # Started at 17:50 with 21 minutes, and two more for the way back.
    assert screen.left == "Zurück im Plenum um 18:13 Uhr"


def test_the_return_stands_while_groups_are_not_started(here, projector):
    here.to_item(2)
    before = projector.screen.left
    here.go(minutes=3)
    assert projector.screen.left == before == "Zurück im Plenum um 18:15 Uhr"


def test_thresholds_colour_the_digits_and_the_last_minute_is_said(here, projector):
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    here.go(minutes=16, seconds=1)
    assert (projector.screen.tone, projector.screen.card) == ("warn5", "")
    here.go(minutes=4)
    assert projector.screen.tone == "warn1"
    assert projector.screen.card == "Noch eine Minute. Bitte kommen Sie zum Schluss."


def test_when_the_time_is_up_nothing_counts_on_and_nothing_is_red(here, projector):
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    here.go(minutes=25)
    screen = projector.screen
    assert screen.headline == "Die Zeit ist um. Bitte kommen Sie zurück ins Plenum."
    assert (screen.countdown, screen.tone) == ("", "text")


def test_a_break_says_when_it_goes_on_and_stays_calm_to_the_end(here, projector):
    in_break(here)
    here.go(minutes=24, seconds=30)
    screen = projector.screen
    assert screen.headline == "Pause. Wir machen um 18:15 Uhr weiter."
    assert (screen.countdown, screen.tone, screen.card) == ("00:30", "text", "")
    assert screen.left == "Danach: Abschluss"
    here.go(minutes=2)
    assert projector.screen.headline == "Gleich geht es weiter."


def test_a_pause_of_everything_is_said(here, projector):
    here.to_item(2)
    run.pause(here.store)
    here.settle()
    assert projector.screen.headline == "Kurze Unterbrechung. Gleich geht es weiter."


def test_at_the_end_people_are_thanked(here, projector):
    here.to_item(4)
    assert projector.screen.headline == "Vielen Dank fürs Mitmachen."


def test_a_message_stands_before_everything_until_its_time_is_over(here, projector):
    until = here.desk.evening.now + 2 * MINUTE
    messages.show_message(here.store, "Bitte Mikrofone aus.", until=until)
    here.settle()
    assert (projector.state, projector.screen.headline) == ("message", "Bitte Mikrofone aus.")
    here.go(minutes=3)
    assert projector.state == "starting"


def test_a_message_is_taken_away(here, projector):
    assert projector.show_message("Bitte Mikrofone aus.")
    here.settle()
    assert projector.state == "message"
    projector.hide_message()
    here.settle()
    assert projector.state == "starting"


def test_a_message_that_is_too_long_is_refused(here, projector):
    assert not projector.show_message("x" * 91)
    assert here.refusals == ["Eine Mitteilung hat höchstens 90 Zeichen, dieser Text hat 91."]


def test_the_chip_names_what_people_see(here):
    projector = ProjectorViewModel(here.desk)
    assert projector.content_label == "Projektor aus"
    projector.toggle()
    assert projector.content_label == "Projektor: Warteraum"
    in_break(here)
    assert projector.content_label == "Projektor: Pause"
    projector.toggle_dim()
    assert projector.content_label == "Projektor: abgedunkelt"
    projector.hide()
    assert projector.content_label == "Projektor aus"


def test_the_chip_names_the_item(here, projector):
    here.press()
    assert projector.content_label == "Projektor: Begrüßung"


def test_the_key_shows_it_and_then_fills_the_screen_and_back(here):
    projector = ProjectorViewModel(here.desk)
    shown = []
    for _ in range(3):
        projector.toggle()
        shown.append((projector.is_shown, projector.is_full_screen))
    assert shown == [(True, False), (True, True), (True, False)]


def test_what_is_not_shown_cannot_be_dimmed(here):
    projector = ProjectorViewModel(here.desk)
    projector.toggle_dim()
    assert not projector.is_dimmed


def test_a_second_changes_the_screen_once_and_a_beat_between_not(here, projector, qtbot):
    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    here.go(seconds=1)
    with qtbot.assertNotEmitted(projector.changed):
        here.go(seconds=0.25)
    with qtbot.waitSignal(projector.changed):
        here.go(seconds=1)


def test_a_projector_that_is_not_shown_reads_nothing(here, qtbot):
    projector = ProjectorViewModel(here.desk)
    here.to_item(2)
    timers.start_groups(here.store)
    with qtbot.assertNotEmitted(projector.changed):
        here.go(seconds=5)


def test_a_name_that_somebody_typed_is_not_shown(here, projector):
    agenda.edit_item(
        here.store, item_id(1), texts={"question": "Was sagt Ayşe Yılmaz dazu, Frau Klein?"}
    )
    here.press()
    assert projector.screen.headline == "Was sagt [Name] dazu, Frau [Name]?"


def test_a_name_that_comes_later_is_hidden_as_soon_as_it_is_on_the_roster(here, projector):
    from console.commands.attendance import add_guest

    agenda.edit_item(here.store, item_id(1), texts={"question": "Was sagt Zora Zwilling?"})
    here.press()
    assert projector.screen.headline == "Was sagt Zora Zwilling?"
    add_guest(here.store, "Zora Zwilling")
    here.settle()
    assert projector.screen.headline == "Was sagt [Name]?"


MOMENTS = [
    BigEvening.before,
    BigEvening.welcome,
    BigEvening.second_groups,
    BigEvening.last_minute,
    BigEvening.groups_over,
    BigEvening.in_break,
    BigEvening.returning,
    BigEvening.over_time,
    BigEvening.ended,
]


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.__name__)
def test_no_name_of_the_whole_roster_is_ever_on_the_screen(qapp, tmp_path, moment):
    from console.viewmodels.desk import Desk
    from console.viewmodels.ticker import Ticker
    from console.words import Words

    evening = BigEvening(tmp_path)
    moment(evening)
    people = evening.store.state.people()
    assert len(people) == 84
    desk = Desk(evening.store, Words("de"), Ticker())
    projector = ProjectorViewModel(desk)
    projector.show()
    seen = " ".join((*projector.screen.texts, projector.spoken, projector.content_label))
    words = set(seen.replace(".", " ").replace(",", " ").replace("?", " ").split())
    assert words
    for person in people:
        assert person.name not in seen
        assert not words & set(person.last_name.replace("-", " ").split())
        assert person.first_name not in words
    desk.end()
    evening.close()


def test_groups_are_not_named_with_their_people(here, projector):
    here.to_item(2)
    timers.start_groups(here.store, [group_id(1)])
    here.settle()
    assert not any("Gruppe 1" in text for text in projector.screen.texts)


# themes, look, screens


def themes(here, *points: int) -> None:
    from console.domain.ids import derived, points_id
    from console.domain.notes import Place
    from console.domain.ops import Fact
    from console.domain.polls import PointsGiven, PollAdded
    from console.domain.themes import ThemeAdded
    from tests.small_dialogue import column_id

    poll = derived("test", "poll")
    facts = [Fact(entity=poll, body=PollAdded(question="Punkte", kind="points"))]
    for number, count in enumerate(points, start=1):
        theme = derived("test", "theme", str(number))
        place = Place(column=column_id(1), order=f"V{number}")
        facts.append(Fact(entity=theme, body=ThemeAdded(title=f"Thema {number}", place=place)))
        if count:
            given = PointsGiven(poll=poll, target=theme, delta=count)
            facts.append(Fact(entity=points_id(poll, theme), body=given))
    here.store.commit(facts)
    here.settle()


def test_themes_are_shown_by_points_on_demand_and_the_item_comes_back(here, projector):
    themes(here, 4, 8, 0)
    here.press()
    assert projector.screen.state == "item"
    projector.toggle_themes()
    assert projector.screen.headline == "Themen nach Punkten"
    assert [(bar.title, bar.points, bar.share) for bar in projector.screen.bars] == [
        ("Thema 2", "8 Punkte", 1.0),
        ("Thema 1", "4 Punkte", 0.5),
    ]
    assert projector.content_label == "Projektor: Themen"
    assert "Thema 2, 8 Punkte." in projector.spoken
    projector.toggle_themes()
    assert projector.screen.state == "item"


def test_themes_without_points_are_no_screen(here, projector):
    projector.toggle_themes()
    assert not projector.has_themes
    assert projector.screen.state == "starting"
    themes(here, 0)
    assert not projector.has_themes
    assert projector.screen.state == "starting"
    themes(here, 3)
    assert projector.has_themes
    assert projector.screen.state == "themes"


def test_a_name_in_a_theme_is_not_shown(here, projector):
    from console.domain.ids import derived
    from console.domain.ops import Fact
    from console.domain.themes import ThemeEdited

    themes(here, 3)
    projector.toggle_themes()
    theme = derived("test", "theme", "1")
    base = here.store.entity("theme", theme).base_for(["title"])
    body = ThemeEdited(title="Idee von Ayşe Yılmaz")
    here.store.commit([Fact(entity=theme, body=body, base=base)])
    here.settle()
    assert projector.screen.bars[0].title == "Idee von [Name]"


def test_a_message_that_comes_while_it_is_off_is_told_to_who_writes_messages(here, qtbot):
    projector = ProjectorViewModel(here.desk)
    with qtbot.waitSignal(projector.changed):
        messages.show_message(here.store, "Bitte Mikrofone aus.")
        here.settle()
    assert projector.message == projector.screen.headline == "Bitte Mikrofone aus."


def test_while_groups_report_everybody_reads_whose_turn_it_is(here, projector):
    from console.commands import reports

    here.to_item(2)
    timers.start_groups(here.store)
    here.settle()
    here.press()
    assert projector.screen.headline == "Frage 3?"
    reports.begin_reports(here.store)
    here.settle()
    screen = projector.screen
    assert (screen.kicker, screen.headline) == ("Abschluss", "Gruppe 1 berichtet")
    assert screen.lines == ("danach Gruppe 2",)
    assert screen.countdown == ""
    for number in (2, 3):
        here.go(minutes=1)
        reports.call_report(here.store, group_id(number))
        here.settle()
    assert projector.screen.headline == "Gruppe 3 berichtet"
    assert projector.screen.lines == ()


def test_a_report_of_a_group_named_after_somebody_is_veiled(here, projector):
    from console.commands import groups, reports

    groups.edit_group(here.store, group_id(1), name="Gruppe Yılmaz")
    here.settle()
    here.to_item(2)
    here.press()
    reports.begin_reports(here.store)
    here.settle()
    assert projector.screen.headline == "Gruppe [Name] berichtet"
