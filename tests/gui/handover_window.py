"""The lead's whole console in a window, beside Kim's, who has written a note."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from console.app.handing_over import HandingOver
from console.app.role_menu import RoleMenu
from console.app.session import Session
from console.viewmodels.ticker import Ticker
from console.views.main_window import MainWindow
from console.views.theme import Theme
from console.views.widgets.label import Label
from console.words import Words
from tests.handover_team import Team

TEXT = "Zwei Bänke an der Haltestelle"


class Desktop:
    """`over` hands over; what a person does goes through the focus."""

    def __init__(self, qtbot, folder, size=(1366, 768), scale=1.0, role="lead") -> None:
        self.bot = qtbot
        self.team = Team(folder)
        self.kim, self.lea = self.team["notetaker"], self.team[role]
        self.kim.write(TEXT)
        theme, words = Theme("light", scale, reduced_motion=True), Words("de")
        self.window = MainWindow(theme, words)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.menu = RoleMenu(self.window, theme, words)
        self.session = Session(self.window, self.lea.store, words, Ticker(), folder)
        self.over = HandingOver(self.session, self.menu)
        self.settle()

    def settle(self) -> None:
        for _ in range(8):
            QApplication.processEvents()

    def press(self, *keys: Qt.Key, control: bool = False) -> None:
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
            self.settle()

    def texts(self, sheet) -> list[str]:
        return [one.text() for one in sheet.findChildren(Label) if one.isVisible() and one.text()]

    def dialog(self) -> QFileDialog:
        (found,) = [one for one in self.window.findChildren(QFileDialog) if one.isVisible()]
        return found

    def board(self) -> list[str]:
        return [note.text.text for note in self.lea.store.state.board_notes()]

    def close(self) -> None:
        self.session.end()
        self.window.let_close()
        self.team.close()
