"""The view Notizen in the whole window on the small dialogue, for tests that type and click."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.commands import notes
from console.viewmodels.notes import NotesViewModel
from console.views.main_window import NOTES, MainWindow
from console.views.notes.board_card import BoardCard
from console.views.notes.notes_view import NotesView
from console.views.theme import Theme
from console.views.widgets.growing_edit import GrowingEdit
from tests.notes_desk import NotesDesk
from tests.small_dialogue import column_id, group_id


class NotesWindow:
    """`here` is the desk, `view` the view; what a person does goes through the focus."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        role: str = "notetaker",
        size: tuple[int, int] = (1900, 1000),
        scale: float = 1.0,
        language: str = "de",
    ) -> None:
        self.qtbot = qtbot
        self.here = NotesDesk(folder, role, language)
        self.size, self.scale = size, scale
        self.open()

    def open(self) -> None:
        theme = Theme("light", self.scale, reduced_motion=True)
        self.window = MainWindow(theme, self.here.words)
        self.vm = NotesViewModel(self.here.desk)
        self.view = NotesView(theme, self.vm, self.window.frame.sheet_host)
        pages: list[QWidget] = [QWidget(), self.view, QWidget(), QWidget()]
        self.window.resize(*self.size)
        with self.qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.show_dialogue(pages, "Test", NOTES)
        self.here.settle()

    def close(self) -> None:
        self.window.let_close()
        self.here.close()
        self.window.deleteLater()

    def restart(self) -> None:
        """The program is gone without a word and comes back."""
        self.window.let_close()
        self.window.deleteLater()
        self.here.reopen()
        self.open()

    # what a person does

    @property
    def line(self) -> GrowingEdit:
        return self.view.capture.line.edit

    def type(self, text: str) -> None:
        """Type into whatever has the keyboard, key by key."""
        for letter in text:
            if letter.isascii():
                self.qtbot.keyClicks(self.focus, letter)
            else:
                # The test library knows the keys of an English keyboard alone.
                self._send(QEvent.Type.KeyPress, letter)
                self._send(QEvent.Type.KeyRelease, letter)

    def _send(self, kind: QEvent.Type, letter: str) -> None:
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(kind, Qt.Key.Key_unknown, none, letter)
        QApplication.sendEvent(self.focus, event)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        pressed = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            pressed |= modifier
        self.qtbot.keyClick(self.focus, key, pressed)
        self.here.settle()

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    # what is on screen

    def add(self, text: str, column: int = 1, group: int | None = None) -> str:
        """Somebody adds a note."""
        note = notes.add_note(
            self.here.store,
            text,
            column=column_id(column),
            group=group_id(group) if group is not None else None,
        )
        self.here.settle()
        return note

    def list(self, column: int = 1):
        return self.view.board.panels()[column - 1].list

    def card(self, note: str) -> BoardCard:
        for panel in self.view.board.panels():
            found = panel.list.card(note)
            if found is not None:
                return found
        raise AssertionError(note)

    def on_screen(self, column: int = 1) -> list[str]:
        """The texts of the cards that are seen, from top to bottom."""
        shown = self.list(column)
        room = shown.viewport().rect()
        cards = [card for card in shown.cards() if card.geometry().intersects(room)]
        return [card.card.text() for card in sorted(cards, key=lambda card: card.y())]

    def focused(self) -> str:
        """The text of the note that has the keyboard."""
        for panel in self.view.board.panels():
            for card in panel.list.cards():
                if card.has_focus():
                    return card.card.text()
        return ""
