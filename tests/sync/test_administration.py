"""A lead's requests about places, against a real backend: codes, who is there, taking away."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from console.domain.ids import uuid7
from console.sync.administration import Administration
from console.sync.failure import RequestFailed
from console.sync.tls import Tls
from console.sync.wire_members import Invitation, MemberInfo
from tests.backend.running import Running
from tests.sync.consoles import Console, Evening, run
from tests.sync.strange_servers import Handler, always, hangs_up, serving

GROUP = uuid7(1_599_580_800_000)


def office(console: Console) -> Administration:
    return Administration(lambda: console.engine.place, Tls())


def named(members: tuple[MemberInfo, ...]) -> dict[str, MemberInfo]:
    return {one.name: one for one in members}


def test_a_second_console_joins_with_the_code_and_is_in_the_list(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def test() -> None:
        async with Evening(tmp_path) as evening:
            lead = await evening.join(backend.url, codes["lead"], "Lea")
            made = await office(lead).invite("notetaker", (GROUP,))
            assert len(made.code) == 8
            assert made.expires_at > lead.store.now_ms()
            assert (made.role, made.groups, made.link) == ("notetaker", (GROUP,), "")
            other = await evening.join(backend.url, made.code, "Nico")
            assert (other.store.identity.role, other.store.identity.groups) == (
                "notetaker",
                (GROUP,),
            )
            found = named(await office(lead).members())
            assert (found["Nico"].role, found["Nico"].groups) == ("notetaker", (GROUP,))
            assert [one.device for one in found["Nico"].devices] == [other.credential.device]
            assert [one.name for one in found["Lea"].devices] == ["Notebook"]

    run(test())


def test_every_press_is_another_code(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def test() -> None:
        async with Evening(tmp_path) as evening:
            lead = await evening.join(backend.url, codes["lead"], "Lea")
            made = {(await office(lead).invite("cohost")).code for _ in range(3)}
            assert len(made) == 3

    run(test())


@pytest.mark.parametrize("whole", [True, False])
def test_who_lost_the_place_is_told_so(
    tmp_path: Path, backend: Running, codes: dict[str, str], whole: bool
) -> None:
    async def test() -> None:
        async with Evening(tmp_path) as evening:
            lead = await evening.join(backend.url, codes["lead"], "Lea")
            made = await office(lead).invite("cohost")
            other = await evening.join(backend.url, made.code, "Toni")
            await other.synced()
            if whole:
                left = await office(lead).revoke_member(other.credential.member)
                assert named(left)["Toni"].revoked
            else:
                left = await office(lead).revoke_device(other.credential.device)
                assert named(left)["Toni"].devices[0].revoked_at
            assert not named(left)["Lea"].revoked
            await other.is_in("reconnect_needed")
            assert other.status.reason in {"revoked", "unauthorized"}

    run(test())


def test_only_a_lead_hands_out_codes(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def test() -> None:
        async with Evening(tmp_path) as evening:
            await evening.join(backend.url, codes["lead"], "Lea")
            other = await evening.join(backend.url, codes["cohost"], "Toni")
            with pytest.raises(RequestFailed) as failure:
                await office(other).invite("lead")
            assert failure.value.code == "forbidden"

    run(test())


def test_without_a_place_nothing_is_asked() -> None:
    async def test() -> None:
        nowhere = Administration(lambda: None, Tls())
        assert nowhere.address == ""
        with pytest.raises(RequestFailed) as failure:
            await nowhere.members()
        assert failure.value.code == "unauthorized"

    run(test())


@pytest.mark.parametrize(
    ("handler", "code"),
    [
        (hangs_up, "cut"),
        (always("429 Too Many", retry_after="7"), "too_many_requests"),
        (always("503 Busy"), "busy"),
    ],
)
def test_what_stands_in_the_way_has_its_code(
    tmp_path: Path, backend: Running, codes: dict[str, str], handler: Handler, code: str
) -> None:
    async def test() -> None:
        async with Evening(tmp_path) as evening, serving(handler) as port:
            lead = await evening.join(backend.url, codes["lead"], "Lea", start=False)
            away = replaced(lead, f"http://127.0.0.1:{port}")
            for request in (away.invite("cohost"), away.members(), away.revoke_device(GROUP)):
                with pytest.raises(RequestFailed) as failure:
                    await request
                assert failure.value.code == code

    run(test())


def replaced(console: Console, origin: str) -> Administration:
    return Administration(lambda: replace(console.credential, origin=origin), Tls())


def test_a_code_is_in_no_description_of_its_invitation() -> None:
    made = Invitation(code="K7MQ2XPA", role="cohost", link="https://stadt.example/#K7MQ2XPA")
    assert "K7MQ2XPA" not in f"{made} {made!r}"
