"""Where the system has no file dialogue of its own, Qt's is as readable as everything else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog, QHeaderView, QLineEdit, QWidget

from console.views.main_window import MainWindow
from console.views.theme import Theme
from console.words import Words


def ground(part: QWidget) -> QColor:
    """The colour at the right end, where nothing is written."""
    image = part.grab().toImage()
    return image.pixelColor(image.width() - 4, image.height() // 2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_field_for_the_name_and_the_head_of_the_list_have_their_ground(qtbot, tmp_path, scheme):
    theme = Theme(scheme, reduced_motion=True)
    window = MainWindow(theme, Words("de"))
    qtbot.addWidget(window)
    dialog = QFileDialog(window, "Speichern", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.show()
    (name,) = [one for one in dialog.findChildren(QLineEdit) if one.objectName() == "fileNameEdit"]
    head = next(
        one
        for one in dialog.findChildren(QHeaderView)
        if one.isVisible() and one.orientation() is Qt.Orientation.Horizontal
    )
    assert ground(name) == theme.colour("bg_raised")
    section = head.viewport().grab().toImage().pixelColor(head.sectionSize(0) - 3, 2)
    assert section == theme.colour("bg_sunken")
    window.let_close()
