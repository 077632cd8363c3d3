"""A file that is opened twice: the console that has it comes forward, the other says so."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from console.app.single import Doorbell, meeting_name, ring
from tests.app.consoles import WORDS, Console, console, on_console
from tests.small_dialogue import small_dialogue

ROOT = Path(__file__).resolve().parents[2]


def test_the_first_comes_forward_and_the_second_says_why_it_stays(home, tmp_path):
    async def test(first: Console) -> None:
        first.app.open_sample()
        await first.settled()
        path = first.store.path
        first.window.setWindowState(Qt.WindowState.WindowMinimized)
        rung = []
        assert first.app.place is not None
        first.app.place.doorbell.rung.connect(lambda: rung.append(first._on_news()))
        async with console(home) as second:
            second.app.open_path(path)
            await second.settled()
            assert second.sentence == WORDS.error("file_in_use", {"path": path.name})
            assert second.app.session is None
            await first.until(lambda: rung)
        assert not first.window.isMinimized()
        assert first.window.isVisible()
        assert len(first.store.state.agenda_items) == 10

    on_console(home, test)


def second_start(home: Path, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", str(path), "--quit-after-start"],
        cwd=ROOT,
        env={**os.environ, "DIALOGPULT_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_another_process_is_told_the_same(home, tmp_path):
    async def test(first: Console) -> None:
        first.app.open_sample()
        await first.settled()
        rung = []
        assert first.app.place is not None
        first.app.place.doorbell.rung.connect(lambda: rung.append(first._on_news()))
        done = await asyncio.to_thread(second_start, home, first.store.path)
        assert done.returncode == 0, done.stderr
        await first.until(lambda: rung)

    on_console(home, test)


def test_nobody_is_called_who_has_another_file_or_another_account(home, tmp_path, qtbot):
    store = small_dialogue(tmp_path)
    bell = Doorbell(home, store.path)
    with qtbot.assertNotEmitted(bell.rung, wait=50):
        assert not ring(home, tmp_path / "other.dialogpult")
        assert not ring(tmp_path, store.path)
    with qtbot.waitSignal(bell.rung):
        assert ring(home, store.path)
    bell.end()
    assert not ring(home, store.path)
    store.close()


def test_what_a_crash_left_behind_does_not_silence_the_next_console(home, tmp_path, qtbot):
    path = tmp_path / "evening.dialogpult"
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from console.app.single import Doorbell; app = QCoreApplication([]);"
        "bell = Doorbell(Path(sys.argv[1]), Path(sys.argv[2])); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(home), str(path)], cwd=ROOT, check=False)
    assert not ring(home, path)
    bell = Doorbell(home, path)
    with qtbot.waitSignal(bell.rung):
        assert ring(home, path)
    bell.end()


def test_the_same_file_by_another_way_has_the_same_name(home, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    path = tmp_path / "evening.dialogpult"
    assert meeting_name(home, tmp_path / "link" / path.name) == meeting_name(home, path)
