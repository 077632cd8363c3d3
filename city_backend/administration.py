"""What the city does from the command line: dialogues, codes, members."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import Final, TypeVar

from city_backend.database import new_nonce
from city_backend.driver import Where, driver_of, is_postgres
from city_backend.errors import Problem
from city_backend.groups import groups_by_number
from city_backend.minting import write_facts
from city_backend.pairing import invite
from city_backend.sample import sample, sample_title
from city_backend.transaction import Transaction
from city_backend.wire import Invitation, InvitationRequest
from console.domain.codec import chain_start
from console.domain.errors import KnownFailure
from console.domain.ids import CITY_MEMBER, uuid7
from console.domain.members import MemberRole
from console.domain.ops import Fact

T = TypeVar("T")
ROLES: Final[tuple[MemberRole, ...]] = ("lead", "cohost", "notetaker", "observer")


def within(database: Where, job: Callable[[Transaction], T]) -> T:
    """Return what `job` returned, committed.

    Raises: KnownFailure when the database cannot be used; and what `job` raises.
    """
    driver = driver_of(database)
    driver.prepare()
    return driver.within(job)


def looking(database: Where, job: Callable[[Transaction], T]) -> T:
    """Return what `job` found in one snapshot, while others may write.

    Raises: KnownFailure when the database cannot be used; and what `job` raises.
    """
    driver = driver_of(database)
    driver.prepare()
    with closing(driver.reader()) as reader:
        try:
            return reader.read(job)
        except Problem as problem:
            raise _failure(database, problem) from problem


def _failure(database: Where, problem: Problem) -> KnownFailure:
    if isinstance(database, str) and is_postgres(database):
        from city_backend.connection_postgres import shown

        said = " ".join(str(problem.__cause__).split())
        return KnownFailure(f"postgresql_{problem.code}", path=shown(database), reason=said)
    return KnownFailure(f"database_{problem.code}", path=str(database))


def create_dialogue(
    transaction: Transaction,
    title: str,
    facts_of: Callable[[str], Sequence[Fact]],
    now: int,
    city: str | None = None,
) -> str:
    """Return the id of a new dialogue; without facts it waits for its first lead.

    `facts_of` gives what the city signs in a dialogue with this id, `city` is the municipality
    that it belongs to, where there are several.  `now` is UTC ms.
    """
    dialogue, nonce = uuid7(now), new_nonce()
    know_city(transaction, city, now)
    transaction.db.execute(
        "INSERT INTO dialogue (id, title, nonce, head, chain, received_at, created_at, city)"
        " VALUES (?, ?, ?, 0, ?, 0, ?, ?)",
        [dialogue, title, nonce, chain_start(dialogue, nonce), now, city],
    )
    if facts := facts_of(dialogue):
        log = transaction.log(dialogue)
        device = transaction.identity()[1]
        transaction.apply(log, write_facts(log, facts, by=CITY_MEMBER, device=device, now=now))
    return dialogue


def know_city(transaction: Transaction, city: str | None, now: int) -> None:
    """Make sure that there is a municipality of this name; `now` is UTC ms."""
    if city is not None:
        transaction.db.execute("INSERT INTO city VALUES (?, ?) ON CONFLICT DO NOTHING", [city, now])


def prepare_sample(database: Where) -> tuple[str, dict[str, str]]:
    """Return title and fresh codes of the latest dialogue, the sample where there was none.

    Raises: KnownFailure.
    """

    def job(transaction: Transaction) -> tuple[str, dict[str, str]]:
        now = transaction.now_ms()
        found = transaction.db.execute(
            "SELECT id, title FROM dialogue WHERE state = 'open' ORDER BY created_at DESC, id DESC"
        ).fetchone()
        title = sample_title() if found is None else found[1]
        if found is None:
            facts = partial(sample, title=None, now=now)
            dialogue = create_dialogue(transaction, title, facts, now)
        else:
            dialogue = found[0]
        return title, codes_for_all_roles(transaction, dialogue, now)

    return within(database, job)


def codes_for_all_roles(transaction: Transaction, dialogue: str, now: int) -> dict[str, str]:
    """Return a fresh code for each role; `now` is UTC ms."""
    return {
        role: invite(
            transaction, dialogue, InvitationRequest(role=role), by=CITY_MEMBER, real_now=now
        ).code
        for role in ROLES
    }


def invite_from_city(
    transaction: Transaction, dialogue: str, role: MemberRole, numbers: Sequence[int], now: int
) -> str:
    """Return a fresh code.  Raises: KnownFailure with unknown_dialogue or unknown_group."""
    return invitation_from_city(transaction, dialogue, role, numbers, now).code


def invitation_from_city(
    transaction: Transaction,
    dialogue: str,
    role: MemberRole,
    numbers: Sequence[int],
    now: int,
    until: int | None = None,
) -> Invitation:
    """Return a place for one device; with `until` (UTC ms) its code is the secret of a link.

    Raises: KnownFailure with unknown_dialogue or unknown_group.
    """
    try:
        groups = groups_by_number(transaction, dialogue, numbers)
        asked = InvitationRequest(role=role, groups=tuple(groups))
        return invite(transaction, dialogue, asked, by=CITY_MEMBER, real_now=now, until=until)
    except Problem as problem:
        raise KnownFailure("unknown_dialogue", dialogue=dialogue) from problem
