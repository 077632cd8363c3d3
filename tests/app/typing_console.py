"""A console process for tests: opens the sample, types, says so, and waits to be killed."""

from __future__ import annotations

import asyncio
import sys

import qasync
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.app.console_app import ConsoleApp
from console.app.surroundings import surroundings
from console.rehearsal.fingers import press, type_text
from console.views.main_window import NOTES, MainWindow


async def main(saved: str, begun: str) -> None:
    around = surroundings()
    window = MainWindow(around.theme, around.words)
    window.show()
    console = ConsoleApp(window, around)
    console.open_sample()
    await console.started.wait()
    window.open_view(NOTES)
    assert console.session is not None
    editor = console.session.pages.notes_view.capture.line.edit
    editor.setFocus()
    type_text(editor, saved)
    press(editor, Qt.Key.Key_Return)
    type_text(editor, begun)
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


app = QApplication([])
with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
    runner.run(main(sys.argv[1], sys.argv[2]))
