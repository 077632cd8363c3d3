"""What whoever works here can set: what it is now, and what they choose."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.viewmodels.speaker import SPOKEN, Spoken
from console.words import LANGUAGES, Words

Look = Literal["system", "light", "dark"]
LOOKS: tuple[Look, ...] = ("system", "light", "dark")
#: Percent of the usual size.
SIZES = (80, 90, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200)


class Choices(Struct, frozen=True, kw_only=True):
    """`language` is what is set for the next start. `mark` names the picture, `accent` is a
    colour as #RRGGBB; both are empty for our own.
    """

    look: Look = "system"
    size: int = 100
    still: bool = False
    spoken: Spoken = "all"
    language: str = "de"
    mark: str = ""
    accent: str = ""


class SettingsViewModel(QObject):
    """`changed`: something is set otherwise now. The other signals say what a person chose; what
    came of it is told by `show`, what was refused by `refuse`.
    """

    changed = Signal()
    look_chosen = Signal(str)
    size_chosen = Signal(int)
    still_chosen = Signal(bool)
    spoken_chosen = Signal(str)
    language_chosen = Signal(str)
    # a Path, or None for our own
    mark_chosen = Signal(object)
    accent_chosen = Signal(str)
    keys_wanted = Signal()

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.choices = Choices()
        self.mark_refusal = ""
        self.accent_refusal = ""

    def show(self, choices: Choices) -> None:
        """Show what is set now."""
        if choices != self.choices or self.mark_refusal or self.accent_refusal:
            self.choices = choices
            self.mark_refusal = self.accent_refusal = ""
            self.changed.emit()

    def refuse(self, *, mark: str = "", accent: str = "") -> None:
        """Say beside the field why a picture or a colour was not taken."""
        self.mark_refusal, self.accent_refusal = mark, accent
        self.changed.emit()

    # names of the choices, in their order

    @property
    def looks(self) -> list[str]:
        return [self.words(f"shell.menu.theme_{look}") for look in LOOKS]

    @property
    def sizes(self) -> list[str]:
        return [self.words("shell.menu.zoom_value", percent=size) for size in SIZES]

    @property
    def languages(self) -> list[str]:
        return [self.words(f"shell.menu.language_{language}") for language in LANGUAGES]

    @property
    def spoken(self) -> list[str]:
        return [self.words(f"settings.spoken_{spoken}") for spoken in SPOKEN]

    @property
    def language_note(self) -> str:
        """When another language counts; empty while it is the one on screen."""
        same = self.choices.language == self.words.language
        return "" if same else self.words("shell.language_next_start")

    # what a person chooses, by its place

    def choose_look(self, place: int) -> None:
        self.look_chosen.emit(LOOKS[place])

    def choose_size(self, place: int) -> None:
        self.size_chosen.emit(SIZES[place])

    def choose_language(self, place: int) -> None:
        self.language_chosen.emit(LANGUAGES[place])

    def choose_spoken(self, place: int) -> None:
        self.spoken_chosen.emit(SPOKEN[place])

    def choose_mark(self, path: Path | None) -> None:
        self.mark_chosen.emit(path)
