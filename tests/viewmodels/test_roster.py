"""Teilnehmende: check-in by typing, filters and counts, a steady order, acts on rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from console.commands import attendance, groups
from console.commands.dialogue import edit_dialogue
from console.viewmodels.roster_check_in import ALREADY, CHOOSE, DONE, EXCLUDED, GUEST, MARK
from console.viewmodels.roster_rows import NAME, STATE, TIMES
from console.words import Words
from tests.roster_desk import RosterDesk
from tests.small_dialogue import MINUTE, START, group_id, identity, item_id, person_id

AYSE, BERND, CHIARA, DUC, ELKE, FARID = (person_id(n) for n in range(1, 7))
GESA = person_id(7)


@pytest.fixture
def at(tmp_path: Path, qapp) -> Iterator[Callable[..., RosterDesk]]:
    made: list[RosterDesk] = []

    def make(role: str = "cohost", language: str = "de") -> RosterDesk:
        desk = RosterDesk(tmp_path, role, language)
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def here(at) -> RosterDesk:
    return at()


# the search line


def test_the_only_match_is_present_after_enter_and_the_line_is_free(here):
    here.roster.type("yilm")
    assert here.roster.answer.does == MARK
    assert here.roster.submit()
    assert here.state_of(AYSE) == "present"
    assert here.roster.answer.does == DONE
    assert "Ayşe Yılmaz" in here.roster.answer.text
    assert not here.roster.is_searching


def test_two_with_one_surname_are_never_marked_unchosen(here):
    emre = here.person("Emre", "Yılmaz")
    assert not here.enter("yilmaz")
    assert here.roster.answer.does == CHOOSE
    assert {here.state_of(AYSE), here.state_of(emre)} == {"registered"}


def test_the_chosen_one_of_several_is_marked(here):
    emre = here.person("Emre", "Yılmaz")
    here.roster.type("yilmaz")
    here.roster.pick(1)
    here.roster.pick(1)
    assert here.roster.picked == emre
    assert here.roster.submit()
    assert (here.state_of(AYSE), here.state_of(emre)) == ("registered", "present")


def test_choosing_goes_round(here):
    emre = here.person("Emre", "Yılmaz")
    here.roster.type("yilmaz")
    here.roster.pick(-1)
    assert here.roster.picked == emre
    here.roster.pick(1)
    assert here.roster.picked == AYSE


def test_other_letters_void_the_choice(here):
    here.person("Emre", "Yılmaz")
    here.roster.type("yilma")
    here.roster.pick(1)
    here.roster.type("yilmaz")
    assert here.roster.picked is None


def test_an_unknown_name_becomes_a_guest_who_is_there(here):
    here.roster.type("  Maria  Lenz ")
    assert here.roster.answer.does == GUEST
    assert "Maria Lenz" in here.roster.answer.text
    assert here.roster.submit()
    guest = next(one for one in here.store.state.people() if one.last_name == "Lenz")
    assert guest.guest
    assert here.state_of(guest.id) == "present"


def test_a_guest_goes_again_with_one_undo(here):
    here.enter("Maria Lenz")
    here.desk.undo()
    here.settle()
    assert "Maria Lenz" not in here.names
    assert here.roster.counts.citizens.present == 0


def test_a_namesake_can_be_added_although_the_name_is_known(here):
    here.roster.type("Ayşe Yılmaz")
    assert here.roster.add_guest()
    here.settle()
    rows = [row for row in here.roster.model.rows if row.name == "Ayşe Yılmaz"]
    assert len(rows) == 2
    assert all("Name kommt mehrfach vor" in row.note for row in rows)


def test_enter_on_somebody_present_says_so_and_writes_nothing(here):
    here.mark(AYSE)
    before = here.store.pending_count
    assert not here.enter("ayse")
    assert here.roster.answer.does == ALREADY
    assert "18:00" in here.roster.answer.text
    assert here.store.pending_count == before


def test_enter_does_not_let_an_excluded_person_in(here):
    here.mark(AYSE, state="excluded")
    assert not here.enter("ayse")
    assert here.roster.answer.does == EXCLUDED
    assert here.state_of(AYSE) == "excluded"


def test_who_left_comes_back_by_enter(here):
    here.mark(AYSE)
    here.mark(AYSE, state="left")
    assert here.enter("ayse")
    assert here.state_of(AYSE) == "present"


def test_enter_on_the_empty_line_does_nothing(here):
    before = here.store.pending_count
    assert not here.enter("   ")
    assert here.store.pending_count == before


def test_everybody_is_searched_whatever_the_filter_shows(here):
    here.roster.choose_filter("left")
    assert here.names == []
    here.roster.type("ayse")
    assert here.names == ["Ayşe Yılmaz"]
    assert here.roster.filter == "all"


def test_what_enter_would_do_follows_other_consoles(here):
    here.roster.type("ayse")
    here.mark(AYSE)
    assert here.roster.answer.does == ALREADY


def test_a_guest_twice_in_a_row_is_one_guest_and_one_known_person(here):
    here.roster.type("Maria Lenz")
    here.roster.submit()
    # Typed again before the announcement of the first has arrived.
    here.roster.type("Maria Lenz")
    assert here.roster.answer.does == ALREADY


# filters and counts


def test_filters_count_citizens_and_name_the_others(here):
    here.mark(AYSE, BERND, GESA)
    found = {one.key: one for one in here.roster.filters}
    assert (found["present"].number, found["present"].others) == (2, 1)
    assert (found["all"].number, found["all"].others) == (6, 1)
    assert "dazu 1 aus Moderation und Verwaltung" in found["present"].name
    assert here.roster.counted == (
        "2 Bürgerinnen und Bürger anwesend, dazu 1 aus Moderation und Verwaltung"
    )


def test_a_filter_shows_everybody_in_that_state(here):
    here.mark(AYSE, GESA)
    here.roster.choose_filter("present")
    assert here.names == ["Ayşe Yılmaz", "Gesa Holt"]


def test_seldom_states_have_a_filter_while_somebody_is_in_them(here):
    assert "excluded" not in [one.key for one in here.roster.filters]
    here.mark(AYSE, state="excluded")
    assert "excluded" in [one.key for one in here.roster.filters]


def test_the_technique_filter_counts_open_cases_by_part(here):
    here.by_lead(attendance.open_cases, [AYSE, GESA], "no_sound")
    tech = here.roster.filters[-1]
    assert (tech.key, tech.number, tech.others) == ("tech", 1, 1)
    here.roster.choose_filter("tech")
    assert sorted(here.names) == ["Ayşe Yılmaz", "Gesa Holt"]


# order


def test_trouble_comes_first_then_the_waiting_room_then_names(here):
    here.mark(FARID, state="waiting")
    here.mark(DUC)
    here.by_lead(attendance.open_cases, [DUC], "no_sound")
    assert here.names == [
        "Duc Nguyen", "Farid Haddad", "Ayşe Yılmaz", "Bernd Klein", "Chiara Rossi",
        "Elke Winter-Sommer", "Gesa Holt",
    ]  # fmt: skip


def test_rows_stay_where_they_are_while_somebody_uses_them(here):
    here.roster.hold(held=True)
    before = here.names
    here.mark(FARID, state="waiting")
    here.person("Aaron", "Abel")
    assert here.names == [*before, "Aaron Abel"]
    here.roster.hold(held=False)
    assert here.names[:2] == ["Farid Haddad", "Aaron Abel"]


def test_a_row_in_use_stays_although_it_left_the_filter(here):
    here.mark(AYSE, BERND, state="waiting")
    here.roster.choose_filter("waiting")
    here.roster.hold(held=True)
    here.roster.acts.mark([AYSE], "present")
    here.settle()
    assert here.names == ["Ayşe Yılmaz", "Bernd Klein"]
    here.roster.hold(held=False)
    assert here.names == ["Bernd Klein"]


# rows


def test_a_row_says_state_group_part_arrival_and_stays(here):
    here.by_lead(groups.seat, item_id(2), [AYSE], group_id(2))
    here.mark(AYSE, state="waiting")
    here.go(minutes=5)
    here.mark(AYSE)
    here.go(minutes=10)
    here.mark(AYSE, state="left")
    row = here.roster.model.rows[here.roster.model.row_of(AYSE)]
    assert (row.state_words, row.group, row.part, row.since) == (
        "Gegangen", "Gruppe 2", "Teilnahme", "18:00",
    )  # fmt: skip
    assert row.times == "18:05 bis 18:15"
    assert row.spoken == "Ayşe Yılmaz, Gegangen, Gruppe 2, Teilnahme"


def test_a_moderator_stands_with_the_group_they_lead(here):
    here.by_lead(groups.edit_group, group_id(3), moderator=GESA)
    assert here.roster.model.rows[here.roster.model.row_of(GESA)].group == "Gruppe 3"


def test_the_technique_chip_counts_minutes(here):
    here.by_lead(attendance.open_cases, [AYSE], "no_sound")
    here.go(minutes=3)
    assert here.roster.model.rows[0].tech == "Kein Ton, 3 Min"


def test_a_second_does_not_touch_the_rows(here):
    here.by_lead(attendance.open_cases, [AYSE], "no_sound")
    here.go(seconds=1)
    changes: list[object] = []
    here.roster.model.dataChanged.connect(lambda *_: changes.append(1))
    here.go(seconds=1)
    assert changes == []


def test_the_bars_are_told_when_time_went_by(here, qtbot):
    here.go(seconds=1)
    with qtbot.waitSignal(here.roster.bars_moved, timeout=1000):
        here.go(seconds=10)


def test_a_row_changed_elsewhere_looks_touched_for_two_seconds(here):
    here.mark(AYSE)
    here.elsewhere("attendance", AYSE)
    row = here.roster.model.rows[here.roster.model.row_of(AYSE)]
    assert row.fresh
    here.go(seconds=1)
    assert here.roster.model.rows[here.roster.model.row_of(AYSE)].fresh
    here.go(seconds=1)
    assert not here.roster.model.rows[here.roster.model.row_of(AYSE)].fresh


def test_the_first_exchange_does_not_colour_the_table(here):
    people = [here.person("Vor", f"Name{n}") for n in range(25)]
    here.elsewhere("participant", *people)
    assert not any(row.fresh for row in here.roster.model.rows)


def test_cells_answer_with_words(here):
    index = here.roster.model.index(0, NAME)
    assert index.data() == "Ayşe Yılmaz"
    spoken = here.roster.model.index(0, STATE).data(11)  # AccessibleTextRole
    assert spoken.startswith("Ayşe Yılmaz, Angemeldet")
    assert here.roster.model.headerData(TIMES, _horizontal()) == "Anwesenheit ab 17:30"


def _horizontal():
    from PySide6.QtCore import Qt

    return Qt.Orientation.Horizontal


# signals


def test_one_check_in_changes_one_row(here):
    signals: list[tuple[object, ...]] = []
    model = here.roster.model
    model.dataChanged.connect(lambda a, b, _r=None: signals.append(("data", a.row(), b.row())))
    model.rowsInserted.connect(lambda *_: signals.append(("in",)))
    model.rowsRemoved.connect(lambda *_: signals.append(("out",)))
    model.rowsMoved.connect(lambda *_: signals.append(("move",)))
    here.mark(CHIARA)
    number = model.row_of(CHIARA)
    assert signals == [("data", number, number)]


def test_the_waiting_room_moves_one_row(here):
    signals: list[tuple[object, ...]] = []
    model = here.roster.model
    model.rowsInserted.connect(lambda *_: signals.append(("in",)))
    model.rowsRemoved.connect(lambda *_: signals.append(("out",)))
    model.rowsMoved.connect(lambda _p, first, _l, _q, to: signals.append(("move", first, to)))
    here.mark(CHIARA, state="waiting")
    assert signals == [("move", 2, 0)]


def test_the_model_keeps_qts_rules(here, qtmodeltester: ModelTester):
    qtmodeltester.check(here.roster.model)
    here.roster.type("a")
    here.roster.type("")
    here.mark(AYSE, FARID, state="waiting")
    here.enter("Maria Lenz")
    here.desk.undo()
    here.settle()


# acts


def test_one_key_marks_several_as_one_action(here):
    assert here.roster.acts.mark([AYSE, BERND], "present")
    here.settle()
    here.desk.undo()
    assert {here.state_of(AYSE), here.state_of(BERND)} == {"registered"}


def test_a_digit_seats_in_the_group_of_that_place(here):
    assert here.roster.acts.seat([AYSE, BERND], 2)
    assert here.store.state.seat(item_id(2), AYSE) == group_id(2)
    assert here.roster.acts.seat([AYSE], 0)
    assert here.store.state.seat(item_id(2), AYSE) is None


def test_a_group_that_does_not_exist_is_refused_in_words(here):
    assert not here.roster.acts.seat([AYSE], 7)
    assert len(here.refusals) == 1
    assert here.store.state.seat(item_id(2), AYSE) is None


def test_trouble_of_several_is_one_action(here):
    assert here.roster.acts.report([AYSE, BERND], "unstable")
    assert here.roster.cases.model.rowCount() == 0
    here.settle()
    assert here.roster.cases.model.rowCount() == 2
    here.desk.undo()
    here.settle()
    assert here.roster.cases.model.rowCount() == 0


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        ("registered", ["present", "waiting", "group"]),
        ("waiting", ["present", "tech", "group"]),
        ("present", ["tech", "left", "group"]),
        ("left", ["present", "group"]),
    ],
)
def test_a_row_offers_what_makes_sense_for_it(here, state, codes):
    if state != "registered":
        here.mark(AYSE, state=state)
    rows = [row for row in here.roster.model.rows if row.id == AYSE]
    assert [act.code for act in here.roster.acts.offered(rows)] == codes


@pytest.mark.parametrize(
    ("language", "keys"),
    [("de", {"E": "waiting", "A": "present", "G": "left", "T": "tech", "W": None}),
     ("en", {"W": "waiting", "P": "present", "L": "left", "T": "tech", "E": None})],
)  # fmt: skip
def test_letters_follow_the_language(at, language, keys):
    acts = at(language=language).roster.acts
    assert {key: acts.code_of(key.lower()) for key in keys} == keys


# roles


def test_a_note_taker_reads_names_but_not_trouble(at):
    here = at("notetaker")
    here.by_lead(attendance.open_cases, [AYSE], "no_sound")
    here.roster.type("ayse")
    assert here.names == ["Ayşe Yılmaz"]
    assert here.roster.model.rows[0].tech == ""
    assert "tech" not in [one.key for one in here.roster.filters]
    assert not here.roster.cases.is_readable
    assert here.roster.cases.model.rowCount() == 0


def test_a_note_takers_enter_changes_nothing(at):
    here = at("notetaker")
    before = here.store.pending_count
    assert not here.enter("ayse")
    assert not here.enter("Maria Lenz")
    assert not here.roster.acts.mark([AYSE], "present")
    assert not here.roster.acts.seat([AYSE], 1)
    assert not here.roster.acts.report([AYSE], "other")
    assert here.roster.acts.offered(here.roster.model.rows) == ()
    # Nothing was offered, so nothing needs to be refused.
    assert here.refusals == []
    assert here.store.pending_count == before


def test_an_observer_sees_no_name_and_counts_everybody(at):
    here = at("observer")
    here.mark(AYSE, GESA)
    assert here.names == []
    here.roster.type("ayse")
    assert here.names == []
    assert here.roster.attendance.tally.present == 2
    assert here.roster.everybody.startswith("2 Personen anwesend")
    assert "auch Moderation und Verwaltung" in here.roster.attendance.counted


def test_the_day_of_deletion_is_named(here):
    assert here.roster.deletion == ""
    from console.domain.dialogue import DialogueSet
    from console.domain.ops import Fact
    from tests.small_dialogue import DIALOGUE, MINUTE, START

    here.store.be(identity("lead"))
    body = DialogueSet(delete_after=START + 30 * 24 * 60 * MINUTE)
    here.store.commit([Fact(entity=DIALOGUE, body=body)])
    assert here.roster.deletion == "Personenbezogene Daten werden am 08.10.2020 gelöscht"


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_column_has_a_title(language):
    words = Words(language)
    from console.viewmodels.roster_rows import COLUMNS

    assert all(words(f"roster.column_{column}", time="17:30") for column in COLUMNS)


def test_the_column_of_times_follows_the_beginning_of_the_admission(here):
    def head():
        return here.roster.model.headerData(TIMES, Qt.Orientation.Horizontal)

    assert head() == "Anwesenheit ab 17:30"
    told = []
    here.roster.model.headerDataChanged.connect(lambda *_: told.append(head()))
    here.by_lead(edit_dialogue, values={"starts_at": START + 15 * MINUTE})
    assert told == ["Anwesenheit ab 17:45"]
