"""Ways to every command, key, setting and pane, for as long as a dialogue is open."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from console.app.role_menu import RoleMenu
from console.app.session import Session
from console.viewmodels.acts import Act
from console.viewmodels.palette import PaletteViewModel, commands_of
from console.viewmodels.settings import SettingsViewModel

if TYPE_CHECKING:
    from console.views.palette.command_palette import CommandPalette
    from console.views.settings.keys_sheet import KeysSheet
    from console.views.settings.settings_sheet import SettingsSheet


class Commanding(QObject):
    """Lives as long as its session."""

    def __init__(self, session: Session, menu: RoleMenu, settings: SettingsViewModel) -> None:
        super().__init__(session)
        self._session = session
        self._menu = menu
        self._settings = settings
        self._keys = session.desk.keys
        session.offer(self._acts())
        # Last among what is told, for it is rarely needed.
        self._keys.know(menu.acts())
        self.model = PaletteViewModel(
            session.desk.words,
            (
                lambda: commands_of(session.acts, self._keys),
                lambda: commands_of(menu.acts(), self._keys),
                menu.commands,
            ),
            self,
        )
        menu.offer_sheets(offered=True)
        menu.keys_wanted.connect(self._keys_soon)
        menu.settings_wanted.connect(self._settings_soon)
        settings.keys_wanted.connect(self._keys_soon)
        session.ended.connect(self._end)

    def _acts(self) -> list[Act]:
        window = self._session.window
        return [
            Act("palette", "Ctrl+K", self.find),
            Act("help", "F1", self.show_keys),
            Act("settings", "Ctrl+,", self.show_settings),
            Act("next_pane", "F6", lambda: window.step_pane(1), repeat=True, fixed=True),
            Act("previous_pane", "Shift+F6", lambda: window.step_pane(-1), repeat=True, fixed=True),
            Act("right_column", "Ctrl+B", window.toggle_right_column),
        ]

    # Loaded when they are asked for: the first frame needs none of them.

    @cached_property
    def palette(self) -> CommandPalette:
        from console.views.palette.command_palette import CommandPalette

        window = self._session.window
        return CommandPalette(window.theme, window.frame.sheet_host, self.model)

    @cached_property
    def keys_sheet(self) -> KeysSheet:
        from console.views.settings.keys_sheet import KeysSheet

        window, words = self._session.window, self._session.desk.words
        return KeysSheet(window.theme, window.frame.sheet_host, words, self._keys)

    @cached_property
    def settings_sheet(self) -> SettingsSheet:
        from console.views.settings.settings_sheet import SettingsSheet

        window = self._session.window
        return SettingsSheet(window.theme, window.frame.sheet_host, self._settings)

    def find(self) -> None:
        """Befehl suchen."""
        self.palette.show_palette()

    def show_keys(self) -> None:
        """Every key of every view."""
        self.keys_sheet.show_keys()

    def show_settings(self) -> None:
        """What whoever works here can set."""
        self.settings_sheet.show_settings()

    def _settings_soon(self) -> None:
        QTimer.singleShot(0, self, self.show_settings)

    def _keys_soon(self) -> None:
        """When the menu is gone, the focus is where it came from and can go back to."""
        QTimer.singleShot(0, self, self.show_keys)

    def _end(self) -> None:
        self._menu.offer_sheets(offered=False)
        self._menu.keys_wanted.disconnect(self._keys_soon)
        self._menu.settings_wanted.disconnect(self._settings_soon)
        self._settings.keys_wanted.disconnect(self._keys_soon)
        for name in ("palette", "keys_sheet", "settings_sheet"):
            if name in vars(self):
                sheet = getattr(self, name)
                sheet.hide()
                sheet.deleteLater()
