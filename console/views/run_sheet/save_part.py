"""The part of the sheet that saves: a button for each form, and what became of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.run_sheet import RunSheetFiles
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import Label, Paragraph

_ICONS = {"pdf": "file-pdf", "ods": "table", "xlsx": "table", "csv": "table"}


class SavePart(Themed, QWidget):
    """The line below the buttons is read aloud too."""

    def __init__(self, theme: Theme, files: RunSheetFiles) -> None:
        super().__init__()
        self._files = files
        words = files.words
        self.buttons: list[Button] = []
        self._icon = IconLabel(theme, "check-circle", "ok", size=18)
        self._text = Paragraph(theme, "", "body_medium", "text")
        self.folder = Button(theme, words("results.export_folder"), size="small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Label(theme, words("run_sheet.save_heading"), "card_strong"))
        self._column.addWidget(Paragraph(theme, words("run_sheet.save_note"), "secondary", "text2"))
        self._grid = QGridLayout()
        for at, (form, text) in enumerate(files.forms):
            button = Button(theme, text, icon=_ICONS[form])
            button.clicked.connect(partial(files.save, form))
            self._grid.addWidget(button, at // 2, at % 2)
            self.buttons.append(button)
        self._column.addLayout(self._grid)
        self._line = QHBoxLayout()
        self._line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._text, 1)
        self._column.addLayout(self._line)
        self._column.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeft)
        self.folder.clicked.connect(self._open_folder)
        files.changed.connect(self._show)
        self.wear(theme)
        self._show()

    def _show(self) -> None:
        files = self._files
        look = ("warning", "over") if files.failed else ("check-circle", "ok")
        self._icon.set_icon(*(("hourglass-medium", "text2") if files.is_running else look))
        self._icon.setVisible(bool(files.sentence))
        self._text.set_colour("over_text" if files.failed else "text")
        self._text.set_text(files.sentence)
        self._text.setVisible(bool(files.sentence))
        self.folder.setVisible(files.file is not None and not files.failed)
        if files.sentence and self.isVisible():
            event = QAccessibleAnnouncementEvent(self, files.sentence)
            QAccessible.updateAccessibility(event)

    def _open_folder(self) -> None:
        file = self._files.file
        if file is None or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent))):
            self._files.say_folder_failed()

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setSpacing(px(10))
        self._grid.setSpacing(px(8))
        self._line.setSpacing(px(8))
        super().restyle()
