"""Getting a place: by code, as the first lead with a file, and again."""

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from city_backend.administration import invite_from_city, within
from city_backend.removal import revoke_devices
from console.clock_system import SystemClock
from console.domain.errors import KnownFailure
from console.domain.ids import uuid7
from console.storage.minting import Identity
from console.storage.store import Store
from console.sync.credentials import Credential, Credentials, Keyring, new_token
from console.sync.failure import RequestFailed
from console.sync.pairing import identity_of, join, pair, publish, settle
from console.sync.tls import Tls
from tests.backend.running import Running
from tests.storage.files import note
from tests.sync.consoles import Evening, own_file, run

DEVICE = uuid7(1_599_580_800_000)


async def place(backend: Running, code: str, name: str = "Lea", **more: Any) -> Credential:
    return await pair(
        backend.url,
        code,
        device=more.pop("device", DEVICE),
        device_name="Notebook",
        member_name=name,
        tls=Tls(),
        **more,
    )


def test_a_code_becomes_a_place_and_an_empty_file(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        credential = await place(backend, codes["lead"])
        assert (credential.role, credential.name, credential.device) == ("lead", "Lea", DEVICE)
        assert credential.origin == backend.url
        with closing(join(tmp_path / "d.dialogpult", credential, SystemClock())) as store:
            position = store.replica.position
            assert position.dialogue == credential.dialogue
            assert (position.nonce, position.server) == (credential.nonce, credential.backend)
            assert (position.cursor, position.address) == (0, backend.url)
            assert store.identity == identity_of(credential)

    run(evening())


def test_no_token_is_in_the_dialogue_file(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        credential = await place(backend, codes["lead"])
        join(tmp_path / "d.dialogpult", credential, SystemClock()).close()
        raw = (tmp_path / "d.dialogpult").read_bytes()
        assert credential.token.encode() not in raw
        assert b"127.0.0.1" in raw

    run(evening())


def test_asking_again_with_the_same_token_gives_the_same_place(
    backend: Running, codes: dict[str, str]
) -> None:
    """The answer was lost, the code is used: nobody is locked out by that."""

    async def evening() -> None:
        token = new_token()
        first = await place(backend, codes["lead"], token=token)
        assert await place(backend, codes["lead"], token=token) == first

    run(evening())


def test_a_wrong_code_is_said_to_be_wrong(backend: Running) -> None:
    with pytest.raises(RequestFailed, match="wrong_code"):
        run(_only(place(backend, "XXXXXXXX")))


async def _only(coroutine: object) -> None:
    await coroutine  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]


def test_before_the_lead_nobody_comes_in(backend: Running, codes: dict[str, str]) -> None:
    with pytest.raises(RequestFailed, match="not_open_yet"):
        run(_only(place(backend, codes["notetaker"])))


def test_the_first_lead_may_bring_a_file(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        kept: list[Credential] = []
        store = own_file(tmp_path / "own.dialogpult")
        entity = note(store, "schon vorher geschrieben")
        position = store.replica.position
        credential = await publish(
            store,
            backend.url,
            codes["lead"],
            device_name="Notebook",
            member_name="Lea",
            tls=Tls(),
            keep=kept.append,
        )
        assert kept == [credential]
        assert (credential.dialogue, credential.nonce) == (position.dialogue, position.nonce)
        async with Evening(tmp_path) as people:
            lead = people.open(store, credential)
            await lead.synced()
            other = await people.join(backend.url, codes["notetaker"], "Nico")
            await other.until(lambda: entity in other.store.state.notes)
            assert other.store.state.notes[entity].made_by == credential.member
            assert other.store.replica.position.dialogue == position.dialogue

    run(evening())


def test_a_file_with_rows_of_others_is_not_published(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        with closing(own_file(tmp_path / "own.dialogpult")) as store:
            note(store, "von einem anderen Gerät")
            store.be(replace(store.identity, device=uuid7(1)))
            with pytest.raises(KnownFailure, match="file_of_others"):
                await publish(
                    store,
                    backend.url,
                    codes["lead"],
                    device_name="Notebook",
                    member_name="Lea",
                    tls=Tls(),
                )
            assert store.replica.position.server is None

    run(evening())


def test_an_open_dialogue_takes_no_other_file(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        first = await place(backend, codes["lead"])
        second = more_code(backend, first.dialogue, "lead")
        with closing(own_file(tmp_path / "own.dialogpult")) as store:
            with pytest.raises(RequestFailed, match="other_dialogue"):
                await publish(
                    store,
                    backend.url,
                    second,
                    device_name="Notebook",
                    member_name="Lea",
                    tls=Tls(),
                )
            assert store.replica.position.server is None

    run(evening())


def more_code(backend: Running, dialogue: str, role: str) -> str:
    """A fresh code, as the city's command line gives it."""
    now = backend.backend.real.wall_ms()
    return within(backend.database, lambda one: invite_from_city(one, dialogue, role, (), now))  # pyright: ignore[reportArgumentType]


def test_pairing_again_keeps_all_rows_and_goes_on(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    """The device was shut out; with a new code everything that waited goes up."""

    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            other = await people.join(backend.url, codes["notetaker"], "Nico")
            other.note("vorher")
            await other.synced()
            shut_out(backend, other.credential)
            await other.is_in("reconnect_needed")
            other.note("ohne Zugang geschrieben")
            assert other.status.pending == 1
            code = more_code(backend, other.credential.dialogue, "notetaker")
            again = await place(backend, code, "Nico", device=other.credential.device)
            assert again.device != other.credential.device, "nothing proved that it is the same"
            settle(other.store, again)
            await other.engine.move_to(again)
            await other.synced()
            await lead.until(lambda: len(lead.texts()) == 2)
            assert other.texts() == ["ohne Zugang geschrieben", "vorher"]

    run(evening())


def shut_out(backend: Running, credential: Credential) -> None:
    """Revoke a device as the lead would."""
    now = backend.backend.real.wall_ms()
    writer = backend.backend.writer
    job = writer.run(lambda one: revoke_devices(one, credential.dialogue, credential.device, now))
    assert writer._loop is not None
    asyncio.run_coroutine_threadsafe(job, writer._loop).result(10)


class Purse(Keyring):
    """A key store that may lose everything."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.secrets[username]


@pytest.mark.parametrize("is_lost", [False, True])
def test_joining_again_keeps_everything_also_without_the_token(
    tmp_path: Path, backend: Running, codes: dict[str, str], is_lost: bool
) -> None:
    """With the token it is the same device of the same member, else a sibling with all its rows."""

    async def evening() -> None:
        purse = Purse()
        kept = Credentials(tmp_path / "config", purse)
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            other = await people.join(backend.url, codes["notetaker"], "Nico")
            kept.save(other.credential)
            other.notes(3, "vorher")
            await other.synced()
            shut_out(backend, other.credential)
            await other.is_in("reconnect_needed")
            other.notes(2, "ohne Zugang")
            if is_lost:
                purse.secrets.clear()
            code = more_code(backend, other.credential.dialogue, "notetaker")
            before = other.credential
            again = await place(backend, code, "Nico", device=before.device, places=kept)
            kept.save(again)
            assert (again.device == before.device) is not is_lost
            assert again.devices == ((before.device,) if is_lost else ())
            settle(other.store, again)
            await other.engine.move_to(again)
            other.notes(2, "nachher")
            await other.synced()
            await lead.until(lambda: len(lead.texts()) == 7)
            assert other.texts() == lead.texts()
            assert other.store.replica.quarantined() == []
            owned = {before.device, again.device}
            assert set(other.store.identity.owned()) >= owned
            assert kept.load(again.origin, again.dialogue) == again

    run(evening())


def test_a_token_proves_nothing_to_another_key(tmp_path: Path) -> None:
    kept = Credentials(tmp_path)
    one = Credential(
        origin="https://a.example",
        pin="ab" * 32,
        dialogue=DEVICE,
        backend=DEVICE,
        member=DEVICE,
        device=DEVICE,
        nonce="00" * 16,
        token="t",
    )
    kept.save(one)
    assert kept.proof(("https://a.example", "ab" * 32, DEVICE)) == "t"
    for other in (
        ("https://a.example", "", DEVICE),
        ("https://b.example", "ab" * 32, DEVICE),
        ("https://a.example", "ab" * 32, uuid7(1)),
    ):
        assert kept.proof(other) == ""


def test_a_place_in_another_dialogue_does_not_fit_a_file(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        credential = await place(backend, codes["lead"])
        with closing(own_file(tmp_path / "own.dialogpult")) as store:
            before = store.replica.position
            with pytest.raises(KnownFailure, match="other_dialogue"):
                settle(store, credential)
            assert store.replica.position == before

    run(evening())


def test_an_older_copy_of_the_file_goes_on_as_a_sibling_device(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    """The disk was restored: this device's numbers are used, its words are not lost."""

    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            lead.note("eins")
            await lead.synced()
            lead.store.back_up(tmp_path / "older.dialogpult")
            lead.note("zwei")
            await lead.synced()
            await lead.engine.stop()
            identity = identity_of(lead.credential)
            older = Store.open(tmp_path / "older.dialogpult", SystemClock(), identity)
            note(older, "zwei, aber anders")
            again = people.open(older, lead.credential)
            await again.synced()
            assert again.texts() == ["eins", "zwei", "zwei, aber anders"]
            assert again.credential.device != lead.credential.device
            assert again.credential.devices == (lead.credential.device,)
            assert again.credential.token != lead.credential.token
            again.note("drei")
            await again.synced()
            assert again.store.replica.quarantined() == []

    run(evening())


def test_a_sibling_is_kept_before_anything_is_sent_as_it(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    """Two machines were set up from one disk image, tokens and all."""

    async def evening() -> None:
        async with Evening(tmp_path) as people:
            lead = await people.join(backend.url, codes["lead"], "Lea")
            twin = join(tmp_path / "twin.dialogpult", lead.credential, SystemClock())
            lead.note("eins")
            note(twin, "andere Worte unter derselben Nummer")
            await lead.synced()
            kept = Credentials(tmp_path / "config")
            other = people.open(twin, lead.credential, moved=kept.save)
            await other.synced()
            (saved,) = kept.all()
            assert twin.identity.device == saved.device != lead.credential.device
            assert kept.load(saved.origin, saved.dialogue) == saved
            await lead.until(lambda: len(lead.texts()) == 2)
            lead.note("geht")
            other.note("beides")
            await lead.synced()
            await other.synced()
            await lead.until(lambda: lead.texts() == other.texts())

    run(evening())


def test_a_sibling_that_joins_again_still_sends_what_it_wrote(
    tmp_path: Path, backend: Running, codes: dict[str, str]
) -> None:
    async def evening() -> None:
        kept = Credentials(tmp_path / "config")
        first = await place(backend, codes["lead"])
        store = join(tmp_path / "d.dialogpult", first, SystemClock())
        sibling = replace(first, device=uuid7(1_599_580_800_001), devices=(first.device,))
        kept.save(sibling)
        store.be(identity_of(sibling))
        note(store, "als Geschwister geschrieben")
        store.close()
        code = more_code(backend, first.dialogue, "lead")
        kept.save(await place(backend, code, places=kept))
        again = kept.load(first.origin, first.dialogue)
        assert again is not None
        assert again.device == first.device
        with closing(Store.open(store.path, SystemClock(), Identity(device=DEVICE))) as opened:
            settle(opened, again)
            assert opened.pending_count == len(opened.replica.pending()) == 1

    run(evening())
