"""What the suite promises every test about the world around it."""

import gc
import os
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import LONG, pytest_collection_modifyitems
from tests.source_files import ROOT


def test_home_is_a_folder_of_this_test(own_home: Path) -> None:
    assert os.environ["DIALOGPULT_HOME"] == str(own_home)
    assert list(own_home.iterdir()) == []


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80)])
def test_connections_beyond_this_machine_are_refused(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as beyond, pytest.raises(OSError, match="only loopback"):
        beyond.connect(address)


def test_names_beyond_this_machine_are_unknown() -> None:
    with pytest.raises(socket.gaierror):
        socket.create_connection(("example.org", 80))


def test_connections_to_loopback_are_made() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(("localhost", server.getsockname()[1])) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_no_collection_looks_at_what_was_imported() -> None:
    assert not any(found is socket for found in gc.get_objects())


def test_what_takes_long_begins_before_all_else() -> None:
    quick = SimpleNamespace(nodeid="tests/app/test_backups.py::test_one")
    long = [SimpleNamespace(nodeid=f"{one}::test_one") for one in reversed(LONG)]
    items: list[Any] = [quick, *long]
    pytest_collection_modifyitems(items)
    assert items == [*reversed(long), quick]


@pytest.mark.parametrize("one", LONG)
def test_what_is_said_to_take_long_is_there(one: str) -> None:
    assert (ROOT / one).exists()
