"""The processes of a rehearsal: one backend, three consoles, and a network that can be cut."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Final

import msgspec
from msgspec import Struct

from console.rehearsal.conductor import BACKEND, Conductor, Stuck
from console.rehearsal.cut_line import CutLine

ROOT: Final = Path(__file__).resolve().parents[2]
ACTORS: Final = ("lead", "notetaker", "cohost")


class Codes(Struct, frozen=True):
    """What `create --json` prints."""

    dialogue: str
    codes: dict[str, str]


class Stage:
    """Starts, kills and restarts; `folder` gets a home for each process."""

    def __init__(self, folder: Path, conductor: Conductor) -> None:
        self._folder = folder
        self._conductor = conductor
        self._processes: dict[str, subprocess.Popen[str]] = {}
        self._logs: dict[str, IO[str]] = {}
        self._port = 0
        self.line: CutLine | None = None

    @property
    def database(self) -> Path:
        """The backend's database."""
        return self._folder / BACKEND / "backend.sqlite3"

    def home(self, who: str) -> Path:
        """The home folder of an actor's console."""
        return self._folder / who

    @property
    def address(self) -> str:
        """Where consoles reach the backend, over the line that can be cut."""
        assert self.line is not None
        return f"http://127.0.0.1:{self.line.port}"

    def _environment(self, who: str) -> dict[str, str]:
        home = self.home(who)
        home.mkdir(parents=True, exist_ok=True)
        environment = {
            **os.environ,
            "DIALOGPULT_HOME": str(home),
            "DIALOGPULT_REHEARSAL": "1",
            "DIALOGPULT_ACTOR": who,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONUTF8": "1",
        }
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        return environment

    def _start(self, who: str, command: list[str]) -> subprocess.Popen[str]:
        log = self._logs.get(who)
        if log is None:
            log = self._logs[who] = (self._folder / f"{who}.log").open("a", encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=self._environment(who),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if who == BACKEND else log,
            stderr=log,
            text=True,
        )
        self._processes[who] = process
        return process

    # the backend

    def create_dialogue(self, title: str) -> Codes:
        """Make an empty dialogue and return the codes to join it.  Raises: Stuck."""
        command = [sys.executable, "-m", "city_backend", "create", "--title", title]
        done = subprocess.run(
            [*command, "--json", "--database", str(self.database)],
            cwd=ROOT,
            env=self._environment(BACKEND),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise Stuck(done.stderr.strip())
        return msgspec.json.decode(done.stdout, type=Codes)

    def start_backend(self) -> None:
        """Start the backend on the port it had before, on the conductor's time.  Raises: Stuck."""
        process = self._start(
            BACKEND,
            [
                "-m",
                "city_backend",
                "serve",
                "--database",
                str(self.database),
                "--port",
                str(self._port),
                "--conductor",
                self._conductor.address,
            ],
        )
        self._conductor.welcome(BACKEND)
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            self._port = int(address.rsplit(":", 1)[1].strip("/"))
        except (IndexError, ValueError) as error:
            raise Stuck(BACKEND) from error
        if self.line is None:
            self.line = CutLine(self._port)

    # the consoles

    def start_console(self, who: str) -> None:
        """Start an actor's console; it waits for cues.  Raises: Stuck."""
        self._start(who, ["main.py", "--conductor", self._conductor.address])
        self._conductor.welcome(who)

    def kill(self, who: str) -> None:
        """End a process without a warning."""
        process = self._processes.pop(who)
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
        self._conductor.forget(who)

    def end(self, who: str) -> None:
        """Let a process close as a person would close it.  Raises: Stuck."""
        process = self._processes.pop(who)
        if who == BACKEND:
            process.terminate()
        else:
            self._conductor.ask(who, "close")
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.wait()
            raise Stuck(who) from error
        finally:
            if process.stdout is not None:
                process.stdout.close()
            self._conductor.forget(who)

    def tear_down(self) -> None:
        """End whatever still runs."""
        for who in list(self._processes):
            self.kill(who)
        if self.line is not None:
            self.line.close()
        for log in self._logs.values():
            log.close()
