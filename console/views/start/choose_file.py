"""Asking which file is meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from console.words import Words


def choose_file(over: QWidget, words: Words, folder: Path, chosen: Callable[[str], None]) -> None:
    """Ask for a dialogue file; `chosen` gets its path, unless the person thinks better of it."""
    _ask(over, words("start.open_title"), words("start.file_filter"), folder, chosen)


def choose_source(over: QWidget, words: Words, folder: Path, chosen: Callable[[str], None]) -> None:
    """Ask for the dialogue file that is to be copied."""
    _ask(over, words("copying.file_title"), words("start.file_filter"), folder, chosen)


def choose_certificate(over: QWidget, words: Words, chosen: Callable[[str], None]) -> None:
    """Ask for the certificate file of the city."""
    title, filters = words("start.certificate_title"), words("start.certificate_filter")
    _ask(over, title, filters, Path.home(), chosen)


def _ask(
    over: QWidget, title: str, filters: str, folder: Path, chosen: Callable[[str], None]
) -> None:
    dialog = QFileDialog(over, title, str(folder))
    dialog.setNameFilter(filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(chosen)
    # Not exec(): a loop inside the loop would stop every coroutine.
    dialog.open()
