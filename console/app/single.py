"""Two consoles and one file: the second asks the first to come forward."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_PATIENCE_MS = 500
log = logging.getLogger(__name__)


def meeting_name(config: Path, path: Path) -> str:
    """Return under which name the console that holds a file can be called.

    The config folder belongs to one person, so nobody hears of another person's files.
    """
    said = f"{config.resolve()}\n{path.resolve()}"
    return f"dialogpult-{hashlib.sha256(said.encode()).hexdigest()[:24]}"


class Doorbell(QObject):
    """Listens while a file is open here; `rung`: somebody tried to open it once more.

    Only who holds the lock of the file listens, so what a crash left behind may be removed.
    """

    rung = Signal()

    def __init__(self, config: Path, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        name = meeting_name(config, path)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(name)
        if not self._server.listen(name):
            log.warning("a second console cannot call this one: %s", self._server.serverError())

    def _answer(self) -> None:
        caller = self._server.nextPendingConnection()
        while caller is not None:
            caller.deleteLater()
            self.rung.emit()
            caller = self._server.nextPendingConnection()

    def end(self) -> None:
        """Be called no more."""
        self._server.close()
        self.deleteLater()


def ring(config: Path, path: Path) -> bool:
    """Ask the console that holds a file to come forward; tells whether one was there."""
    caller = QLocalSocket()
    caller.connectToServer(meeting_name(config, path))
    heard = caller.waitForConnected(_PATIENCE_MS)
    caller.abort()
    return heard


def come_forward(window: QWidget) -> None:
    """Show a window above all others: somebody looks for what is open in it."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
