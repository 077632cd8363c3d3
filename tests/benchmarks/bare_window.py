"""The least that a window costs: QApplication, QMainWindow, one paint."""

import sys
import time

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    """Says when it was painted for the first time."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            print("painted", time.monotonic_ns(), flush=True)


app = QApplication([])
window = Window()
window.resize(int(sys.argv[1]), int(sys.argv[2]))
window.show()
sys.exit(app.exec())
