"""Shutting out and putting in charge, from the command line, while the backend runs."""

import pytest

from city_backend.administration import within
from city_backend.cli import main
from city_backend.people import promote
from tests.backend.running import Person, Running

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")


def said(capsys: Capture, backend: Running, lead: Person, *command: str) -> tuple[int, str, str]:
    capsys.readouterr()
    where = ["--dialogue", lead.dialogue, "--database", str(backend.database)]
    done = main([*command, *where])
    found = capsys.readouterr()
    return done, found.out, found.err


def test_a_member_shut_out_by_name_writes_no_more(
    capsys: Capture, backend: Running, lead: Person, notetaker: Person
) -> None:
    assert notetaker.statuses(notetaker.hand.note()) == ["accepted"]
    done, out, _ = said(capsys, backend, lead, "revoke", "Nico Notiz")
    assert (done, "Nico Notiz: Zugang entzogen" in out) == (0, True)
    assert notetaker.statuses(notetaker.hand.note()) == ["denied"]
    assert lead.statuses(lead.hand.note()) == ["accepted"]
    assert "(Zugang entzogen)" in said(capsys, backend, lead, "members")[1]
    head = lead.pull()[-1].seq
    assert said(capsys, backend, lead, "revoke", notetaker.place["member"])[0] == 0
    assert lead.pull()[-1].seq == head, "whoever is out stays out without another record"


def test_a_device_shut_out_is_out_alone(
    capsys: Capture, backend: Running, lead: Person, notetaker: Person
) -> None:
    listed = said(capsys, backend, lead, "members")[1]
    assert notetaker.hand.device in listed
    assert notetaker.place["member"] in listed
    done, out, _ = said(capsys, backend, lead, "revoke", notetaker.hand.device)
    assert (done, out.startswith("Notebook: ")) == (0, True)
    assert notetaker.statuses(notetaker.hand.note()) == ["denied"]
    assert notetaker.get("/ops", after=0).status_code == 403
    names = [one["name"] for one in lead.get("/members").json()["members"] if not one["revoked"]]
    assert sorted(names) == ["Lea Leitung", "Nico Notiz"]


def test_somebody_who_is_there_leads_when_the_lead_is_lost(
    capsys: Capture, backend: Running, lead: Person, notetaker: Person
) -> None:
    wanted = {"role": "observer"}
    assert notetaker.post("/invitations", wanted).status_code == 403
    done, out, _ = said(capsys, backend, lead, "promote", "Nico Notiz")
    assert (done, out.strip()) == (0, "Nico Notiz hat jetzt die Rolle Leitung.")
    assert notetaker.post("/invitations", wanted).status_code == 201
    written = lead.pull()[-1]
    assert (written.role, written.by != lead.place["member"]) == ("city", True)
    assert lead.statuses(lead.hand.note()) == ["accepted"], "nobody's right is taken away"


def test_a_role_is_taken_back_the_same_way(
    capsys: Capture, backend: Running, lead: Person, notetaker: Person
) -> None:
    said(capsys, backend, lead, "promote", "Nico Notiz")
    assert said(capsys, backend, lead, "promote", "Nico Notiz", "--role", "observer")[0] == 0
    assert notetaker.statuses(notetaker.hand.note()) == ["denied"]


def test_whoever_was_shut_out_is_invited_not_promoted(
    capsys: Capture, backend: Running, lead: Person, notetaker: Person
) -> None:
    said(capsys, backend, lead, "revoke", "Nico Notiz")
    done, _, err = said(capsys, backend, lead, "promote", "Nico Notiz")
    assert (done, "Bitte neu einladen" in err) == (1, True)


def test_a_name_that_two_have_or_nobody_has_is_not_guessed(
    capsys: Capture, backend: Running, lead: Person, notetaker: Person, cohost: Person
) -> None:
    member = cohost.place["member"]
    answer = lead.post("/members", {"member": member, "name": "Nico Notiz"})
    assert answer.status_code == 200
    done, _, err = said(capsys, backend, lead, "revoke", "Nico Notiz")
    assert (done, "Mehrere Mitglieder" in err) == (1, True)
    done, _, err = said(capsys, backend, lead, "revoke", "Nobody")
    assert (done, "Nobody" in err) == (1, True)
    assert notetaker.statuses(notetaker.hand.note()) == ["accepted"]


def test_a_name_cannot_write_on_the_terminal(
    capsys: Capture, backend: Running, lead: Person, codes: dict[str, str]
) -> None:
    with Person(backend.url, "Eva\x1b[2J\nLea Leitung  Leitung") as other:
        other.pair(codes["observer"])
    listed = said(capsys, backend, lead, "members")[1]
    assert "\x1b" not in listed
    assert listed.count("\n") == 4


def test_a_name_may_be_given_as_it_is_shown(
    backend: Running, lead: Person, codes: dict[str, str]
) -> None:
    with Person(backend.url, "Eva\tEcho") as other:
        other.pair(codes["observer"])
    name = within(
        backend.database, lambda one: promote(one, lead.dialogue, "Eva\ufffdEcho", "cohost")
    )
    assert name == "Eva\ufffdEcho"
