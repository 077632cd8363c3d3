"""Tastenkürzel: every key of every view, each to be changed."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.keys import Keys
from console.views.settings.key_line import KeyLine
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.sheet import Sheet
from console.words import Words


class KeysSheet(Sheet):
    """Reads what the keys themselves are bound by, so that it cannot say anything else."""

    _parts: QVBoxLayout | None = None

    def __init__(self, theme: Theme, host: QWidget, words: Words, keys: Keys) -> None:
        super().__init__(theme, host, words("shell.keys.title"), words("shell.close"))
        self._words, self._keys = words, keys
        self.lines: dict[str, KeyLine] = {}
        self._parts = parts = QVBoxLayout()
        self.reset = Button(theme, words("settings.reset_keys"), "quiet", icon="arrow-u-up-left")
        self.body.addWidget(Paragraph(theme, words("settings.keys_hint"), "secondary", "text2"))
        self.body.addLayout(parts)
        self.body.addStretch(1)
        self.footer.addStretch(1)
        self.footer.addWidget(self.reset)
        self.reset.clicked.connect(keys.reset_all)
        keys.changed.connect(self._on_change)
        self.restyle()

    def show_keys(self) -> None:
        """Open with the keys as they are now; opened twice, it closes."""
        if self.is_open():
            self.close_sheet()
            return
        if self._parts is not None and not self.lines:
            self._fill(self._parts)
        self._show()
        self.open()

    def _fill(self, parts: QVBoxLayout) -> None:
        for area, rows in groupby(self._keys.rows(), key=lambda row: row.area):
            heading = Label(self.theme, self._words(f"shell.keys.{area}"), "body_strong", "text")
            parts.addWidget(heading)
            for row in rows:
                self.lines[row.id] = KeyLine(self.theme, self._words, self._keys, row)
                parts.addWidget(self.lines[row.id])

    def _on_change(self) -> None:
        if self.lines:
            self._show()

    def _show(self) -> None:
        rows = self._keys.rows()
        for row in rows:
            if row.id in self.lines:
                self.lines[row.id].show_row(row)
        if self.reset.hasFocus():
            # It goes with the last change, and the keyboard stays in the sheet.
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reset.setVisible(any(row.is_changed for row in rows))

    def restyle(self) -> None:
        super().restyle()
        if self._parts is not None:
            self._parts.setSpacing(self.theme.px(4))
