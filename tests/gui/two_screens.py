"""The projector on a machine with two screens; prints which one it fills."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from console.viewmodels.projector import ProjectorViewModel
from console.views.projector.projector_window import ProjectorWindow
from tests.viewmodels.live_desk import LiveDesk


def fill(folder: str) -> None:
    """Show it while the console stands on the first screen."""
    application = QApplication([])
    here = LiveDesk(Path(folder))
    console = QWidget()
    console.show()
    projector = ProjectorViewModel(here.desk)
    window = ProjectorWindow(projector, console=console)
    projector.show()
    application.processEvents()
    place = window.geometry()
    told = (window.screen().name(), place.x(), place.width(), place.height())
    sys.stdout.write(" ".join(map(str, told)))
