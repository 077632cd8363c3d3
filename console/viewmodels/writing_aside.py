"""Writing files beside the window: in a thread, with the result brought home."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, Signal

from console.domain.errors import KnownFailure

log = logging.getLogger(__name__)


def write_aside(
    folder: Path, work: Callable[[], object], arrived: Callable[[object], None]
) -> None:
    """Do the work in a thread; `arrived` gets its result, or the KnownFailure that it ended with.

    The work touches frozen values and the disk alone; `folder` is named where it fails otherwise.
    """
    courier = _Courier()
    courier.arrived.connect(arrived)
    QThreadPool.globalInstance().start(_carried(courier, folder, work))


class _Courier(QObject):
    """Brings what a thread made to the window's own; belongs to nobody who may be gone by then.

    While it is out, no garbage is collected: a collection that happens to run in the other thread
    would destroy widgets there, and Qt does not survive that.
    """

    arrived = Signal(object)
    _sent = Signal(object)

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._collected_before = gc.isenabled()
        gc.disable()
        self._sent.connect(self._on_sent, Qt.ConnectionType.QueuedConnection)

    def send(self, result: object) -> None:
        """Called by the other thread, at its end."""
        self._sent.emit(result)

    def _on_sent(self, result: object) -> None:
        # What has piled up is collected here, so that nothing is left for the other thread.
        gc.collect(0)
        if self._collected_before:
            gc.enable()
        self.arrived.emit(result)
        self.deleteLater()


def _carried(courier: _Courier, folder: Path, work: Callable[[], object]) -> Callable[[], None]:
    """Return the work with its result sent home; what went wrong is sent home too."""

    def run() -> None:
        try:
            courier.send(work())
        except KnownFailure as failure:
            courier.send(failure)
        except Exception as problem:
            log.exception("an export failed")
            reason = type(problem).__name__
            failure = KnownFailure("export_failed", path=str(folder), reason=reason)
            courier.send(failure)

    return run
