"""PySide6 must leave the reference counts of True and None alone."""

import sys

from PySide6.QtCore import QObject, Signal

TIMES = 20_000
FIX = "This PySide6 drops a reference per call and aborts the interpreter: keep it below 6.12."


class Sender(QObject):
    happened = Signal(bool)


def test_emitting_keeps_the_references_of_true() -> None:
    sender = Sender()
    sender.happened.connect(lambda _: None)
    before = sys.getrefcount(True)
    for _ in range(TIMES):
        sender.happened.emit(True)
    assert sys.getrefcount(True) > before - TIMES // 10, FIX


def test_a_call_without_result_keeps_the_references_of_none() -> None:
    sender = Sender()
    before = sys.getrefcount(None)
    for _ in range(TIMES):
        sender.setObjectName("name")
    assert sys.getrefcount(None) > before - TIMES // 10, FIX
