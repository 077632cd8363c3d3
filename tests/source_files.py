"""The project's files as the rules about them see them: paths, trees, literals."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", ".hypothesis", "out", "build", "dist"}


def modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Path below the root and syntax tree of every module in these folders."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), tree(path)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def text_files() -> Iterator[tuple[str, str]]:
    """Path below the root and text of every file that could be committed."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part.endswith("_cache") for part in parts)
        if parts[0] in NOT_OURS or "__pycache__" in parts or hidden or not path.is_file():
            continue
        try:
            yield "/".join(parts), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names and attributes; the unnamed start of a chain is left out."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def calls(module: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def spoken_literals(module: ast.Module) -> Iterator[ast.Constant]:
    """String literals that could reach a person: no docstrings, nothing raised or logged."""
    silent: set[ast.AST] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(node.value)
        if isinstance(node, ast.Raise | ast.Assert) or is_log_call(node):
            silent.update(ast.walk(node))
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
            yield node


def is_log_call(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = dotted(node.func).rsplit(".", 2)
    return len(name) > 1 and name[-2].lower().lstrip("_") in {"log", "logger", "logging"}
