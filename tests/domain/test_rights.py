"""The whole product of role, kind and scope against a table written down by hand."""

import itertools

import pytest

from console.domain.kinds import KINDS
from console.domain.rights import Member, may_read_body, may_write

ROLES = ("city", "lead", "cohost", "notetaker", "observer", "display")
ALL = "lead cohost notetaker observer display"
OURS, THEIRS = "our group", "their group"

#: kind → who may write it beside the lead. "in a group" asks for a scope, whichever.
WRITERS = {
    "dialogue.set": "",
    "dialogue.edited": "",
    "run.advanced": "",
    "run.corrected": "",
    "run.paused": "",
    "run.resumed": "",
    "column.added": "",
    "column.set": "",
    "column.edited": "",
    "column.removed": "",
    "agenda_item.added": "",
    "agenda_item.set": "",
    "agenda_item.edited": "",
    "agenda_item.removed": "",
    "check.ticked": "cohost notetaker",
    "group.added": "cohost",
    "group.set": "cohost",
    "group.edited": "cohost",
    "group.removed": "cohost",
    "draw.applied": "cohost",
    "seat.set": "cohost",
    "timer.started": "cohost in a group",
    "timer.paused": "cohost in a group",
    "timer.resumed": "cohost in a group",
    "timer.reset": "cohost in a group",
    "timer.extended": "cohost in a group",
    "timer.returned": "notetaker, cohost in a group",
    "participant.added": "cohost",
    "participant.set": "cohost",
    "participant.contact_set": "cohost",
    "participant.traits_set": "cohost",
    "participant.merged": "cohost",
    "participant.erased": "cohost",
    "attendance.marked": "cohost",
    "tech_case.opened": "cohost",
    "tech_case.set": "cohost",
    "tech_case.edited": "cohost",
    "tech_case.solved": "cohost",
    "note.added": "notetaker",
    "note.edited": "notetaker",
    "note.set": "notetaker",
    "note.withdrawn": "notetaker",
    "note.restored": "notetaker",
    "theme.added": "notetaker",
    "theme.edited": "notetaker",
    "theme.set": "notetaker",
    "theme.withdrawn": "notetaker",
    "theme.restored": "notetaker",
    "measure.added": "notetaker",
    "measure.edited": "notetaker",
    "measure.set": "notetaker",
    "measure.withdrawn": "notetaker",
    "measure.restored": "notetaker",
    "question.added": "cohost notetaker",
    "question.edited": "cohost notetaker",
    "question.set": "cohost notetaker",
    "question.withdrawn": "cohost notetaker",
    "answer.added": "cohost notetaker",
    "answer.edited": "cohost notetaker",
    "answer.set": "cohost notetaker",
    "answer.withdrawn": "cohost notetaker",
    "speaker.queued": "cohost",
    "speaker.called": "cohost",
    "speaker.removed": "cohost",
    "poll.added": "cohost notetaker",
    "poll.set": "cohost notetaker",
    "poll.edited": "cohost notetaker",
    "poll.opened": "cohost notetaker",
    "poll.closed": "cohost notetaker",
    "poll.counted": "cohost notetaker",
    "points.given": "notetaker",
    "signal.raised": "cohost notetaker",
    "signal.answered": "cohost notetaker",
    "signal.closed": "cohost notetaker",
    "message.shown": "cohost",
    "lead.claimed": "cohost",
    "redacted": "",
}
#: Written by the backend alone, in the name of who asked it to.
MEMBERSHIPS = ("member.added", "member.set", "member.revoked")
FOR_GOOD = ("redacted", "participant.erased")

#: Bodies that not everybody receives: kind → who does.
READERS = {
    "participant.added": "lead cohost notetaker",
    "participant.set": "lead cohost notetaker",
    "seat.set": "lead cohost notetaker",
    "speaker.queued": "lead cohost notetaker",
    "participant.contact_set": "lead cohost",
    "participant.traits_set": "lead cohost",
    "tech_case.opened": "lead cohost",
    "tech_case.set": "lead cohost",
    "tech_case.edited": "lead cohost",
    "tech_case.solved": "lead cohost",
}
#: What a second screen receives; the dialogue itself for its title and zone.
SHOWN = ("dialogue", "run", "agenda_item", "column", "group", "timer", "message", "theme", "poll")


