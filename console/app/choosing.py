"""What is set in the settings takes effect, and is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from console.app.city_mark import UnfitPicture, read_mark, take_in
from console.app.preferences import Preferences
from console.app.surroundings import Surroundings
from console.viewmodels.settings import Choices, SettingsViewModel
from console.views.accent import accent_tokens, faintest, is_colour
from console.views.main_window import MainWindow
from console.views.system_scheme import SystemScheme


class Choosing(QObject):
    """Outlives the dialogues; `role` answers for whom look and size are kept."""

    # what screen readers are told from now on
    spoken_chosen = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        around: Surroundings,
        preferences: Preferences,
        role: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._window, self._around = window, around
        self._preferences, self._role = preferences, role
        self._system = SystemScheme(around.theme, self)
        self.model = SettingsViewModel(around.words, self)
        model = self.model
        model.look_chosen.connect(self.choose_look)
        model.size_chosen.connect(self._choose_size)
        model.still_chosen.connect(self._choose_still)
        model.spoken_chosen.connect(self._choose_spoken)
        model.language_chosen.connect(self._choose_language)
        model.mark_chosen.connect(self._choose_mark)
        model.accent_chosen.connect(self._choose_accent)
        around.theme.changed.connect(self.refresh)
        self._show_mark()
        self.refresh()

    def refresh(self) -> None:
        """Show what is set, wherever it was set."""
        settings, theme = self._preferences.read(), self._around.theme
        words = self._around.words
        self.model.show(
            Choices(
                look=settings.role(self._role()).theme,
                size=round(theme.scale * 100),
                still=settings.reduced_motion,
                spoken=settings.announcements,
                language=settings.language or words.language,
                mark=words("settings.mark_there") if settings.mark else "",
                accent=settings.accent,
            )
        )

    def choose_look(self, look: str) -> None:
        """Light, dark, or as the system has it, now and whenever this role works here."""
        self._preferences.keep_for_role(self._role(), theme=look)
        self.take_look(look)
        self.refresh()

    def take_look(self, look: str) -> None:
        """Put a look on that is kept already."""
        self._system.follow(look == "system")
        if look != "system":
            self._around.theme.set_scheme(look)

    def _choose_size(self, percent: int) -> None:
        self._preferences.keep_for_role(self._role(), zoom=percent)
        self._around.theme.set_scale(percent / 100)

    def _choose_still(self, still: bool) -> None:
        self._preferences.keep(reduced_motion=still)
        self._around.theme.set_reduced_motion(still)
        self.refresh()

    def _choose_spoken(self, spoken: str) -> None:
        self._preferences.keep(announcements=spoken)
        self.spoken_chosen.emit(spoken)
        self.refresh()

    def _choose_language(self, language: str) -> None:
        self._preferences.keep_language(language)
        self.refresh()

    # what a city has of its own

    def _choose_mark(self, path: Path | None) -> None:
        words = self._around.words
        try:
            name = take_in(path, self._around.paths.config) if path is not None else ""
        except UnfitPicture as unfit:
            self.model.refuse(mark=words(f"settings.mark_refused.{unfit.reason}"))
            return
        except OSError:
            self.model.refuse(mark=words("settings.mark_refused.not_read"))
            return
        self._preferences.keep(mark=name)
        self._show_mark()
        self.refresh()

    def _show_mark(self) -> None:
        name = self._preferences.read().mark
        picture = read_mark(self._around.paths.config / name) if name else None
        spoken = self._around.words("settings.mark") if picture is not None else ""
        self._window.frame.top_bar.mark.set_picture(picture, spoken)

    def _choose_accent(self, typed: str) -> None:
        words, colour = self._around.words, typed.strip()
        if not colour:
            self._around.theme.set_accent({})
            self._preferences.keep(accent="")
            self.refresh()
            return
        if not is_colour(colour):
            self.model.refuse(accent=words("settings.accent_not_a_colour"))
            return
        tokens = accent_tokens(colour)
        faint = faintest(tokens)
        if faint is not None:
            ratio, needed = self._decimal(faint.ratio), self._decimal(faint.needed)
            sentence = words("settings.accent_faint", ratio=ratio, needed=needed)
            self.model.refuse(accent=sentence)
            return
        self._preferences.keep(accent=colour)
        self._around.theme.set_accent(tokens)
        self.refresh()

    def _decimal(self, value: float) -> str:
        """Rounded down, so that what is too little never looks like enough."""
        text = f"{int(value * 10) / 10:.1f}"
        return text.replace(".", ",") if self._around.words.language == "de" else text
