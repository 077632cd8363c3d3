"""A document is written whole or not at all, and a refusal says why."""

import errno
from pathlib import Path

import pytest

from console.domain.errors import KnownFailure
from console.results.files import export_failure, make_folder, write_whole
from console.words import Words

CODES = ["export_disk_full", "export_forbidden", "export_no_place", "export_failed"]


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "protokoll.pdf"
    write_whole(path, b"alt und viel laenger")
    write_whole(path, b"neu")
    assert path.read_bytes() == b"neu"
    assert list(tmp_path.iterdir()) == [path]


def test_a_long_name_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / ("p" * 250 + ".pdf")
    write_whole(path, b"x")
    assert path.exists()


def test_a_full_disk_leaves_the_former_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "protokoll.pdf"
    write_whole(path, b"alt")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("console.results.files.os.fsync", full)
    with pytest.raises(KnownFailure) as refused:
        write_whole(path, b"neu")
    assert refused.value.code == "export_disk_full"
    assert refused.value.parameters["path"] == str(path)
    assert path.read_bytes() == b"alt"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownFailure, match="export_no_place"):
        write_whole(tmp_path / "fehlt" / "protokoll.pdf", b"x")


def test_a_folder_in_the_way_is_kept(tmp_path: Path) -> None:
    (tmp_path / "protokoll.pdf" / "darin").mkdir(parents=True)
    with pytest.raises(KnownFailure, match="export_no_place"):
        write_whole(tmp_path / "protokoll.pdf", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["protokoll.pdf"]


def test_a_file_in_the_way_of_a_folder_is_kept(tmp_path: Path) -> None:
    (tmp_path / "tabellen").write_text("x")
    with pytest.raises(KnownFailure, match="export_no_place"):
        make_folder(tmp_path / "tabellen")
    assert (tmp_path / "tabellen").read_text() == "x"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "export_disk_full"),
        (errno.EROFS, "export_forbidden"),
        (errno.EACCES, "export_forbidden"),
        (errno.ENOENT, "export_no_place"),
        (errno.EIO, "export_failed"),
    ],
)
def test_the_reason_becomes_a_code(number: int, code: str) -> None:
    assert export_failure(Path("x"), OSError(number, "reason")).code == code


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_code_has_a_sentence(code: str, language: str) -> None:
    sentence = Words(language).error(code, {"path": "protokoll.pdf", "reason": "x"})
    assert "protokoll.pdf" in sentence
    assert code not in sentence
