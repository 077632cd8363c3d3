"""The projector: whether it is shown, and what all people see on it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.commands.messages import hide_message, show_message
from console.storage.change import Change
from console.viewmodels.desk import Desk
from console.viewmodels.live_projector import (
    Screen,
    head_of,
    message_of,
    message_screen,
    screen_of,
)
from console.viewmodels.projector_themes import theme_bars
from console.words import Words

if TYPE_CHECKING:
    from console.results.privacy import NameFinder

#: The names on the screen are looked for again when one of these changes.
_NAMED = ("participant", "dialogue")
#: What the bars of the themes are made from, and who reports.
_COUNTED = ("theme", "points", "poll", "speaker")


class ProjectorViewModel(QObject):
    """`changed`: another screen, or the window comes, goes or is dimmed.

    `screen_wanted`: a person wants to have it fill one of `screens`, those besides the console's.
    `sheet_wanted`: to write a message, and to see what everybody sees.
    The keys of the main window call `toggle` (F11) and `toggle_dim` (Strg+F11).
    """

    changed = Signal()
    # the name of a screen
    screen_wanted = Signal(str)
    sheet_wanted = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.veiled: dict[str, str] = {}
        self.is_shown = False
        self.is_dimmed = False
        self.is_full_screen = False
        #: Whether the picture is light; dark is what dazzles least in a conference.
        self.is_light = False
        #: Whether themes are shown instead of the item, as long as there are some with points.
        self.shows_themes = False
        self.screens: tuple[str, ...] = ()
        self._is_watched = False
        self._screen: Screen | None = None
        desk.bridge.changed.connect(self._on_change)
        desk.evening.changed.connect(self._read)
        desk.evening.ticked.connect(self._read)

    @property
    def words(self) -> Words:
        return self._desk.words

    # the window

    def toggle(self) -> None:
        """Show the projector; once it is there, change between window and full screen."""
        if self.is_shown:
            self.set_full_screen(not self.is_full_screen)
        else:
            self.show()

    def show(self) -> None:
        self._screen = None
        self._set(is_shown=True)

    def hide(self) -> None:
        self._set(is_shown=False, is_full_screen=False, is_dimmed=False)

    def set_full_screen(self, full: bool) -> None:
        self._set(is_full_screen=full)

    def toggle_dim(self) -> None:
        """Make the picture black but for the city's name, or bring it back."""
        if self.is_shown:
            self._set(is_dimmed=not self.is_dimmed)

    def send_to(self, screen: str) -> None:
        """Fill another screen with it."""
        if self.is_shown:
            self.screen_wanted.emit(screen)

    def switch_look(self) -> None:
        """Make the picture light, or dark again."""
        self._set(is_light=not self.is_light)

    def toggle_themes(self) -> None:
        """Show the themes by points instead of the item, or the item again."""
        self._screen = None
        self._set(shows_themes=not self.shows_themes)

    def watch(self, *, watched: bool) -> None:
        """Follow the evening also while the window is closed: somebody looks at the preview."""
        self._is_watched = watched
        self._screen = None

    @property
    def has_themes(self) -> bool:
        """Whether there are themes that somebody gave points."""
        return bool(theme_bars(self._desk, self.veil))

    def _set(self, **states: bool) -> None:
        before = {name: getattr(self, name) for name in states}
        if before != states:
            for name, state in states.items():
                setattr(self, name, state)
            self.changed.emit()

    # messages

    @property
    def may_message(self) -> bool:
        return self._desk.may("message.shown")

    @property
    def message(self) -> str:
        """The sentence that everybody sees instead of the item; empty for none."""
        return message_of(self._desk)

    def show_message(self, text: str) -> bool:
        """Show one sentence instead of the item; False if it was refused."""
        return self._desk.attempt(show_message, text)

    def hide_message(self) -> bool:
        return self._desk.attempt(hide_message)

    def screen_with(self, text: str) -> Screen:
        """Return how a sentence would be seen."""
        return message_screen(head_of(self._desk, self.veil), " ".join(text.split()), self.veil)

    def names_in(self, text: str) -> tuple[list[str], list[str]]:
        """Return the names in a text that are replaced, and words that may be somebody's name."""
        return _names(text, self._finder)

    # what people see

    @property
    def screen(self) -> Screen:
        """What is on the screen, or would be; looked up when somebody wants it."""
        if self._screen is None:
            self._screen = self._look()
        return self._screen

    @property
    def state(self) -> str:
        """The state of the screen; "dimmed" hides every other."""
        return "dimmed" if self.is_dimmed else self.screen.state

    @property
    def content(self) -> str:
        """What is to be seen, in a word or two."""
        state = {"time_up": "item"}.get(self.state, self.state)
        item = self.screen.kicker or self.screen.headline
        return self.words(f"projector.content.{state}", item=item)

    @property
    def content_label(self) -> str:
        """For the chip in the top bar: "Projektor: Pause" or "Projektor aus"."""
        if not self.is_shown:
            return self.words("shell.projector_off")
        return self.words("shell.projector_on", content=self.content)

    @property
    def content_name(self) -> str:
        """The same as it is spoken."""
        if not self.is_shown:
            return self.words("shell.projector_name_off")
        return self.words("shell.projector_name", content=self.content)

    @property
    def spoken(self) -> str:
        """The whole screen for a screen reader, without the running time."""
        if self.is_dimmed:
            return self.screen.city
        screen = self.screen
        bars = (f"{bar.title}, {bar.points}." for bar in screen.bars)
        parts = (screen.kicker, screen.headline, *screen.lines, *bars, screen.card, screen.left)
        return " ".join(part for part in parts if part)

    # reading

    def _on_change(self, change: Change) -> None:
        if change.touches(*_NAMED):
            vars(self).pop("_finder", None)
            self.veiled.clear()
        if change.touches("message") and not self.is_shown:
            # Whoever writes messages wants to know what is set, also while nobody sees it.
            self._screen = None
            self.changed.emit()
            return
        if change.touches("message", *_COUNTED, *_NAMED):
            self._read()

    def _look(self) -> Screen:
        bars = theme_bars(self._desk, self.veil) if self.shows_themes else ()
        return screen_of(self._desk, self.veil, bars)

    def _read(self) -> None:
        if not (self.is_shown or self._is_watched):
            self._screen = None
            return
        screen = self._look()
        if screen != self._screen:
            self._screen = screen
            self.changed.emit()

    @cached_property
    def _finder(self) -> NameFinder:
        # With all that makes documents; nobody waits for that before there is a screen.
        from console.results.gather import name_finder

        return name_finder(self._desk.store.state)

    def veil(self, text: str) -> str:
        """Return a user's words with every name of the roster replaced."""
        if text not in self.veiled:
            placeholder = self.words("documents.name_placeholder")
            self.veiled[text] = self._finder.redact(text, placeholder)
        return self.veiled[text]


def _names(text: str, finder: NameFinder) -> tuple[list[str], list[str]]:
    """A name typed without capitals is one too, where it is no everyday word."""
    found = {(hit.start, hit.end): hit.kind == "name" for hit in finder.find(text)}
    for hit in finder.find(_with_capitals(text)):
        if hit.kind != "everyday_word":
            found.setdefault((hit.start, hit.end), False)
    places = sorted(found)
    return (
        [text[slice(*place)] for place in places if found[place]],
        [text[slice(*place)] for place in places if not found[place]],
    )


def _with_capitals(text: str) -> str:
    """Each word with a capital; letters that would become two stay as they are."""
    return "".join(
        letter.upper() if before.isspace() and len(letter.upper()) == 1 else letter
        for before, letter in zip(f" {text}", text, strict=False)
    )
