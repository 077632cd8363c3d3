"""Strg+Eingabe in Live: it goes on as F5 does, but not for somebody who is typing."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from console.viewmodels.live import LiveViewModel
from console.views.shortcuts import bind_key


def go_on_by_key(view: QWidget, live: LiveViewModel) -> None:
    """Let the view listen to it while the focus is inside."""

    def go() -> None:
        if not isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            live.press_primary()

    bind_key(live.keys, "go_in_live", view, go)