def allowed(role: str, kind: str, scope: str | None, groups: frozenset[str]) -> bool:
    if kind in MEMBERSHIPS:
        return role == "city"
    if role == "lead":
        return True
    writers = WRITERS[kind]
    if role == "cohost":
        return "cohost" in writers and ("in a group" not in writers or scope is not None)
    if role == "notetaker":
        return "notetaker" in writers and (not groups or scope in groups)
    return False


def member(*roles: str, groups: frozenset[str] = frozenset(), revoked: bool = False) -> Member:
    return Member(id="m", roles=frozenset(roles), groups=groups, revoked=revoked)


def test_the_table_has_every_kind():
    assert {*WRITERS, *MEMBERSHIPS, "undone"} == set(KINDS)
    assert set(READERS) <= set(KINDS)


SCOPES = (None, OURS, THEIRS)
LIMITS = (frozenset[str](), frozenset({OURS}))


@pytest.mark.parametrize("groups", LIMITS, ids=["everywhere", "one group"])
@pytest.mark.parametrize("role", ROLES)
def test_who_may_write_what_and_take_it_back(role: str, groups: frozenset[str]):
    for kind, scope in itertools.product([*WRITERS, *MEMBERSHIPS], SCOPES):
        expected = allowed(role, kind, scope, groups)
        who = member(role, groups=groups)
        assert may_write(who, kind, scope) == expected, (kind, scope)
        taken_back = expected and kind not in FOR_GOOD
        assert may_write(who, "undone", scope, kind) == taken_back, ("undone", kind, scope)


@pytest.mark.parametrize("groups", LIMITS, ids=["everywhere", "one group"])
@pytest.mark.parametrize("roles", [*itertools.combinations(ROLES, 2)], ids="+".join)
def test_who_has_two_roles_may_what_either_may(roles: tuple[str, ...], groups: frozenset[str]):
    who = member(*roles, groups=groups)
    for kind, scope in itertools.product(WRITERS, SCOPES):
        either = any(allowed(role, kind, scope, groups) for role in roles)
        assert may_write(who, kind, scope) == either, (kind, scope)


@pytest.mark.parametrize("role", ROLES)
def test_who_was_revoked_may_write_nothing(role: str):
    for kind in KINDS:
        assert not may_write(member(role, revoked=True), kind, None, "note.added")


def test_a_member_without_a_role_may_neither_write_nor_read():
    for kind in KINDS:
        assert not may_write(member(), kind, None, "note.added")
        assert not may_read_body((), kind, "note.added")


@pytest.mark.parametrize("role", ROLES)
def test_taking_back_an_undone_is_asked_for_as_the_kind_below_it(role: str):
    assert not may_write(member(role), "undone", None, "undone")
    assert not may_write(member(role), "undone", None, None)


def test_only_the_lead_redacts_whatever_the_text():
    for role in ROLES:
        for kind in WRITERS:
            assert may_write(member(role), "redacted", OURS, kind) == (role == "lead")


def test_the_stamp_is_the_strongest_role():
    assert member("cohost", "lead").role == "lead"
    assert member("notetaker", "observer").role == "notetaker"


def readable(role: str, kind: str) -> bool:
    if role == "display":
        return kind.partition(".")[0] in SHOWN
    return role == "city" or role in READERS.get(kind, ALL)


@pytest.mark.parametrize("role", ROLES)
def test_whose_words_somebody_receives(role: str):
    for kind in [*WRITERS, *MEMBERSHIPS]:
        if kind != "redacted":
            assert may_read_body({role}, kind) == readable(role, kind), kind


@pytest.mark.parametrize("kind", ["undone", "redacted"])
def test_a_second_screen_hears_of_undone_and_redacted_only_what_it_shows(kind: str):
    for named in WRITERS:
        shown = named.partition(".")[0] in SHOWN
        assert may_read_body({"display"}, kind, named) == shown
        assert may_read_body({"observer"}, kind, named)


def test_an_unknown_kind_about_a_person_is_confidential():
    assert may_read_body({"cohost"}, "participant.praised")
    assert not may_read_body({"notetaker"}, "participant.praised")


def test_a_deputy_who_claimed_the_lead_reads_what_both_roles_may():
    assert may_read_body({"observer", "lead"}, "participant.contact_set")
    assert may_read_body({"display", "observer"}, "note.added")
