"""Tokens lie in the key store or in a file of this user, never anywhere else."""

from pathlib import Path

import msgspec
import pytest
from keyring.errors import KeyringError

from console.domain.errors import KnownFailure
from console.sync.credentials import (
    Credential,
    Credentials,
    LateKeyring,
    new_token,
    system_keyring,
    token_hash,
)

PLACE = Credential(
    origin="https://dialog.dortmund.de",
    dialogue="d1",
    backend="city",
    member="m1",
    device="v1",
    nonce="ab",
    token="sehr geheim",
    role="lead",
    groups=("g1",),
    devices=("v0",),
)


class Store:
    """A key store that works, or does not."""

    def __init__(self, *, works: bool = True) -> None:
        self.secrets: dict[tuple[str, str], str] = {}
        self.works = works

    def _open(self) -> None:
        if not self.works:
            raise KeyringError

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        del self.secrets[service, username]


def test_a_place_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    Credentials(tmp_path).save(PLACE)
    assert Credentials(tmp_path).load(PLACE.origin, PLACE.dialogue) == PLACE


def test_only_this_user_reads_the_file(tmp_path: Path) -> None:
    credentials = Credentials(tmp_path / "config")
    credentials.save(PLACE)
    (file,) = (tmp_path / "config").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_others_could_read_is_made_private_again(tmp_path: Path) -> None:
    (tmp_path / "credentials.json").write_text("[]")
    (tmp_path / "credentials.json").chmod(0o644)
    Credentials(tmp_path).save(PLACE)
    assert (tmp_path / "credentials.json").stat().st_mode & 0o777 == 0o600


def test_places_are_kept_apart_by_origin_and_dialogue(tmp_path: Path) -> None:
    credentials = Credentials(tmp_path)
    elsewhere = msgspec.structs.replace(PLACE, origin="https://dialog.example.org", token="zwei")
    another = msgspec.structs.replace(PLACE, dialogue="d2", token="drei")
    for place in (PLACE, elsewhere, another):
        credentials.save(place)
    assert credentials.load(elsewhere.origin, "d1") == elsewhere
    assert credentials.load(PLACE.origin, "d1") == PLACE
    assert credentials.load("https://dialog.example.org", "d2") is None
    assert credentials.of_dialogue("d1") == [PLACE, elsewhere]


def test_a_new_pairing_replaces_the_old_place(tmp_path: Path) -> None:
    credentials = Credentials(tmp_path)
    credentials.save(PLACE)
    credentials.save(msgspec.structs.replace(PLACE, token="neu"))
    assert [place.token for place in credentials.all()] == ["neu"]


def test_with_a_key_store_no_token_is_in_the_file(tmp_path: Path) -> None:
    store = Store()
    Credentials(tmp_path, store).save(PLACE)
    assert b"sehr geheim" not in (tmp_path / "credentials.json").read_bytes()
    assert Credentials(tmp_path, store).load(PLACE.origin, PLACE.dialogue) == PLACE


def test_without_a_working_key_store_the_file_has_the_token(tmp_path: Path) -> None:
    Credentials(tmp_path, Store(works=False)).save(PLACE)
    assert Credentials(tmp_path).load(PLACE.origin, PLACE.dialogue) == PLACE


def test_a_locked_key_store_makes_the_place_unknown(tmp_path: Path) -> None:
    store = Store()
    credentials = Credentials(tmp_path, store)
    credentials.save(PLACE)
    store.works = False
    assert credentials.load(PLACE.origin, PLACE.dialogue) is None


def test_a_forgotten_place_is_nowhere(tmp_path: Path) -> None:
    store = Store()
    credentials = Credentials(tmp_path, store)
    credentials.save(PLACE)
    credentials.forget(PLACE.origin, PLACE.dialogue)
    assert credentials.all() == []
    assert store.secrets == {}


def test_a_file_that_cannot_be_read_is_said_to_be_so_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "credentials.json"
    file.write_bytes(b"[{")
    with pytest.raises(KnownFailure, match="credentials_unreadable"):
        Credentials(tmp_path).save(PLACE)
    assert file.read_bytes() == b"[{"


def test_a_folder_that_cannot_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    with pytest.raises(KnownFailure, match="credentials_un"):
        Credentials(tmp_path / "config").save(PLACE)


