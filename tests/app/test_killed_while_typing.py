"""The power goes while somebody types."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from console.rehearsal.fingers import type_text
from console.views.main_window import NOTES
from tests.app.consoles import Console, on_console

ROOT = Path(__file__).resolve().parents[2]
SAVED, BEGUN = "Mehr Bänke", "Und ein Trinkbrunnen am"


def test_after_a_kill_the_draft_stands_in_the_line_and_what_was_saved_on_the_board(home):
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.app.typing_console", SAVED, BEGUN],
        cwd=ROOT,
        env={**os.environ, "DIALOGPULT_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "typed\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL

    async def test(one: Console) -> None:
        one.app.open_sample()
        await one.settled()
        assert [note.text.text for note in one.store.state.board_notes()] == [SAVED]
        one.window.open_view(NOTES)
        editor = one.session.pages.notes_view.capture.line.edit
        assert editor.toPlainText() == BEGUN
        type_text(editor, " Platz")
        capture = one.session.pages.notes_model.capture
        assert capture.submit()
        texts = {note.text.text for note in one.store.state.board_notes()}
        assert texts == {SAVED, f"{BEGUN} Platz"}

    on_console(home, test)
