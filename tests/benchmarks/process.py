"""Other processes: started, told what to do, heard, and looked at from outside."""

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import NoReturn, Self

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "out" / "bench"
HERE = "tests/benchmarks"
PATIENCE_S = 60.0


class Failed(Exception):
    """A process did not do what it should; the text says which and what it wrote."""


class Process:
    """One of our scripts. It reports by lines "name nanoseconds …" and hears lines itself."""

    def __init__(self, script: str, *arguments: str, home: Path, **environment: str) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._script = script
        self._errors = home / f"{Path(script).stem}.log"
        self._lines: Queue[list[str]] = Queue()
        with self._errors.open("ab") as errors:
            #: CLOCK_MONOTONIC in nanoseconds, the same clock in every process.
            self.began = time.monotonic_ns()
            self._process = subprocess.Popen(
                [sys.executable, "-P", f"{HERE}/{script}", *arguments],
                cwd=ROOT,
                env=surroundings(home, environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
            )
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def pid(self) -> int:
        return self._process.pid

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.split())
        self._lines.put([])

    def hear(self, name: str, within_s: float = PATIENCE_S) -> list[str]:
        """The words after `name` of the next report of that name.  Raises: Failed."""
        until = time.monotonic() + within_s
        while True:
            words = self._next(until, name)
            if words[0] == name:
                return words[1:]

    def _next(self, until: float, name: str) -> list[str]:
        try:
            words = self._lines.get(timeout=max(0.0, until - time.monotonic()))
        except Empty:
            self._fail(f"did not report {name} in time")
        if not words:
            self._fail(f"ended before it reported {name}")
        return words

    def first_word(self, within_s: float = PATIENCE_S) -> str:
        """The first word of the next line, whatever it is.  Raises: Failed."""
        words = self._next(time.monotonic() + within_s, "anything")
        return words[0]

    def since_spawn(self, *names: str) -> float:
        """Milliseconds from before the process was made until all of these were reported.

        Raises: Failed.
        """
        instants = {}
        until = time.monotonic() + PATIENCE_S
        while names_left := set(names) - instants.keys():
            name, *words = self._next(until, ", ".join(sorted(names_left)))
            if name in names_left:
                instants[name] = int(words[0])
        return (max(instants.values()) - self.began) / 1e6

    def tell(self, line: str) -> None:
        """Send a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def rest(self, seconds: float) -> None:
        """Let the process go on undisturbed.  Raises: Failed when it ends meanwhile."""
        ended = os.pidfd_open(self.pid)
        try:
            if select.select([ended], [], [], seconds)[0]:
                self._fail("ended while it was watched")
        finally:
            os.close(ended)

    def memory_mib(self) -> float:
        """VmRSS."""
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines()
        found = next(line for line in lines if line.startswith("VmRSS:"))
        return int(found.split()[1]) / 1024

    def cpu_s(self) -> float:
        """Seconds of processor time used so far, in user and system mode."""
        after_name = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        user, system = after_name.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it as the system would; what does not go is ended for it."""
        if self._process.poll() is None:
            self._process.send_signal(how)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._listener.join()
        self._process.stdout.close()

    def _fail(self, what: str) -> NoReturn:
        self.end()
        wrote = self._errors.read_text(encoding="utf-8", errors="replace").strip()[-2000:]
        raise Failed(f"{self._script} {what}\n{wrote}".strip())


def surroundings(home: Path, more: dict[str, str]) -> dict[str, str]:
    """The environment of every process here: a home of its own, no screen, no key store.

    Nothing that is set for Python elsewhere: compiled modules are kept and found again.
    """
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        "DIALOGPULT_HOME": str(home),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "QT_QPA_PLATFORM": "offscreen",
        **more,
    }
