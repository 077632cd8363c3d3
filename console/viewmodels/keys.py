"""Which keys do what at this console, as whoever works here wants them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.viewmodels.acts import Act
from console.viewmodels.key_rules import NAMED, refusal, split
from console.viewmodels.view_keys import AREAS, EVERYWHERE, VIEW_KEYS, ViewKey
from console.words import Words


class KeyRow(Struct, frozen=True):
    """One line of the sheet of keys; `keys` as Qt writes them, `label` as on the keyboard."""

    id: str
    area: str
    text: str
    keys: str
    label: str
    is_changed: bool
    is_fixed: bool


class _Known(Struct, frozen=True):
    text: str
    areas: tuple[str, ...]
    default: str
    in_list: bool = False
    fixed: bool = False


class Keys(QObject):
    """`changed`: some action listens to other keys now. `kept` maps names to changed keys.

    Keys are portable text as of QKeySequence, "Ctrl+Shift+A"; "" for none.
    """

    changed = Signal()

    def __init__(
        self, words: Words, kept: Mapping[str, str] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._kept = dict(kept or {})
        self._known: dict[str, _Known] = {}
        for key in VIEW_KEYS:
            self._known[key.name] = self._of_view(key)

    def _of_view(self, key: ViewKey) -> _Known:
        words = self._words
        numbered = "shell.keys.column_number"
        text = words(numbered, n=key.number) if key.number else words(f"shell.keys.{key.name}")
        keys = key.keys or words(f"roster.key_{key.name}")
        return _Known(text, key.areas, keys, key.in_list, key.fixed)

    def know(self, acts: Iterable[Act]) -> None:
        """Learn what can be done from every view, and with which keys at first.

        They are told in the order in which they were learned last.
        """
        for act in acts:
            self._known.pop(act.name, None)
            text = self._words(f"shell.keys.{act.name}")
            self._known[act.name] = _Known(text, (EVERYWHERE,), act.keys, fixed=act.fixed)

    # asking

    @property
    def kept(self) -> dict[str, str]:
        """What differs from the beginning, to be kept."""
        return dict(self._kept)

    def of(self, name: str) -> str:
        """Return the keys of an action; "" when it has none or nobody knows it."""
        known = self._known.get(name)
        if known is None:
            return ""
        return known.default if known.fixed else self._kept.get(name, known.default)

    def label(self, name: str) -> str:
        """Return the keys of an action as they stand on the keyboard."""
        return self.spell(self.of(name))

    def labels(self, first: str, last: str) -> str:
        """Return the keys of a row of actions, such as "Alt+1–8"."""
        begin, end = self.label(first), self.label(last)
        together = begin[:-1] == end[:-1] and first != last
        return f"{begin}\N{EN DASH}{end[-1]}" if together else begin

    def spell(self, keys: str) -> str:
        """Return portable text as it stands on the keyboard of this language."""
        if not keys:
            return ""
        modifiers, key = split(keys)
        return "+".join(
            self._words(f"shell.key.{part}") if part in NAMED else part
            for part in (*modifiers, key)
        )

    def text(self, name: str) -> str:
        """Return what an action is called."""
        return self._known[name].text

    def rows(self) -> list[KeyRow]:
        """Return every action that has keys, or could have them, area by area."""
        return [
            KeyRow(
                name,
                area,
                known.text,
                self.of(name),
                self.label(name),
                self.of(name) != known.default,
                known.fixed,
            )
            for area in AREAS
            for name, known in self._known.items()
            if known.areas[0] == area
        ]

    # changing

    def change(self, name: str, keys: str) -> str:
        """Let an action listen to other keys; returns a sentence when that cannot be."""
        known = self._known[name]
        why = self._refused(name, known, keys)
        if why:
            return why
        kept = {**self._kept, name: keys}
        self._keep({one: new for one, new in kept.items() if not self._is_default(one, new)})
        return ""

    def reset(self, name: str) -> str:
        """Give an action its first keys back; returns a sentence when another one has them."""
        return self.change(name, self._known[name].default)

    def reset_all(self) -> None:
        """All keys are as they were at first."""
        self._keep({})

    def _refused(self, name: str, known: _Known, keys: str) -> str:
        if keys == known.default and not self._other(name, known, keys):
            return ""
        label = self.spell(keys)
        why = refusal(keys, in_list=known.in_list)
        if known.fixed or why:
            return self._words(f"settings.key_refused.{why or 'system'}", key=label)
        other = self._other(name, known, keys)
        if other:
            return self._words("settings.key_taken", key=label, what=self._known[other].text)
        return ""

    def _other(self, name: str, known: _Known, keys: str) -> str:
        """Return which other action listens to the keys where this one does; "" for none."""
        for one, other in self._known.items():
            together = EVERYWHERE in {*known.areas, *other.areas} or bool(
                set(known.areas) & set(other.areas)
            )
            if one != name and together and keys and self.of(one) == keys:
                return one
        return ""

    def _is_default(self, name: str, keys: str) -> bool:
        known = self._known.get(name)
        return known is not None and known.default == keys

    def _keep(self, kept: dict[str, str]) -> None:
        if kept != self._kept:
            self._kept = kept
            self.changed.emit()
