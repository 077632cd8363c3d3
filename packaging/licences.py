"""Checks the licence of every package in the requirement files against packaging/licences.toml."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, cast

HERE = Path(__file__).resolve().parent
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)==\S+( ;)?", re.MULTILINE)


def main() -> int:
    rules = tomllib.loads((HERE / "licences.toml").read_text(encoding="utf-8"))
    required = dict(packages())
    complaints = [
        text for name, bound in required.items() if (text := complaint(name, bound, rules))
    ]
    print(f"{len(required)} packages in the requirement files, {len(complaints)} to look at")
    for text in complaints:
        print("  " + text)
    return 1 if complaints else 0


def packages() -> Iterator[tuple[str, bool]]:
    """Each package once, and whether its line is bound to other systems or Python versions."""
    for file in sorted((HERE / "requirements").glob("*.txt")):
        for name, marker in REQUIREMENT.findall(file.read_text(encoding="utf-8")):
            yield name, bool(marker)


def complaint(name: str, bound: bool, rules: dict[str, Any]) -> str:
    """What is wrong with the licence of a package; empty when nothing is."""
    if name in rules["read"]:
        licence: str = rules["read"][name]
    else:
        try:
            licence = declared(distribution(name), rules["spellings"])
        except PackageNotFoundError:
            return "" if bound else f"{name} is not installed: run make test, which installs it"
    if allows(licence, rules["allowed"]):
        return ""
    return f"{name} is under '{licence}': not in packaging/licences.toml, choose another package"


def declared(package: Distribution, spellings: dict[str, str]) -> str:
    """The SPDX expression that the package's metadata amounts to; the first that says something."""
    metadata = cast("Message", package.metadata)
    classifiers = metadata.get_all("Classifier") or []
    named = [line.rsplit(" :: ", 1)[1] for line in classifiers if line.startswith("License :: OSI")]
    for text in (metadata.get("License-Expression"), metadata.get("License"), " OR ".join(named)):
        if text and len(text) < 100:
            return " OR ".join(spellings.get(part, part) for part in text.split(" OR "))
    return "nothing said"


def allows(licence: str, allowed: list[str]) -> bool:
    """Whether one alternative of the expression is allowed in all its parts."""
    return any(
        all(part in allowed for part in alternative.split(" AND "))
        for alternative in licence.split(" OR ")
    )


if __name__ == "__main__":
    sys.exit(main())
