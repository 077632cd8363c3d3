"""The menu of all documents: each form in both editions, opened without a loop of its own."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from console.viewmodels.results_export import Choice, ExportViewModel


class ExportMenu(QMenu):
    """A line between the editions; the choice goes to the view model at once."""

    def __init__(self, export: ExportViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._export = export
        self.setAccessibleName(export.words("results.export"))
        edition = ""
        for choice in export.choices:
            if edition and choice.edition != edition:
                self.addSeparator()
            edition = choice.edition
            self.addAction(choice.text).setData(choice)
        self.addSeparator()
        self._run_sheet = self.addAction(export.words("run_sheet.open"))
        self.triggered.connect(self._on_triggered)

    def open_below(self, button: QWidget) -> None:
        """Show the menu at the button's right edge, as wide as its words need."""
        self.setFont(button.font())
        corner = button.rect().bottomRight()
        corner.setX(corner.x() - self.sizeHint().width())
        self.popup(button.mapToGlobal(corner))
        self.setActiveAction(self.actions()[0])

    def _on_triggered(self, action: QAction) -> None:
        if action is self._run_sheet:
            self._export.open_run_sheet()
            return
        choice = action.data()
        assert isinstance(choice, Choice)
        self._export.export(choice.form, choice.edition)
