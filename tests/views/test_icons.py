"""No icon that the font does not hold can reach a person."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from console.views.icons import glyph, optical_name, paint_icon
from tests.source_files import calls, modules

FOLDERS = ("console/views", "console/viewmodels", "console/app")
#: The font's names: words in lower case with hyphens between them.
HYPHENATED = re.compile(r"[a-z]+(-[a-z]+)+")


def hyphenated() -> Iterator[tuple[str, ast.Constant]]:
    """Every literal in the form of an icon's name of two words; nothing else looks like that."""
    for path, module in modules(*FOLDERS):
        for node in ast.walk(module):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and HYPHENATED.fullmatch(node.value)
            ):
                yield path, node


def places() -> dict[str, set[int | str]]:
    """By callable, where it takes an icon: positions and keywords called `icon` or `*_icon`."""
    found: dict[str, set[int | str]] = {"paint_icon": {1}, "icon": {0}}
    for _, module in modules(*FOLDERS):
        for node in ast.walk(module):
            if isinstance(node, ast.ClassDef):
                for name, order in signatures(node):
                    found.setdefault(name, set()).update(order)
            elif isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, set()).update(icons_in(arguments(node)))
    return {name: where for name, where in found.items() if where}


def signatures(node: ast.ClassDef) -> Iterator[tuple[str, set[int | str]]]:
    fields = [
        one.target.id
        for one in node.body
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    ]
    init = [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"]
    yield node.name, icons_in(arguments(init[0]) if init else fields)


def arguments(node: ast.FunctionDef) -> list[str]:
    names = [one.arg for one in [*node.args.posonlyargs, *node.args.args]]
    return names[1:] if names[:1] == ["self"] else names


def icons_in(names: list[str]) -> set[int | str]:
    wanted = {name for name in names if name == "icon" or name.endswith("_icon")}
    return {names.index(name) for name in wanted} | wanted


def given() -> Iterator[tuple[str, ast.Constant]]:
    """Every literal that is given where an icon is taken."""
    where = places()
    for path, module in modules(*FOLDERS):
        for call, name in calls(module):
            taken = where.get(name.rsplit(".", 1)[-1], set())
            values = [
                *[value for number, value in enumerate(call.args) if number in taken],
                *[word.value for word in call.keywords if word.arg in taken],
            ]
            for value in values:
                yield from ((path, node) for node in said(value))


def said(value: ast.AST) -> Iterator[ast.Constant]:
    """The literals that an expression may be: itself, or what a condition chooses from."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value
    elif isinstance(value, ast.IfExp):
        yield from [*said(value.body), *said(value.orelse)]


@pytest.mark.parametrize("literals", [hyphenated, given])
def test_every_icon_that_code_names_is_in_the_font_in_every_size(literals):
    missing = []
    seen = 0
    for path, node in literals():
        if not node.value:
            continue
        seen += 1
        try:
            glyph(node.value)
            glyph(optical_name(node.value, 12))
        except KeyError:
            missing.append(f"{path}:{node.lineno} {node.value}")
    assert not missing, missing
    # The search itself finds what there is.
    assert seen > 60


def test_a_missing_icon_is_drawn_as_a_neutral_one_and_logged_once(qapp, caplog):
    caplog.set_level(logging.ERROR)
    pictures = []
    for name in ("no-such-icon", "no-such-icon", "circle-dashed"):
        pixmap = QPixmap(48, 48)
        pixmap.fill(QColor("white"))
        painter = QPainter(pixmap)
        paint_icon(painter, name, QColor("black"), QRectF(0, 0, 48, 48))
        painter.end()
        pictures.append(pixmap.toImage())
    assert pictures[0] == pictures[1] == pictures[2]
    assert [record.getMessage() for record in caplog.records] == [
        "there is no icon called no-such-icon"
    ]


def test_asking_for_a_missing_glyph_is_an_error_for_who_writes_code(qapp):
    with pytest.raises(KeyError):
        glyph("no-such-icon")
