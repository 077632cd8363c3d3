"""How this person likes the console: look, zoom, place of the window, kept per role."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.app.choosing import Choosing
from console.app.launch import place_at, window_place
from console.app.preferences import Preferences
from console.app.role_menu import RoleMenu
from console.app.surroundings import Surroundings
from console.viewmodels.keys import Keys
from console.views.main_window import MainWindow


class Habits(QObject):
    """Keeps what the menu changes; `role` answers who works here now, `say` tells a sentence."""

    def __init__(
        self,
        window: MainWindow,
        around: Surroundings,
        role: Callable[[], str | None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._around = around
        self._role_now = role
        self._say = say
        self.preferences = Preferences(around.settings, self._failed)
        self.keys = Keys(around.words, self.preferences.read().keys, self)
        self.menu = RoleMenu(window, around.theme, around.words)
        self.choosing = Choosing(window, around, self.preferences, lambda: self.role)
        self._connect()

    def _connect(self) -> None:
        menu = self.menu
        menu.scheme_chosen.connect(self._keep_scheme)
        menu.scale_chosen.connect(self._keep_scale)
        menu.language_chosen.connect(self._keep_language)
        self.keys.know(menu.acts())
        for act in menu.acts():
            self._window.bind_act(act, self.keys)
        self.keys.changed.connect(lambda: self.preferences.keep_keys(self.keys.kept))
        self._window.right_column_changed.connect(self._keep_column)

    @property
    def role(self) -> str:
        """The role that works here now, else the last one."""
        return self._role_now() or self.preferences.read().last_role

    def settle_in(self, role: str) -> None:
        """Let everything look as whoever works in this role left it."""
        before = self.preferences.read().last_role
        kept = self.preferences.begin_as(role)
        self._window.show_right_column(kept.right_column)
        if role == before:
            return
        self.choosing.take_look(kept.theme)
        if kept.zoom is not None:
            self._around.theme.set_scale(kept.zoom / 100)
        if kept.window is not None:
            place_at(self._window, kept.window)

    def keep_place(self) -> None:
        """Remember where the window stands."""
        self.preferences.keep_for_role(self.role, window=window_place(self._window))

    def tell_reset(self) -> None:
        """Say that unreadable settings were laid aside, once they were."""
        aside = self._around.laid_aside
        if aside is not None:
            self._say(self._around.words("errors.settings_broken", path=str(aside)))

    def _keep_column(self, shown: bool) -> None:
        self.preferences.keep_for_role(self.role, right_column=shown)

    def _keep_scheme(self, scheme: str) -> None:
        self.choosing.choose_look(scheme)

    def _keep_scale(self, scale: float) -> None:
        self.preferences.keep_for_role(self.role, zoom=round(scale * 100))

    def _keep_language(self, language: str) -> None:
        self.preferences.keep_language(language)
        self.choosing.refresh()
        self._say(self._around.words("shell.language_next_start"))

    def _failed(self) -> None:
        self._say(self._around.words("errors.settings_not_saved"))
