"""How a bench watches the product from inside its process: code around it, none of ours in it."""

import os
import runpy
import sys
import time
from collections.abc import Callable
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHIFT_MS = int(os.environ.get("BENCH_SHIFT_MS", "0"))


def report(name: str, *more: object) -> None:
    """Tell the bench that something is so now."""
    say(name, time.monotonic_ns(), *more)


def say(*words: object) -> None:
    """Write one line to the bench, whole."""
    os.write(1, (" ".join(str(word) for word in words) + "\n").encode())


class Loading(MetaPathFinder):
    """Calls somebody with a module as soon as the product has loaded it, and not before."""

    def __init__(self, watched: dict[str, Callable[[Any], None]]) -> None:
        self._watched = watched

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        act = self._watched.pop(name, None)
        spec = PathFinder.find_spec(name, path) if act is not None else None
        if act is None or spec is None or spec.loader is None:
            return None
        load: Callable[[ModuleType], None] = spec.loader.exec_module

        def load_and_tell(module: ModuleType) -> None:
            load(module)
            act(module)

        setattr(spec.loader, "exec_module", load_and_tell)  # noqa: B010
        return spec


def after(owner: type, name: str, then: Callable[..., None]) -> None:
    """Call `then` with the arguments each time a method of a class has returned."""
    method = getattr(owner, name)

    def around(self: Any, *arguments: Any, **named: Any) -> Any:
        result = method(self, *arguments, **named)
        then(self, *arguments)
        return result

    setattr(owner, name, around)


def move_clock(module: Any) -> None:
    """Let the wall clock of this process be that of the evening."""
    read = module.SystemClock.wall_ms
    module.SystemClock.wall_ms = lambda self: read(self) + SHIFT_MS


def run_product(watched: dict[str, Callable[[Any], None]]) -> None:
    """Run the program as its command line would, with the arguments of this process."""
    sys.meta_path.insert(0, Loading({"console.clock_system": move_clock, **watched}))
    sys.argv[0] = "main.py"
    runpy.run_path(str(ROOT / "main.py"), run_name="__main__")
