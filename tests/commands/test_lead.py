"""A deputy leads as well, and gives the lead back; nobody else may."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.commands import lead
from console.commands.undo import History
from console.domain.errors import CommandRejected
from console.domain.ids import derived
from console.storage.store import Store
from tests.small_dialogue import identity

DEPUTY = replace(identity("cohost"), member=derived("test", "member", "cohost"), name="Kim")


def test_a_co_host_may_take_the_lead_and_nobody_else(store: Store) -> None:
    for role in ("lead", "notetaker", "observer"):
        store.be(identity(role))
        assert not lead.may_claim(store)
        with pytest.raises(CommandRejected, match="not_allowed"):
            lead.claim_lead(store)
    store.be(identity("cohost"))
    assert lead.may_claim(store)


def test_a_claim_is_about_oneself_and_is_given_back(store: Store) -> None:
    store.be(DEPUTY)
    lead.claim_lead(store)
    assert list(store.state.leads) == [store.identity.member]
    assert not store.state.leads[store.identity.member].hidden
    lead.give_back_lead(store)
    assert [one for one in store.state.leads.values() if not one.hidden] == []


def test_a_lead_by_invitation_has_nothing_to_give_back(store: Store) -> None:
    store.be(identity("lead"))
    assert not lead.has_claimed(store)


def test_who_leads_is_no_step_to_undo_by_accident(store: Store, history: History) -> None:
    store.be(DEPUTY)
    lead.claim_lead(store)
    assert history.last is None
