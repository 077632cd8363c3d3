"""Look a text up by key: the area names the file, the rest the entry in it."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from console.words.language import LANGUAGES

WORDS_FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "words"
_PLURAL: Final = {"one", "other"}
#: Parameters that come as codes, and where their words stand.
_CODES: Final = {"role": "shell.role", "state": "roster.state", "problem": "roster.problem"}

Entry = str | Mapping[str, str]


class MissingWord(LookupError):
    """A key, or a parameter that a text needs, is not there: always a bug of ours."""


class Words:
    """The texts of one language; an area's file is read when its first key is asked for."""

    def __init__(self, language: str, folder: Path = WORDS_FOLDER) -> None:
        """Speak `language`; `folder` holds one folder per language.

        Raises: ValueError for a language that is not among LANGUAGES.
        """
        if language not in LANGUAGES:
            raise ValueError(language)
        self.language: Final = language
        self._folder: Final = folder / language
        self._areas: Final[dict[str, Mapping[str, Entry]]] = {}

    def __call__(self, key: str, /, **parameters: object) -> str:
        """Return the text of `key` with `parameters` set in.

        A text with the forms one and other is chosen by the parameter `n`.
        Raises: MissingWord if the key or a parameter the text names is missing.
        """
        entry = self._entry(key)
        text = entry if isinstance(entry, str) else _form(entry, key, parameters)
        try:
            return text.format_map(parameters)
        except KeyError as missing:
            raise MissingWord(f"{key} needs the parameter {missing}") from missing

    def has(self, key: str) -> bool:
        """Tell whether `key` has a text, for codes that come from another program."""
        area, _, name = key.partition(".")
        return (self._folder / f"{area}.toml").is_file() and name in self._area(area)

    def error(self, code: str, parameters: Mapping[str, object]) -> str:
        """Return the sentence for an error code; one that has none is named in a general one.

        Codes and parameters may come from a newer city backend, so nothing may fail here.
        """
        try:
            return self(f"errors.{code}", **self._said(parameters))
        except MissingWord:
            return self("errors.unknown_code", code=code)

    def action(self, name: str, parameters: Mapping[str, object]) -> str:
        """Return what was done, as the bottom bar says it; `name` is a key of shell.action.

        Raises: MissingWord if the name or a parameter is missing.
        """
        return self(f"shell.action.{name}", **self._said(parameters))

    def area(self, name: str) -> Mapping[str, Entry]:
        """Return all entries of one area by their name without the area."""
        return self._area(name)

    def _said(self, parameters: Mapping[str, object]) -> dict[str, object]:
        said = dict(parameters)
        for name, place in _CODES.items():
            key = f"{place}.{parameters.get(name)}"
            if name in parameters and self.has(key):
                said[name] = self(key)
        return said

    def _entry(self, key: str) -> Entry:
        area, _, name = key.partition(".")
        try:
            return self._area(area)[name]
        except (KeyError, FileNotFoundError) as missing:
            raise MissingWord(f"no text for {key} in {self.language}") from missing

    def _area(self, area: str) -> Mapping[str, Entry]:
        known = self._areas.get(area)
        if known is None:
            text = (self._folder / f"{area}.toml").read_text("utf-8")
            known = self._areas[area] = dict(_flat(tomllib.loads(text), ""))
        return known


def _form(forms: Mapping[str, str], key: str, parameters: Mapping[str, object]) -> str:
    if "n" not in parameters:
        raise MissingWord(f"{key} needs the parameter n")
    return forms["one" if parameters["n"] == 1 else "other"]


def _flat(table: Mapping[str, Any], prefix: str) -> list[tuple[str, Entry]]:
    entries: list[tuple[str, Entry]] = []
    for name, value in table.items():
        if isinstance(value, str) or set(value) == _PLURAL:
            entries.append((prefix + name, value))
        else:
            entries.extend(_flat(value, f"{prefix}{name}."))
    return entries
