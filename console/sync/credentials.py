"""Where this installation keeps the tokens that backends know it by; never in a dialogue file."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol, cast

import msgspec
from msgspec import Struct

from console.domain.errors import KnownFailure

_SERVICE: Final = "dialogpult"
_TOKEN_BYTES: Final = 32


class Keyring(Protocol):
    """The part of a system's key store that is used here."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        ...


#: Origin, pin and dialogue.
Place = tuple[str, str, str]


class Credential(Struct, frozen=True, kw_only=True):
    """A device's place in a dialogue at one origin; `devices` are its earlier ids there.

    With a `pin` the token goes to that key alone, without one to whom the system trusts.
    """

    origin: str
    pin: str = ""
    dialogue: str
    backend: str
    member: str
    device: str
    nonce: str
    token: str = ""
    role: str = "observer"
    groups: tuple[str, ...] = ()
    name: str = ""
    devices: tuple[str, ...] = ()
    expires_at: int = 0


def new_token() -> str:
    """Return a bearer token of 256 bits."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Return what a backend is told of a token: its SHA-256 (hex)."""
    return hashlib.sha256(token.encode()).hexdigest()


def system_keyring() -> Keyring | None:
    """Return the system's key store, or None where there is none to rely on."""
    import keyring
    from keyring.errors import KeyringError

    found = keyring.get_keyring()
    try:
        usable = found.priority >= 1
    except (KeyringError, RuntimeError):
        return None
    return cast("Keyring", found) if usable else None


class LateKeyring:
    """The system's key store, looked for when a secret is first needed: that takes its time.

    Where there is none, every method raises KeyringError, as one that is locked does.
    """

    def __init__(self, find: Callable[[], Keyring | None] = system_keyring) -> None:
        self._find = find

    @cached_property
    def _found(self) -> Keyring:
        from keyring.errors import NoKeyringError

        found = self._find()
        if found is None:
            raise NoKeyringError
        return found

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret."""
        return self._found.get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        self._found.set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        self._found.delete_password(service, username)


class Credentials:
    """Keeps what is known by (origin, pin, dialogue) in a file that only this user reads.

    The token itself goes to the key store where there is one that takes it.
    """

    def __init__(self, folder: Path, keyring: Keyring | None = None) -> None:
        self._path = folder / "credentials.json"
        self._keyring = keyring

    def all(self) -> list[Credential]:
        """Return every place, without tokens that lie in the key store.

        Raises: KnownFailure with credentials_unreadable.
        """
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=list[Credential])
        except FileNotFoundError:
            return []
        except (OSError, msgspec.DecodeError) as error:
            raise KnownFailure("credentials_unreadable", path=str(self._path)) from error

    def load(self, origin: str, dialogue: str) -> Credential | None:
        """Return the place with its token, or None when this installation never paired there.

        Of several, under different keys, the one that was got last. Raises: KnownFailure with
        credentials_unreadable.
        """
        for one in reversed(self.all()):
            if (one.origin, one.dialogue) == (origin, dialogue):
                token = one.token or self._secret(one)
                return msgspec.structs.replace(one, token=token) if token else None
        return None

    def proof(self, place: Place) -> str:
        """Return the token that this installation had there, expired or not; "" without one.

        Raises: KnownFailure with credentials_unreadable.
        """
        found = [one for one in self.all() if _key(one) == place]
        return (found[-1].token or self._secret(found[-1])) if found else ""

    def with_past(self, place: Credential) -> Credential:
        """Return a place with everything that this device was called before in the dialogue.

        Raises: KnownFailure with credentials_unreadable.
        """
        return _with_past(place, self.all())

    def of_dialogue(self, dialogue: str) -> list[Credential]:
        """Return the places of a dialogue, as `all` does."""
        return [one for one in self.all() if one.dialogue == dialogue]

    def save(self, credential: Credential) -> None:
        """Keep a place and its token.

        What this device was called before in the same dialogue stays known with it, for unsent
        words may be signed so. Raises: KnownFailure with credentials_unwritable.
        """
        known = self.all()
        credential = _with_past(credential, known)
        others = [one for one in known if _key(one) != _key(credential)]
        kept = self._keep_secret(credential)
        public = msgspec.structs.replace(credential, token="" if kept else credential.token)
        self._write([*others, public])

    def forget(self, origin: str, dialogue: str) -> None:
        """Drop a place, under every key.  Raises: KnownFailure with credentials_unwritable."""
        known = self.all()
        gone = [one for one in known if (one.origin, one.dialogue) == (origin, dialogue)]
        for one in gone:
            self._forget_secret(one)
        self._write([one for one in known if one not in gone])

    def _secret(self, one: Credential) -> str:
        if self._keyring is None:
            return ""
        from keyring.errors import KeyringError

        try:
            return self._keyring.get_password(_SERVICE, _user(one)) or ""
        except KeyringError:
            # Locked or gone: the place is as good as unknown, and pairing again mends it.
            return ""

    def _forget_secret(self, one: Credential) -> None:
        """Take the token out of the key store; one that is locked may be open the next time."""
        if self._keyring is None:
            return
        from keyring.errors import KeyringError, NoKeyringError

        try:
            if self._keyring.get_password(_SERVICE, _user(one)):
                self._keyring.delete_password(_SERVICE, _user(one))
        except NoKeyringError:
            return
        except KeyringError as error:
            if not one.token:
                raise KnownFailure("credentials_unwritable", path=str(self._path)) from error

    def _keep_secret(self, one: Credential) -> bool:
        """Tell whether the key store has the token now."""
        if self._keyring is None:
            return False
        from keyring.errors import KeyringError

        try:
            self._keyring.set_password(_SERVICE, _user(one), one.token)
            return self._keyring.get_password(_SERVICE, _user(one)) == one.token
        except KeyringError:
            # The file beside it is the way without a key store.
            return False

    def _write(self, places: list[Credential]) -> None:
        partial = self._path.with_suffix(".partial")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial.unlink(missing_ok=True)
            with os.fdopen(
                os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb"
            ) as f:
                f.write(msgspec.json.encode(places))
                f.flush()
                os.fsync(f.fileno())
            partial.replace(self._path)
        except OSError as error:
            raise KnownFailure("credentials_unwritable", path=str(self._path)) from error


def _with_past(place: Credential, known: Iterable[Credential]) -> Credential:
    past = [
        device
        for one in (place, *known)
        if one.dialogue == place.dialogue
        for device in (*one.devices, one.device)
        if device != place.device
    ]
    return msgspec.structs.replace(place, devices=tuple(dict.fromkeys(past)))


def _key(one: Credential) -> Place:
    return one.origin, one.pin, one.dialogue


def _user(one: Credential) -> str:
    return " ".join(part for part in _key(one) if part)
