"""A code for one more device: chosen, asked for, read out, copied, grown old."""

from __future__ import annotations

import logging

import pytest

from console.commands.agenda import add_item, remove_item
from console.domain.errors import KnownFailure
from console.domain.groups import GroupAdded
from console.domain.ops import Fact
from console.viewmodels.invitations import InvitationsViewModel
from tests.notes_desk import NotesDesk
from tests.places_office import CODES, Beside, Office
from tests.small_dialogue import group_id, item_id


class Inviting:
    def __init__(self, folder) -> None:
        self.here = NotesDesk(folder, "lead")
        self.office, self.beside = Office(), Beside()
        self.model = InvitationsViewModel(self.here.desk, self.office, self.beside, self.here.desk)

    def make(self) -> None:
        self.model.make_code()
        self.beside.finish()


@pytest.fixture
def inviting(tmp_path, qapp):
    one = Inviting(tmp_path)
    yield one
    one.here.close()


def test_the_roles_stand_in_the_order_in_which_a_team_comes(inviting):
    texts = [choice.text for choice in inviting.model.roles]
    assert texts == ["Co-Moderation, Technik", "Protokoll", "Beobachtung", "Hauptmoderation"]
    assert inviting.model.role == "cohost"


def test_only_a_note_taker_is_asked_for_groups(inviting):
    assert inviting.model.rounds == []
    inviting.model.choose_role("notetaker")
    rounds = [(choice.id, choice.text) for choice in inviting.model.rounds]
    assert rounds == [("", "Plenum und alle Gruppen"), (item_id(2), "Einzelne Gruppen: Gruppen")]
    assert inviting.model.groups == []
    inviting.model.choose_round(item_id(2))
    assert [choice.text for choice in inviting.model.groups] == [
        "Gruppe 1",
        "Gruppe 2",
        "Gruppe 3",
    ]


def test_without_a_group_round_nobody_is_asked_for_groups(inviting):
    remove_item(inviting.here.store, item_id(2))
    inviting.model.choose_role("notetaker")
    assert inviting.model.rounds == []


def test_a_code_is_shown_in_two_breaths_and_spelled(inviting):
    inviting.make()
    code = inviting.model.code
    assert (code.plain, code.shown) == ("K7MQ2XPA", "K7MQ 2XPA")
    assert code.letters == "K, 7, M, Q, 2, X, P, A"
    assert code.valid == "Gilt einmal und bis 18:10 Uhr, Rolle Co-Moderation, Technik."


def test_the_text_for_the_mail_has_everything_that_is_typed(inviting):
    inviting.make()
    text = inviting.model.code.text
    for part in (
        "https://dialog.stadt.example",
        "K7MQ 2XPA",
        "18:10 Uhr",
        "„Kleiner Dialog“",
        "Co-Moderation",
        "„Mit einem Code beitreten“",
    ):
        assert part in text
    assert not text.startswith("\n")
    assert text.endswith("dialogpult://join?o=https://dialog.stadt.example&c=K7MQ2XPA")


def test_the_link_carries_the_key_that_this_console_is_held_to(inviting):
    inviting.office.pin = "ab" * 32
    inviting.make()
    assert inviting.model.code.link.endswith(f"&c=K7MQ2XPA&k={'ab' * 32}")


def test_an_address_that_no_link_can_carry_is_typed(inviting):
    inviting.office.address = "https://pult_4.stadt.example"
    inviting.make()
    assert inviting.model.code.link == ""
    assert "Link" not in inviting.model.code.text


def test_a_link_that_the_backend_gives_is_in_the_text(inviting):
    inviting.office.link = "https://dialog.stadt.example/#K7MQ2XPA"
    inviting.make()
    assert inviting.model.code.text.endswith("https://dialog.stadt.example/#K7MQ2XPA")


def test_role_and_groups_are_asked_for_as_chosen(inviting):
    model = inviting.model
    model.choose_role("notetaker")
    model.choose_round(item_id(2))
    for number in (3, 1, 2):
        model.choose_group(group_id(number), chosen=True)
    model.choose_group(group_id(2), chosen=False)
    inviting.make()
    assert inviting.office.asked == [("invite", "notetaker", (group_id(1), group_id(3)))]
    assert "Protokoll (Gruppe 1 und Gruppe 3)" in model.code.valid


