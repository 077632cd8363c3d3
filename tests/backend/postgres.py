"""A PostgreSQL server of our own in a temporary folder, and a fresh corner of it for a test."""

import itertools
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg

DEBIAN: Final = Path("/usr/lib/postgresql")
#: Many connections, nothing said; otherwise a server as it is delivered.
DURABLE: Final = {"listen_addresses": "", "max_connections": "60", "log_min_messages": "fatal"}
#: What a test needs of a server: no disk has to be waited for.
_SETTINGS: Final = {
    **DURABLE,
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "autovacuum": "off",
}

_ENVIRONMENT: Final = {"PATH": os.defpath}


def programs() -> Path:
    """The folder of initdb and postgres; Debian puts them where no path leads."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise RuntimeError("No PostgreSQL server is installed: `make test` installs Debian's.")
    return found[-1].parent if found else Path(on_path or "").resolve().parent


def somebody() -> str | None:
    """The user that the server runs as: not root, who is refused."""
    if os.geteuid():
        return None
    known = Path("/etc/passwd").read_text("utf-8")
    return "postgres" if "\npostgres:" in known else "nobody"


class Server:
    """One server; it ends with the test run, also with one that is killed."""

    def __init__(self, folder: Path, settings: Mapping[str, str] = _SETTINGS) -> None:
        self.folder = folder
        self._settings = settings
        self._data = folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = itertools.count(1)
        self._run(
            *(programs() / "initdb", "-D", self._data, "-U", "city", "-A", "trust"),
            *("-E", "UTF8", "--no-locale", "--no-sync"),
        )
        self.start()

    def _run(self, *command: object) -> None:
        done = subprocess.run(
            [str(one) for one in command],
            check=False,
            user=somebody(),
            cwd=self.folder,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Returns when connections are taken."""
        bound = shutil.which("setpriv")
        settings = [f"--{name}={value}" for name, value in self._settings.items()]
        self._process = subprocess.Popen(
            [
                *([bound, "--pdeathsig", "QUIT"] if bound else []),
                *(str(programs() / "postgres"), "-D", str(self._data), "-k", str(self.folder)),
                *settings,
            ],
            user=somebody(),
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        pause = threading.Event()
        while True:
            assert self._process.poll() is None, "the server ended while it started"
            try:
                psycopg.connect(self.address).close()
            except psycopg.OperationalError:
                pause.wait(0.01)
                continue
            return

    def stop(self) -> None:
        """At once, as when the machine loses its power."""
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(3)
            process.wait(20)

    @property
    def address(self) -> str:
        return f"postgresql://city@/postgres?host={self.folder}"

    def corner(self) -> str:
        """The address of an empty schema, as good as a database of its own and made sooner."""
        name = f"t{next(self._numbers)}"
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}".encode())
        return f"{self.address}&options=-csearch_path%3D{name}"

    def say(self, corner: object, *statements: str) -> None:
        """What an administrator does behind the backend's back."""
        with psycopg.connect(str(corner)) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def tables(self, corner: str) -> int:
        """How many there are."""
        with psycopg.connect(corner) as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
            ).fetchone()
        return row[0] if row else 0

    def connections(self) -> int:
        """How many the backends have open."""
        with psycopg.connect(self.address) as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'dialogpult'"
            ).fetchone()
        return row[0] if row else 0

    def dumped(self, corner: str) -> bytes:
        """A backup as an administrator makes it."""
        schema = corner.rsplit("%3D", 1)[1]
        command = [str(programs() / "pg_dump"), f"--schema={schema}", self.address]
        return subprocess.check_output(command, env=_ENVIRONMENT)

    def restore(self, corner: str, backup: bytes) -> None:
        """Put a backup in the place of what is there."""
        schema = corner.rsplit("%3D", 1)[1]
        self.say(self.address, f"DROP SCHEMA {schema} CASCADE")
        command = [str(programs() / "psql"), "--quiet", "--no-psqlrc", self.address]
        subprocess.run(
            [*command, "--set=ON_ERROR_STOP=1"],
            input=backup,
            stdout=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            check=True,
        )


def end_connections(corner: str) -> None:
    """Cut the connections of backends that do something, as a pooler may at any time."""
    with psycopg.connect(corner, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE application_name = 'dialogpult' AND query NOT LIKE 'LISTEN%'"
        )


@contextmanager
def server(settings: Mapping[str, str] = _SETTINGS) -> Iterator[Server]:
    """A server whose folder its own user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="dialogpult-pg-"))
    user = somebody()
    if user is not None:
        shutil.chown(folder, user)
    one = Server(folder, settings)
    try:
        yield one
    finally:
        one.stop()
        shutil.rmtree(folder)
