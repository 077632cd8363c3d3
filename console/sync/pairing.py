"""Getting a place in a dialogue: with a code, as its first lead with a file, or once more."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from console.domain.clock import Clock
from console.domain.errors import KnownFailure
from console.storage.minting import Identity
from console.storage.store import Store
from console.sync.credentials import Credential, Credentials, new_token, token_hash
from console.sync.failure import RequestFailed
from console.sync.tls import Tls
from console.sync.wire import DeviceRequest, Paired, PairRequest

if TYPE_CHECKING:
    from console.sync.transport import Transport


async def pair(
    address: str,
    code: str,
    *,
    device: str,
    device_name: str,
    member_name: str,
    tls: Tls,
    token: str = "",
    dialogue: str | None = None,
    nonce: str | None = None,
    pin: str = "",
    places: Credentials | None = None,
) -> Credential:
    """Change a code into a place. The token is made here and only its hash travels.

    With the same `token` it may be tried again when the answer was lost. `dialogue` and `nonce`
    (hex) publish an existing file as the first lead. With a `pin` (or print) the code goes to that
    key alone. A device that is known there proves by its token of `places` that it is itself;
    where that is lost it goes on under another id. Raises: RequestFailed, with wrong_code,
    too_many_attempts, pairing_closed, not_open_yet, other_dialogue, dialogue_known, wrong_key
    among others.
    """
    from console.sync.transport import Transport

    token = token or new_token()
    transport = await Transport.open(address, tls, pin=pin)
    try:
        await transport.hello()
        # Whoever typed a print is held to the whole key from now on.
        held = transport.key if pin else ""
        request = PairRequest(
            code=code,
            device=device,
            device_name=device_name,
            member_name=member_name,
            token_hash=token_hash(token),
            dialogue=dialogue,
            nonce=nonce,
        )
        paired = await _paired(transport, request, held, places)
    finally:
        await transport.close()
    place = _credential((transport.origin, held), paired, paired.device or device, token)
    return place if places is None else places.with_past(place)


async def _paired(
    transport: Transport, request: PairRequest, held: str, places: Credentials | None
) -> Paired:
    """Ask for a place: as a device that is new there, as itself with a proof, or as another."""
    try:
        return await transport.pair(request)
    except RequestFailed as failure:
        if failure.code != "device_known":
            raise
        known = str(failure.parameters.get("dialogue", ""))
    if places is not None:
        # The token goes where it was got, and to the same key.
        transport.token = places.proof((transport.origin, held, known))
    try:
        if transport.token:
            return await transport.pair(request)
    except RequestFailed as failure:
        if failure.code != "device_known":
            raise
    finally:
        transport.token = ""
    return await transport.pair(msgspec.structs.replace(request, device=str(uuid.uuid4())))


def _credential(place: tuple[str, str], paired: Paired, device: str, token: str) -> Credential:
    return Credential(
        origin=place[0],
        pin=place[1],
        dialogue=paired.dialogue,
        backend=paired.backend,
        member=paired.member,
        device=device,
        token=token,
        role=paired.role,
        groups=paired.groups,
        name=paired.name,
        nonce=paired.nonce,
        expires_at=paired.expires_at,
    )


async def enrol_sibling(
    transport: Transport, credential: Credential, device: str, token: str, device_name: str
) -> Credential:
    """Return the place of a sibling device, for another installation has this one's number.

    Raises: RequestFailed.
    """
    paired = await transport.enrol(
        DeviceRequest(device=device, device_name=device_name, token_hash=token_hash(token))
    )
    return msgspec.structs.replace(
        credential,
        device=device,
        token=token,
        devices=(*credential.devices, credential.device),
        expires_at=paired.expires_at,
    )


def identity_of(credential: Credential) -> Identity:
    """Return who sits at this console by that place."""
    return Identity(
        device=credential.device,
        member=credential.member,
        name=credential.name,
        role=credential.role,
        groups=credential.groups,
        devices=frozenset(credential.devices),
    )


def join(path: Path, credential: Credential, clock: Clock) -> Store:
    """Make the dialogue file for a place: empty, until the log fills it.

    Raises: KnownFailure, file_exists among others.
    """
    store = Store.create(
        path, credential.dialogue, clock, identity_of(credential), nonce=credential.nonce
    )
    settle(store, credential)
    return store


def settle(store: Store, credential: Credential) -> None:
    """Give an open file its place: a new pairing keeps all its rows.

    At another backend than before the log begins anew, and whatever it lacks is brought to it.
    Raises: KnownFailure with other_dialogue when the place is in another one.
    """
    if credential.dialogue != store.replica.position.dialogue:
        raise KnownFailure("other_dialogue")
    position = store.replica.position
    if position.cursor and position.nonce != credential.nonce:
        raise KnownFailure("other_dialogue")
    # What waits goes up by this place, under whatever id of this installation it was written.
    store.replica.give_to_device(credential.device, frozenset(credential.devices))
    store.be(identity_of(credential))
    store.replica.move_to(
        server=credential.backend, address=credential.origin, nonce=credential.nonce
    )


async def publish(
    store: Store,
    address: str,
    code: str,
    *,
    device_name: str,
    member_name: str,
    tls: Tls,
    token: str = "",
    pin: str = "",
    keep: Callable[[Credential], None] = lambda _: None,
    places: Credentials | None = None,
) -> Credential:
    """Bring a file as the first lead: the backend takes over its id and its beginning.

    The file may have had another backend, which is lost or left. `keep` is called with the place
    before the file changes. Raises: RequestFailed; KnownFailure with file_of_others when another
    device wrote in it what reached nobody.
    """
    if not store.replica.may_be_published():
        raise KnownFailure("file_of_others", path=store.path.name)
    position = store.replica.position
    credential = await pair(
        address,
        code,
        device=store.identity.device,
        device_name=device_name,
        member_name=member_name,
        tls=tls,
        token=token,
        dialogue=position.dialogue,
        nonce=position.nonce,
        pin=pin,
        places=places,
    )
    keep(credential)
    settle(store, credential)
    return credential
