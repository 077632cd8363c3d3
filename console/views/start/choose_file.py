"""Asking which dialogue file is meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from console.words import Words


def choose_file(over: QWidget, words: Words, folder: Path, chosen: Callable[[str], None]) -> None:
    dialog = QFileDialog(over, words("start.open_title"), str(folder))
    dialog.setNameFilter(words("start.file_filter"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(chosen)
    # Not exec(): a loop inside the loop would stop every coroutine.
    dialog.open()