def test_where_there_are_several_rounds_it_is_said_which_one(inviting):
    model, store = inviting.model, inviting.here.store
    later = add_item(store, "Zweite Runde", "breakout", 20)
    store.commit(
        [Fact(entity=store.new_id(), body=GroupAdded(name="Gruppe 1", item=later, order="V"))]
    )
    model.choose_role("notetaker")
    assert len(model.rounds) == 3
    model.choose_round(item_id(2))
    model.choose_group(group_id(1), chosen=True)
    inviting.make()
    assert "Rolle Protokoll (Gruppen: Gruppe 1)." in model.code.valid


def test_groups_of_a_note_taker_do_not_limit_another_role(inviting):
    model = inviting.model
    model.choose_role("notetaker")
    model.choose_round(item_id(2))
    model.choose_group(group_id(1), chosen=True)
    model.choose_role("observer")
    inviting.make()
    assert inviting.office.asked == [("invite", "observer", ())]


def test_single_groups_need_one(inviting):
    model = inviting.model
    model.choose_role("notetaker")
    model.choose_round(item_id(2))
    inviting.make()
    assert inviting.office.asked == []
    assert model.sentence == "Bitte wählen Sie mindestens eine Gruppe."
    model.choose_group(group_id(1), chosen=True)
    assert model.sentence == ""


def test_every_press_makes_another_code_and_only_one(inviting):
    for expected in CODES:
        inviting.model.make_code()
        inviting.model.make_code()
        assert inviting.beside.count == 1
        inviting.beside.finish()
        assert inviting.model.code.plain == expected


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("unreachable", "Der Stadt-Server ist gerade nicht zu erreichen."),
        ("refused", "Der Stadt-Server ist gerade nicht zu erreichen."),
        ("too_many_requests", "Der Stadt-Server hat gerade viel zu tun."),
        ("forbidden", "Einladen und Entziehen ist der Hauptmoderation vorbehalten."),
        ("pairing_closed", "Der Beitritt ist für zehn Minuten geschlossen"),
        ("revoked", "Der Zugang dieses Geräts wurde gesperrt."),
        ("something_new", "Das hat nicht geklappt (something_new)."),
    ],
)
def test_what_stands_in_the_way_is_said_and_takes_nothing_away(inviting, code, said):
    inviting.make()
    inviting.office.failure = KnownFailure(code)
    inviting.make()
    assert inviting.model.sentence.startswith(said)
    assert inviting.model.code.plain == CODES[0]
    inviting.office.failure = None
    inviting.make()
    assert (inviting.model.sentence, inviting.model.code.plain) == ("", CODES[1])


def test_a_code_that_grew_old_is_not_shown(inviting):
    inviting.make()
    inviting.here.clock.advance(minutes=9, seconds=59)
    inviting.here.desk.ticker.tick.emit()
    assert inviting.model.code is not None
    inviting.here.clock.advance(seconds=1)
    inviting.here.desk.ticker.tick.emit()
    assert inviting.model.code is None
    assert "abgelaufen" in inviting.model.sentence


def test_copying_is_said_until_something_else_happens(inviting):
    inviting.make()
    inviting.model.tell_copied("code")
    assert inviting.model.notice == "Der Code ist in der Zwischenablage."
    inviting.make()
    assert inviting.model.notice == ""


def test_an_answer_after_the_end_changes_nothing(inviting):
    told: list[str] = []
    inviting.model.make_code()
    inviting.model.changed.connect(lambda: told.append("changed"))
    inviting.model.end()
    inviting.beside.finish()
    assert inviting.model.code is None
    assert told == []


def test_a_code_is_in_no_log_and_in_no_file(inviting, caplog):
    caplog.set_level(logging.DEBUG)
    inviting.make()
    logging.getLogger("console").info("made %s", inviting.model.code)
    path = inviting.here.store.path
    written = b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    assert b"K7MQ" not in written
    assert "K7MQ" not in caplog.text
