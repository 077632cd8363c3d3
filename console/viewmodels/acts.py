"""What can be done with a key from every view; menus, help and settings read the same list."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


def always() -> bool:
    """Nothing stands in the way."""
    return True


class Act(Struct, frozen=True):
    """`name` is the key of its words (`shell.keys.<name>`), `keys` what it listens to at first.

    `repeat`: holding the keys does it again. `possible`: whether it can be done now, by who
    works here; what cannot is not offered. Without `keys` it is found by its name alone.
    `also`: a second way to type the same keys, for keyboards that put a sign elsewhere. `fixed`:
    the platform's own meaning, which nobody changes.
    """

    name: str
    keys: str
    do: Callable[[], object]
    repeat: bool = False
    possible: Callable[[], bool] = always
    also: str = ""
    fixed: bool = False