def test_a_system_without_a_key_store_has_none() -> None:
    assert system_keyring() is None


def test_a_key_store_is_looked_for_once_and_not_before_a_secret_is_needed(tmp_path: Path) -> None:
    looked: list[Store] = []

    def find() -> Store:
        looked.append(Store())
        return looked[-1]

    credentials = Credentials(tmp_path, LateKeyring(find))
    assert credentials.load(PLACE.origin, PLACE.dialogue) is None
    assert looked == []
    credentials.save(PLACE)
    assert credentials.load(PLACE.origin, PLACE.dialogue) == PLACE
    credentials.forget(PLACE.origin, PLACE.dialogue)
    assert [store.secrets for store in looked] == [{}]


def test_where_no_key_store_is_found_the_file_has_the_token(tmp_path: Path) -> None:
    credentials = Credentials(tmp_path, LateKeyring(lambda: None))
    credentials.save(PLACE)
    assert b"sehr geheim" in (tmp_path / "credentials.json").read_bytes()
    assert credentials.load(PLACE.origin, PLACE.dialogue) == PLACE
    credentials.forget(PLACE.origin, PLACE.dialogue)
    assert credentials.all() == []


def test_tokens_are_long_and_only_their_hash_is_told() -> None:
    one, two = new_token(), new_token()
    assert one != two
    assert len(one) >= 43
    assert token_hash(one) == token_hash(one) != token_hash(two)
    assert len(token_hash(one)) == 64
    assert one not in token_hash(one)


PINNED = msgspec.structs.replace(PLACE, pin="ab" * 32, token="für diesen Schlüssel")


@pytest.mark.parametrize("store", [None, Store()])
def test_a_place_under_another_key_is_another_place(tmp_path: Path, store: Store | None) -> None:
    credentials = Credentials(tmp_path, store)
    credentials.save(PLACE)
    credentials.save(PINNED)
    assert {one.pin for one in credentials.all()} == {"", PINNED.pin}
    # A dialogue goes on with the place that was got last, and with its own token.
    assert credentials.load(PLACE.origin, PLACE.dialogue) == PINNED
    credentials.save(PLACE)
    assert credentials.load(PLACE.origin, PLACE.dialogue) == PLACE


def test_forgetting_a_dialogue_forgets_it_under_every_key(tmp_path: Path) -> None:
    store = Store()
    credentials = Credentials(tmp_path, store)
    credentials.save(PLACE)
    credentials.save(PINNED)
    credentials.forget(PLACE.origin, PLACE.dialogue)
    assert credentials.all() == []
    assert store.secrets == {}


def test_a_device_that_joins_again_knows_what_it_was_called_before(tmp_path: Path) -> None:
    places = Credentials(tmp_path)
    places.save(PLACE)
    places.save(msgspec.structs.replace(PLACE, device="v2", devices=()))
    elsewhere = msgspec.structs.replace(PLACE, origin="https://neu.de", device="v3", devices=())
    places.save(elsewhere)
    places.save(msgspec.structs.replace(elsewhere, dialogue="d2", device="v4"))
    known = {(one.origin, one.dialogue): set(one.devices) for one in places.all()}
    assert known == {
        (PLACE.origin, "d1"): {"v0", "v1"},
        (elsewhere.origin, "d1"): {"v0", "v1", "v2"},
        (elsewhere.origin, "d2"): set(),
    }


def test_a_token_that_a_locked_key_store_keeps_is_not_taken_for_forgotten(tmp_path: Path) -> None:
    store = Store()
    places = Credentials(tmp_path, store)
    places.save(PLACE)
    store.works = False
    with pytest.raises(KnownFailure, match="credentials_unwritable"):
        places.forget(PLACE.origin, PLACE.dialogue)
    assert len(places.all()) == 1
    store.works = True
    places.forget(PLACE.origin, PLACE.dialogue)
    assert (places.all(), store.secrets) == ([], {})


def test_a_place_is_forgotten_where_the_key_store_is_gone(tmp_path: Path) -> None:
    Credentials(tmp_path, Store()).save(PLACE)
    places = Credentials(tmp_path, LateKeyring(lambda: None))
    places.forget(PLACE.origin, PLACE.dialogue)
    assert places.all() == []
