"""Every text is used, every key that code names exists and gets what its text needs."""

import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest

from console.words import Words
from console.words.lookup import WORDS_FOLDER
from tests.source_files import modules

FOLDERS = ("console", "city_backend")
AREAS = sorted(path.stem for path in (WORDS_FOLDER / "de").glob("*.toml"))
RAISED = {"CommandRejected", "KnownFailure", "DialogpultError"}
WORDS = Words("de")
KEYS = {f"{area}.{name}": entry for area in AREAS for name, entry in WORDS.area(area).items()}


def named_keys() -> Iterator[tuple[str, ast.Constant, ast.Call | None]]:
    """Path, literal and call of every string literal that looks like a key of an area."""
    for path, module in modules(*FOLDERS):
        calls = {
            node.args[0]: node
            for node in ast.walk(module)
            if isinstance(node, ast.Call) and node.args
        }
        for node in ast.walk(module):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value in KEYS
            ):
                yield path, node, calls.get(node)


def raised_codes() -> Iterator[tuple[str, str, ast.Call]]:
    """Path, code and call of every error raised with a literal code."""
    for path, module in modules(*FOLDERS):
        for node in ast.walk(module):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            code = node.args[0]
            if name in RAISED and isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield path, code.value, node


def sentence_of(path: str, code: str) -> str:
    """The key of an error's sentence; the backend has its own words."""
    return f"backend.failed.{code}" if path.startswith("city_backend/") else f"errors.{code}"


def string_literals() -> set[str]:
    return {
        node.value
        for _, module in modules(*FOLDERS)
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def needed(key: str) -> set[str]:
    entry = KEYS[key]
    texts = [entry] if isinstance(entry, str) else [*entry.values()]
    names = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
    return names if isinstance(entry, str) else names | {"n"}


def given(call: ast.Call) -> set[str] | None:
    """The names of a call's parameters; None if some are not written out."""
    names = {keyword.arg for keyword in call.keywords}
    return None if None in names else {name for name in names if name}


def built_keys() -> list[re.Pattern[str]]:
    """Patterns of the keys that code puts together, as f"shell.role.{role}"."""
    patterns = []
    for _, module in modules(*FOLDERS):
        for node in ast.walk(module):
            if not isinstance(node, ast.JoinedStr):
                continue
            parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
            first = parts[0]
            if isinstance(first, str) and first.split(".")[0] in AREAS and "." in first:
                pattern = "".join(".+" if part is None else re.escape(str(part)) for part in parts)
                patterns.append(re.compile(pattern))
    return patterns


def test_no_text_is_unused() -> None:
    literals = string_literals()
    built = [pattern for pattern in built_keys() if pattern.pattern != r"errors\..+"]
    unused = [
        key
        for key in KEYS
        if key not in literals
        and not any(pattern.fullmatch(key) for pattern in built)
        and not (key.startswith("errors.") and key.partition(".")[2] in literals)
    ]
    assert unused == []


def test_every_raised_code_has_a_sentence() -> None:
    found = [
        f"{path}: {code}" for path, code, _ in raised_codes() if sentence_of(path, code) not in KEYS
    ]
    assert found == []


def test_every_raised_code_comes_with_what_its_sentence_says() -> None:
    found = [
        f"{path}: {code} needs {sorted(missing)}"
        for path, code, call in raised_codes()
        if (key := sentence_of(path, code)) in KEYS
        and (names := given(call)) is not None
        and (missing := needed(key) - names)
    ]
    assert found == []


def test_every_call_gives_what_the_text_needs() -> None:
    found = [
        f"{path}:{node.lineno}: {node.value} needs {sorted(missing)}"
        for path, node, call in named_keys()
        if call is not None
        and ast.unparse(call.func).rsplit(".", 1)[-1].lstrip("_") in {"words", "text", "say"}
        and (names := given(call)) is not None
        and (missing := needed(str(node.value)) - names)
    ]
    assert found == []


@pytest.mark.parametrize("area", AREAS)
def test_every_literal_key_of_an_area_exists(area: str) -> None:
    found = [
        f"{path}:{call.lineno}: {first.value}"
        for path, module in modules(*FOLDERS)
        for call in ast.walk(module)
        if isinstance(call, ast.Call)
        and call.args
        and isinstance(first := call.args[0], ast.Constant)
        and isinstance(first.value, str)
        and first.value.startswith(f"{area}.")
        and ast.unparse(call.func).rsplit(".", 1)[-1].lstrip("_") in {"words", "text", "say"}
        and first.value not in KEYS
    ]
    assert found == []


def test_every_action_is_named_in_words() -> None:
    named = {
        keyword.value.value
        for _, module in modules("console/commands")
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Done"
        for keyword in node.keywords
        if keyword.arg == "key" and isinstance(keyword.value, ast.Constant)
    }
    assert named
    assert [key for key in sorted(named) if f"shell.action.{key}" not in KEYS] == []
