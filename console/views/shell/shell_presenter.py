"""Puts what the shell's view model says into the bars, and passes presses on."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.viewmodels.desk import Desk
from console.viewmodels.shell import ShellViewModel
from console.views.shell.shell_frame import ShellFrame


class ShellPresenter(QObject):
    """Lives as long as a dialogue is open in the window.

    A refusal stands in the bottom bar in place of the last action until the next action.
    """

    def __init__(self, frame: ShellFrame, shell: ShellViewModel, desk: Desk) -> None:
        super().__init__(frame)
        self._frame = frame
        self._shell = shell
        self._desk = desk
        self._notice = ""
        shell.changed.connect(self.show)
        shell.clock_changed.connect(self.show_clock)
        desk.refused.connect(self.show_notice)
        desk.saved.connect(self._forget_notice)
        frame.bottom_bar.undo_pressed.connect(desk.undo)
        desk.keys.changed.connect(self._show_action)
        self.show()
        self.show_clock()

    def show(self) -> None:
        """Show titles, role, and the last action."""
        bar, shell = self._frame.top_bar, self._shell
        bar.set_dialogue(shell.title, shell.subtitle, shell.short_subtitle)
        bar.set_person(shell.initials, shell.name or shell.role, shell.role if shell.name else "")
        self._show_action()

    def show_clock(self) -> None:
        """Show the second that every console shows."""
        self._frame.top_bar.set_clock(self._shell.clock, self._shell.clock_spoken)

    def show_notice(self, sentence: str) -> None:
        """Say what did not go, in the bottom bar."""
        self._notice = sentence
        self._show_action()

    def _forget_notice(self) -> None:
        if self._notice:
            self._notice = ""
            self._show_action()

    def _show_action(self) -> None:
        bar, words, last = self._frame.bottom_bar, self._desk.words, self._shell.last_action
        if self._notice:
            bar.set_last_action(words("shell.notice"), self._notice, "")
        elif last is None:
            bar.set_last_action("", "", "")
        else:
            bar.set_last_action(words("shell.last_action"), *last)
        key = self._desk.keys.label("undo")
        bar.set_undo(words("shell.undo"), key, last is not None, words("errors.nothing_to_undo"))

    def end(self) -> None:
        """Let go of the window before another dialogue comes."""
        self._frame.bottom_bar.undo_pressed.disconnect(self._desk.undo)
        self.deleteLater()
