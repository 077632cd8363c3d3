"""The one who owns the time of a rehearsal: it moves when every process has reported idle."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from typing import Any, Final, TypeVar

import msgspec

from console.rehearsal.wire import Answer, Cue

#: How long (real seconds) a process may take for one cue before the rehearsal gives up.
PATIENCE_S: Final = 60.0
BACKEND: Final = "backend"
T = TypeVar("T")


class Stuck(Exception):
    """A process did not report idle in time, or went away unasked."""


class Line:
    """The connection of one process."""

    def __init__(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(PATIENCE_S)
        self._connection = connection
        self._file = connection.makefile("rwb")

    def say(self, message: object) -> None:
        """Send one object."""
        self._file.write(msgspec.json.encode(message) + b"\n")
        self._file.flush()

    def hear(self) -> bytes:
        """Return the next line.  Raises: Stuck."""
        try:
            line = self._file.readline()
        except OSError as error:
            raise Stuck from error
        if not line.endswith(b"\n"):
            raise Stuck
        return line

    def close(self) -> None:
        """Hang up."""
        self._file.close()
        self._connection.close()


class Conductor:
    """Wall and monotonic time of all processes. `speed` 0: as fast as everybody is idle."""

    def __init__(self, starts_at: int, speed: float = 0.0) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(PATIENCE_S)
        self._starts_at = starts_at
        self._speed = speed
        self._seconds = -45 * 60.0
        self._lines: dict[str, Line] = {}
        self._looking_on = threading.Event()

    @property
    def address(self) -> str:
        """Where processes connect to: "127.0.0.1:PORT"."""
        host, port = self._server.getsockname()[:2]
        return f"{host}:{port}"

    @property
    def wall_ms(self) -> int:
        """The present instant of the evening (UTC ms)."""
        return self._starts_at + round(self._seconds * 1000)

    def _cue(self, do: str = "", args: Mapping[str, Any] | None = None, seq: int = 0) -> Cue:
        monotonic = (self._seconds + 10 * 3600) * 1000
        return Cue(wall_ms=self.wall_ms, monotonic_ms=monotonic, do=do, args=args or {}, seq=seq)

    def welcome(self, name: str) -> Answer:
        """Wait for the process that was just started, and give it the time.  Raises: Stuck."""
        try:
            connection, _ = self._server.accept()
        except OSError as error:
            raise Stuck(name) from error
        self._lines[name] = Line(connection)
        return self.ask(name)

    def forget(self, name: str) -> None:
        """A process was ended on purpose."""
        line = self._lines.pop(name, None)
        if line is not None:
            line.close()

    def ask(
        self, name: str, do: str = "", args: Mapping[str, Any] | None = None, seq: int = 0
    ) -> Answer:
        """Give one process a cue and return its answer.  Raises: Stuck."""
        line = self._lines[name]
        try:
            line.say(self._cue(do, args, seq))
            return msgspec.json.decode(line.hear(), type=Answer)
        except (OSError, Stuck) as error:
            raise Stuck(name) from error

    def move_to(self, seconds: float) -> None:
        """Let time go by for everybody, at most half a minute in one go.

        `seconds` counts from the planned beginning.  Raises: Stuck.
        """
        while self._seconds < seconds:
            step = min(30.0, seconds - self._seconds)
            if self._speed > 0:
                # The only wait of a rehearsal: somebody wants to look on.
                self._looking_on.wait(step / self._speed)
            self._seconds += step
            for name, line in self._lines.items():
                try:
                    line.say(self._cue())
                except OSError as error:
                    raise Stuck(name) from error
            for name, line in self._lines.items():
                try:
                    line.hear()
                except Stuck as error:
                    raise Stuck(name) from error

    def close(self) -> None:
        """Hang up on everybody."""
        for name in list(self._lines):
            self.forget(name)
        self._server.close()
