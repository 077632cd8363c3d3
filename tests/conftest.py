"""What every test gets: a home of its own, no network beyond this machine, no display."""

import os

# Before any import of Qt: the suite never opens a window on somebody's screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import ipaddress
import itertools
import shutil
import socket
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication

# A slow machine is no failure; where a submission is judged, the same examples come every time.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")


#: What takes long begins first, so that at the end no worker waits for another's long test.
LONG = (
    "tests/rehearsal/test_rehearsal.py",
    "tests/chaos/test_evening.py",
    "tests/backend/test_install.py",
    "tests/contract/test_description_holds.py",
    "tests/simulation/test_state_machine.py",
    "tests/backend/test_races.py",
    "tests/simulation/",
    "tests/backend/test_two_processes.py",
)
#: So many more objects made than freed are worth a collection.
MANY_OBJECTS = 20_000
#: How many modules there were when everything that lived then was set aside.
MODULES = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    """Threads of a backend run beside widgets here: none of them may collect garbage."""
    gc.disable()
    config.stash[MODULES] = 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=place_in_line)


def place_in_line(item: pytest.Item) -> int:
    """Where a test stands among those that take long; behind them all when it does not."""
    return next((at for at, one in enumerate(LONG) if item.nodeid.startswith(one)), len(LONG))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Set aside what was imported since: looked at after each test, it costs a fifth of a second.

    Here nothing of the test before is held any more, and nothing of this one is there yet.
    """
    if len(sys.modules) > item.config.stash[MODULES]:
        gc.collect()
        gc.freeze()
        item.config.stash[MODULES] = len(sys.modules)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Collect between tests, on the thread of the widgets: no window outlives its test."""
    result = yield
    shown = {"qapp", "qtbot"} & set(getattr(item, "fixturenames", ()))
    application = QApplication.instance() if shown else None
    if isinstance(application, QApplication):
        for window in application.topLevelWidgets():
            window.hide()
    if shown or gc.get_count()[0] > MANY_OBJECTS:
        gc.collect()
    return result


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that do not exist yet: to look for a free name among thousands takes its time."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Data, config, logs and backups of this test alone."""
    home = next(homes)
    home.mkdir(mode=0o700)
    monkeypatch.setenv("DIALOGPULT_HOME", str(home))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections beyond loopback are refused as an unreachable network would be."""
    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", resolved_here(socket.getaddrinfo))


def resolved_here(getaddrinfo: Callable[..., Any]) -> Callable[..., Any]:
    def resolve_within_this_machine(host: Any, *rest: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name and not is_loopback(name):
            raise socket.gaierror(socket.EAI_NONAME, f"a test asked for the address of {name}")
        return getaddrinfo(host, *rest, **options)

    return resolve_within_this_machine


def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def connect_within_this_machine(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_loopback(address[0]):
            raise OSError(f"a test tried to reach {address[0]}: only loopback is allowed here")
        return connect(self, address)

    return connect_within_this_machine


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
