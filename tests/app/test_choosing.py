"""The settings: each counts at once, is kept, and says why when it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from console.app.city_mark import LARGEST_BYTES, UnfitPicture, read_mark, take_in
from console.app.surroundings import surroundings
from console.views.main_window import LIVE
from tests.app.consoles import Console
from tests.app.test_commanding import commanding, focused, press, turn, with_sample

CTRL = Qt.KeyboardModifier.ControlModifier
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#0a5"/></svg>'  # noqa: E501


def kept(one: Console):
    return one.around.settings.read().settings


def sheet(one: Console):
    return commanding(one).settings_sheet


def picture(path: Path, width: int = 40, height: int = 20) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#00AA55"))
    assert image.save(str(path))
    return path


def test_the_sheet_opens_by_key_and_gives_the_focus_back(tmp_path: Path) -> None:
    async def test(one: Console) -> None:
        before = focused()
        press(Qt.Key.Key_Comma, CTRL)
        assert sheet(one).is_open()
        assert focused() is sheet(one).look
        press(Qt.Key.Key_Escape)
        assert focused() is before

    with_sample(tmp_path, test)


def test_look_size_and_motion_count_at_once_and_are_kept(tmp_path: Path) -> None:
    async def test(one: Console) -> None:
        press(Qt.Key.Key_Comma, CTRL)
        page, theme = sheet(one), one.around.theme
        theme.set_reduced_motion(False)
        page.look.activated.emit(2)
        page.zoom.activated.emit(5)
        page.still.click()
        turn()
        assert (theme.scheme, theme.scale, theme.reduced_motion) == ("dark", 1.3, True)
        assert (kept(one).role("lead").theme, kept(one).role("lead").zoom) == ("dark", 130)
        assert kept(one).reduced_motion
        press(Qt.Key.Key_0, CTRL)
        assert page.zoom.currentText() == "100 %"
        press(Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
        assert page.look.currentText() == "Hell"

    with_sample(tmp_path, test)


def test_as_the_system_follows_the_system(tmp_path: Path) -> None:
    async def test(one: Console) -> None:
        choosing, theme = one.app.habits.choosing, one.around.theme
        choosing.model.choose_look(0)
        assert kept(one).role("lead").theme == "system"
        choosing._system.look(Qt.ColorScheme.Dark)
        assert theme.scheme == "dark"
        choosing._system.look(Qt.ColorScheme.Light)
        assert theme.scheme == "light"
        choosing.model.choose_look(1)
        choosing._system.look(Qt.ColorScheme.Dark)
        assert theme.scheme == "light"

    with_sample(tmp_path, test)


def test_another_language_says_when_it_counts(tmp_path: Path) -> None:
    async def test(one: Console) -> None:
        press(Qt.Key.Key_Comma, CTRL)
        sheet(one).language.activated.emit(1)
        assert kept(one).language == "en"
        assert sheet(one)._language_note.text() == one.around.words("shell.language_next_start")

    with_sample(tmp_path, test)


def test_a_colour_that_can_be_read_is_taken_and_back_at_the_next_start(
    tmp_path: Path, monkeypatch
) -> None:
    async def test(one: Console) -> None:
        press(Qt.Key.Key_Comma, CTRL)
        page = sheet(one)
        page.accent.set_text("#7A1F3D")
        page.take.click()
        assert one.around.theme.tokens.colours["accent"] == "#7A1F3D"
        assert kept(one).accent == "#7A1F3D"
        monkeypatch.setenv("DIALOGPULT_HOME", str(tmp_path))
        assert surroundings().theme.tokens.colours["accent"] == "#7A1F3D"
        assert page.own_accent.isVisible()
        page.own_accent.click()
        assert one.around.theme.tokens.colours["accent"] == "#0A5A82"
        assert kept(one).accent == ""

    with_sample(tmp_path, test)


@pytest.mark.parametrize(("typed", "said"), [("#FFD500", "4,5 zu 1"), ("gelb", "#0A5A82")])
def test_a_colour_that_cannot_be_read_is_refused_in_words(
    tmp_path: Path, typed: str, said: str
) -> None:
    async def test(one: Console) -> None:
        press(Qt.Key.Key_Comma, CTRL)
        page = sheet(one)
        page.accent.set_text(typed)
        page.take.click()
        assert said in page.accent._error.text()
        assert page.accent.text() == typed
        assert kept(one).accent == ""
        assert one.around.theme.tokens.colours["accent"] == "#0A5A82"

    with_sample(tmp_path, test)


def test_the_mark_of_a_city_is_copied_and_shown(tmp_path: Path) -> None:
    source = picture(tmp_path / "stadt.png")

    async def test(one: Console) -> None:
        one.window.open_view(LIVE)
        model, mark = one.app.habits.choosing.model, one.window.frame.top_bar.mark
        model.choose_mark(source)
        source.unlink()
        assert kept(one).mark == "mark.png"
        assert (one.paths.config / "mark.png").is_file()
        assert mark._picture is not None
        assert mark.grab().toImage().pixelColor(15, 15) == QColor("#00AA55")
        model.choose_mark(None)
        assert mark._picture is None

    with_sample(tmp_path / "home", test)


def test_what_is_no_picture_is_refused_in_words(tmp_path: Path) -> None:
    wrong = tmp_path / "stadt.png"
    wrong.write_bytes(b"nothing")

    async def test(one: Console) -> None:
        model = one.app.habits.choosing.model
        model.choose_mark(wrong)
        assert model.mark_refusal == one.around.words("settings.mark_refused.not_a_picture")
        model.choose_mark(tmp_path / "gone.png")
        assert model.mark_refusal == one.around.words("settings.mark_refused.not_read")
        assert kept(one).mark == ""

    with_sample(tmp_path / "home", test)


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.jpeg", "a.svg", "A.PNG"])
def test_pictures_of_the_named_kinds_are_taken(qapp, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("svg"):
        path.write_bytes(SVG)
    else:
        picture(path)
    (tmp_path / "config").mkdir()
    taken = take_in(path, tmp_path / "config")
    shown = read_mark(tmp_path / "config" / taken)
    assert shown is not None
    assert (shown.width(), shown.height()) == (160, 160)


def test_a_file_larger_than_1_mib_or_of_another_kind_is_refused(qapp, tmp_path: Path) -> None:
    large = picture(tmp_path / "large.png")
    large.write_bytes(large.read_bytes() + bytes(LARGEST_BYTES))
    with pytest.raises(UnfitPicture) as refused:
        take_in(large, tmp_path)
    assert refused.value.reason == "too_large"
    other = picture(tmp_path / "a.bmp")
    with pytest.raises(UnfitPicture) as refused:
        take_in(other, tmp_path)
    assert refused.value.reason == "not_a_picture"
