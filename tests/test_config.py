"""Folders, settings that survive a broken file, and writing whole or not at all."""

import os
import stat
import sys
from pathlib import Path

import msgspec
import pytest

from console.config import (
    RecentFile,
    RoleSettings,
    Settings,
    SettingsFile,
    WindowPlace,
    find_paths,
    write_private,
)
from console.config.settings import RECENT_LIMIT

posix = pytest.mark.skipif(os.name != "posix", reason="mode bits are a thing of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def recent(name: str, opened_at: int = 0) -> RecentFile:
    return RecentFile(path=f"/dialogues/{name}.dialogpult", title=name, opened_at=opened_at)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_everything_lies_below_the_home_that_is_set(tmp_path: Path) -> None:
    paths = find_paths({"DIALOGPULT_HOME": str(tmp_path)})
    assert paths.data == tmp_path / "data"
    assert paths.settings == tmp_path / "config" / "settings.json"
    assert {paths.config.parent, paths.logs.parent, paths.backups.parent} == {tmp_path}


def test_a_home_below_the_working_folder_stays_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_paths({"DIALOGPULT_HOME": "here"}).data == tmp_path / "here" / "data"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names of XDG folders")
def test_without_a_home_the_system_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "conf"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    paths = find_paths({})
    assert paths.data == tmp_path / "share" / "Dialogpult"
    assert paths.config == tmp_path / "conf" / "Dialogpult"
    assert paths.backups.is_relative_to(paths.data)
    assert paths.logs.is_relative_to(tmp_path / "state" / "Dialogpult")


def test_finding_the_folders_makes_none(tmp_path: Path) -> None:
    find_paths({"DIALOGPULT_HOME": str(tmp_path / "home")})
    assert not (tmp_path / "home").exists()


@posix
def test_folders_are_made_for_this_user_alone(tmp_path: Path) -> None:
    paths = find_paths({"DIALOGPULT_HOME": str(tmp_path / "home")})
    paths.make()
    paths.make()
    assert [mode(one) for one in (paths.data, paths.config, paths.logs, paths.backups)] == (
        [0o700] * 4
    )


def test_without_a_file_the_defaults_hold(path: Path) -> None:
    found = SettingsFile(path).read()
    assert found.settings == Settings()
    assert found.kept_aside is None
    assert not path.exists()


def test_what_was_set_is_back_after_a_restart(path: Path) -> None:
    place = WindowPlace(x=-1200, y=40, width=1366, height=768, maximized=True)
    kept = RoleSettings(theme="dark", zoom=125, window=place, right_column=False)

    def change(settings: Settings) -> Settings:
        return msgspec.structs.replace(
            settings.with_role("lead", kept).with_recent(recent("Abend", 5)),
            language="en",
            member_name="Wiebke",
        )

    written = SettingsFile(path).update(change)
    assert SettingsFile(path).read().settings == written
    assert written.role("lead") == kept
    assert written.role("observer") == RoleSettings()
    assert (written.language, written.member_name) == ("en", "Wiebke")


def test_two_consoles_keep_each_others_settings(path: Path) -> None:
    first, second = SettingsFile(path), SettingsFile(path)
    first.read()
    second.update(lambda one: one.with_role("cohost", RoleSettings(theme="dark")))
    first.update(lambda one: one.with_role("lead", RoleSettings(theme="light")))
    assert second.read().settings.role("cohost").theme == "dark"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"language": "fr"}',
        b'{"member_name": "\xc3\x28"}',
        b'{"roles": {"lead": {"zoom": 900}}}',
        b'{"roles": {"lead": {"window": {"x": 0, "y": 0, "width": 0, "height": 9}}}}',
    ],
)
def test_a_broken_file_is_kept_aside_and_the_defaults_hold(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    found = SettingsFile(path).read()
    assert found.settings == Settings()
    assert found.kept_aside is not None
    assert found.kept_aside.read_bytes() == content
    assert not path.exists()


def test_an_earlier_broken_file_is_not_overwritten(path: Path) -> None:
    path.parent.mkdir()
    asides: list[Path | None] = []
    for content in (b"first", b"second"):
        path.write_bytes(content)
        asides.append(SettingsFile(path).read().kept_aside)
    assert [one.read_bytes() for one in asides if one] == [b"first", b"second"]


def test_a_setting_of_a_newer_program_does_not_break_the_file(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b'{"member_name": "Wiebke", "of_tomorrow": [1]}')
    found = SettingsFile(path).read()
    assert (found.settings.member_name, found.kept_aside) == ("Wiebke", None)


def test_the_file_used_last_comes_first_and_once() -> None:
    settings = Settings()
    for name in ("a", "b", "a"):
        settings = settings.with_recent(recent(name))
    assert [one.title for one in settings.recent] == ["a", "b"]


def test_the_list_of_recent_files_stays_short() -> None:
    settings = Settings()
    for number in range(RECENT_LIMIT + 3):
        settings = settings.with_recent(recent(str(number)))
    assert len(settings.recent) == RECENT_LIMIT
    assert settings.recent[0].title == str(RECENT_LIMIT + 2)


def test_a_recent_file_can_be_taken_off_the_list() -> None:
    settings = Settings().with_recent(recent("a")).with_recent(recent("b"))
    assert [one.title for one in settings.without_recent(recent("a").path).recent] == ["b"]


@posix
def test_what_is_written_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "token"
    target.write_bytes(b"old")
    target.chmod(0o644)
    write_private(target, b"new")
    assert (target.read_bytes(), mode(target)) == (b"new", 0o600)


def test_a_write_that_fails_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "settings.json"
    target.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_private(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
