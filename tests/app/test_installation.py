"""An installation knows itself again."""

from pathlib import Path

from console.app.installation import installation
from tests.small_dialogue import MovedClock


def test_an_installation_has_the_same_id_at_every_start(tmp_path: Path):
    first = installation(tmp_path, MovedClock())
    assert installation(tmp_path, MovedClock()) == first


def test_two_installations_have_two_ids(tmp_path: Path):
    (tmp_path / "other").mkdir()
    first, second = (
        installation(tmp_path, MovedClock()),
        installation(tmp_path / "other", MovedClock()),
    )
    assert first.device != second.device


def test_a_broken_file_gives_a_new_id_instead_of_no_start(tmp_path: Path):
    first = installation(tmp_path, MovedClock())
    (tmp_path / "installation.json").write_bytes(b"{")
    second = installation(tmp_path, MovedClock())
    assert second.device != first.device
    assert installation(tmp_path, MovedClock()) == second


def test_nobody_else_may_read_it(tmp_path: Path):
    installation(tmp_path, MovedClock())
    assert (tmp_path / "installation.json").stat().st_mode & 0o077 == 0
