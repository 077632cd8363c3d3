"""The menu behind the role button: look, zoom, language, start page, quit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from console.viewmodels.acts import Act
from console.viewmodels.palette import Command
from console.views.main_window import MainWindow
from console.views.theme import LARGEST_SCALE, SMALLEST_SCALE, Theme
from console.words import LANGUAGES, Words

STEP = 0.1


class RoleMenu(QObject):
    """`scheme_chosen`, `scale_chosen` and `language_chosen` are what the settings keep."""

    scheme_chosen = Signal(str)
    scale_chosen = Signal(float)
    language_chosen = Signal(str)
    invite_wanted = Signal()
    take_lead_wanted = Signal()
    give_back_wanted = Signal()
    publish_wanted = Signal()
    leave_wanted = Signal()
    follow_wanted = Signal(str)
    hand_out_wanted = Signal()
    read_in_wanted = Signal()
    copy_wanted = Signal()
    start_wanted = Signal()
    keys_wanted = Signal()
    settings_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, window: MainWindow, theme: Theme, words: Words) -> None:
        super().__init__(window)
        self._theme = theme
        self._words = words
        self._menu = QMenu(window)
        self._fill()
        window.frame.top_bar.role_button.set_menu(self._menu)

    def _fill(self) -> None:
        words, menu = self._words, self._menu
        looks = self._group(menu, words("shell.menu.theme"))
        for scheme in ("light", "dark"):
            chosen = self._theme.scheme == scheme
            self._choice(looks, words(f"shell.menu.theme_{scheme}"), chosen, self._look(scheme))
        sizes = menu.addMenu(words("shell.menu.zoom"))
        self._action(sizes, words("shell.menu.zoom_in"), self.larger)
        self._action(sizes, words("shell.menu.zoom_out"), self.smaller)
        self._action(sizes, words("shell.menu.zoom_reset"), self.usual_size)
        languages = self._group(menu, words("shell.menu.language"))
        for language in LANGUAGES:
            chosen = words.language == language
            name = words(f"shell.menu.language_{language}")
            self._choice(languages, name, chosen, self._speak(language))
        menu.addSeparator()
        take, back = words("shell.menu.take_lead"), words("shell.menu.give_back_lead")
        self._take_lead = self._action(menu, take, self.take_lead_wanted.emit)
        self._give_back = self._action(menu, back, self.give_back_wanted.emit)
        self.offer_lead(take=False, back=False)
        self._invite = self._action(menu, words("invite.menu"), self.invite_wanted.emit)
        self._invite.setVisible(False)
        self._publish = self._action(
            menu, words("handover.publish.button"), self.publish_wanted.emit
        )
        self._publish.setVisible(False)
        self._leave = self._action(menu, words("leaving.menu"), self.leave_wanted.emit)
        self._leave.setVisible(False)
        self._following = menu.addMenu(words("following.menu"))
        self.offer_following((), is_on=False)
        self._action(menu, words("handover.menu_out"), self.hand_out_wanted.emit)
        self._action(menu, words("handover.menu_in"), self.read_in_wanted.emit)
        menu.addSeparator()
        self._keys = self._action(menu, words("shell.keys.title"), self.keys_wanted.emit)
        self._settings = self._action(menu, words("shell.keys.settings"), self.settings_wanted.emit)
        self.offer_sheets(offered=False)
        self._action(menu, words("copying.menu"), self.copy_wanted.emit)
        self._action(menu, words("shell.menu.open_start"), self.start_wanted.emit)
        self._action(menu, words("shell.menu.quit"), self.quit_wanted.emit)

    def _group(self, menu: QMenu, title: str) -> tuple[QMenu, QActionGroup]:
        part = menu.addMenu(title)
        return part, QActionGroup(part)

    def _choice(
        self,
        group: tuple[QMenu, QActionGroup],
        text: str,
        chosen: bool,
        act: Callable[[], object],
    ) -> None:
        action = self._action(group[0], text, act)
        action.setCheckable(True)
        action.setChecked(chosen)
        group[1].addAction(action)

    @staticmethod
    def _action(menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(text)

        def pressed(_checked: bool = False) -> None:
            act()

        action.triggered.connect(pressed)
        return action

    def _look(self, scheme: str) -> Callable[[], None]:
        def put_on() -> None:
            self._theme.set_scheme(scheme)
            self.scheme_chosen.emit(scheme)

        return put_on

    def _speak(self, language: str) -> Callable[[], None]:
        return lambda: self.language_chosen.emit(language)

    def offer_lead(self, *, take: bool, back: bool) -> None:
        """Show the entries with which a deputy takes the lead, or gives it back."""
        self._take_lead.setVisible(take)
        self._give_back.setVisible(back)

    def offer_invitation(self, *, offered: bool) -> None:
        """Inviting is there for whom and while it can be done, else it is left out."""
        self._invite.setVisible(offered)

    def offer_following(self, items: Sequence[tuple[str, str, bool]], *, is_on: bool) -> None:
        """Say where one is, of items (id, title, whether it is on); `is_on`: it can be ended."""
        part = self._following
        part.clear()
        for item, title, now in items:
            action = self._action(part, title, partial(self.follow_wanted.emit, item))
            action.setCheckable(True)
            action.setChecked(now)
        if is_on:
            part.addSeparator()
            self._action(part, self._words("following.end"), partial(self.follow_wanted.emit, ""))
        part.menuAction().setVisible(bool(items) or is_on)

    def offer_publishing(self, *, offered: bool) -> None:
        """A dialogue that began without a backend can be brought to one by its lead."""
        self._publish.setVisible(offered)

    def offer_leaving(self, *, offered: bool) -> None:
        """The device is given away after the end; before, the entry is left out."""
        self._leave.setVisible(offered)

    def offer_sheets(self, *, offered: bool) -> None:
        """Keys and settings are there while a dialogue is open, which has room for sheets."""
        self._keys.setVisible(offered)
        self._settings.setVisible(offered)

    def acts(self) -> list[Act]:
        """Return what keys do with the look of the window."""
        return [
            Act("zoom_in", "Ctrl++", self.larger, repeat=True, also="Ctrl+="),
            Act("zoom_out", "Ctrl+-", self.smaller, repeat=True),
            Act("zoom_reset", "Ctrl+0", self.usual_size),
            Act("theme", "Ctrl+Shift+D", self.switch_look),
        ]

    def commands(self) -> list[Command]:
        """Return what the menu offers now; a choice says of what."""
        return _commands(self._menu)

    def switch_look(self) -> None:
        """Light becomes dark and back (Strg+Umschalt+D)."""
        self._look("light" if self._theme.is_dark else "dark")()

    def larger(self) -> None:
        self._zoom(self._theme.scale + STEP)

    def smaller(self) -> None:
        self._zoom(self._theme.scale - STEP)

    def usual_size(self) -> None:
        self._zoom(1.0)

    def _zoom(self, scale: float) -> None:
        wanted = round(min(LARGEST_SCALE, max(SMALLEST_SCALE, scale)), 2)
        self._theme.set_scale(wanted)
        self.scale_chosen.emit(wanted)


def _commands(menu: QMenu, of: str = "") -> list[Command]:
    found: list[Command] = []
    for action in menu.actions():
        text = f"{of}: {action.text()}" if of else action.text()
        part = action.menu()
        if not action.isVisible() or not action.isEnabled() or action.isSeparator():
            continue
        if isinstance(part, QMenu):
            found += _commands(part, action.text())
        else:
            found.append(Command(f"menu:{text}", text, "", action.trigger))
    return found
