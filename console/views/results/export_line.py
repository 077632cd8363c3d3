"""What became of the last export, in one line with the ways on."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.results_export import ExportViewModel
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button, IconButton
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import Paragraph


class ExportLine(Themed, QWidget):
    """Told to screen readers too; `elsewhere_wanted`: a person looks for another place."""

    elsewhere_wanted = Signal()

    def __init__(
        self, theme: Theme, export: ExportViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._export = export
        words = export.words
        self._icon = IconLabel(theme, "check-circle", "ok", size=18)
        self._text = Paragraph(theme, "", "body_medium", "text", line_factor=1.3)
        self.folder = Button(theme, words("results.export_folder"), size="small")
        self.elsewhere = Button(theme, words("results.export_elsewhere"), size="small")
        self.dismiss = IconButton(theme, "x", words("results.export_dismiss"))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.folder, self.elsewhere, self.dismiss):
            self._row.addWidget(button)
        self.folder.clicked.connect(self._open_folder)
        self.elsewhere.clicked.connect(self.elsewhere_wanted)
        self.dismiss.clicked.connect(export.dismiss)
        export.changed.connect(self.show_export)
        self.wear(theme)
        self.show_export()

    def text(self) -> str:
        """What is told now; empty while there is nothing to tell."""
        return self._text.text()

    def show_export(self) -> None:
        export = self._export
        told = " · ".join(filter(None, (export.sentence, export.names_sentence)))
        look = ("warning", "over") if export.failed else ("check-circle", "ok")
        if export.is_running:
            look = ("hourglass-medium", "text2")
        self._icon.set_icon(*look)
        self._text.set_colour("over_text" if export.failed else "text")
        self._text.set_text(told)
        self.folder.setVisible(bool(export.files) and not export.failed)
        self.elsewhere.setVisible(export.can_move)
        self.dismiss.setVisible(not export.is_running)
        self.setVisible(bool(told))
        if told and self.isVisible():
            event = QAccessibleAnnouncementEvent(self, told)
            QAccessible.updateAccessibility(event)

    def _open_folder(self) -> None:
        folder = self._export.files[0].parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._export.say_folder_failed()

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(10))
        super().restyle()
