"""An emergency card: the sentence to say in large type, below it five lines to do."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from console.viewmodels.emergency import EmergencyViewModel
from console.views.live.choice_field import ChoiceField
from console.views.live.emergency_print import paint_cards
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Hairline
from console.views.widgets.sheet import Sheet

LINES = 5


class EmergencySheet(Sheet):
    """Up and Down in the choice go to another card; printing takes all of them, one page each."""

    def __init__(self, theme: Theme, host: QWidget, emergency: EmergencyViewModel) -> None:
        words = emergency.words
        self._column = QVBoxLayout()
        super().__init__(theme, host, emergency.title, words("shell.close"))
        self._emergency = emergency
        self._dialog: QPrintDialog | None = None
        choices = [(card.key, card.title) for card in emergency.cards]
        self.choice = ChoiceField(theme, words("emergency.card"), choices)
        self.say = Paragraph(theme, "", "next_item", "text", line_factor=1.35)
        self.lines = [Paragraph(theme, "", "card", "text", line_factor=1.4) for _ in range(LINES)]
        self.print_all = Button(theme, words("emergency.print"), icon="printer")
        self.body.addWidget(self.choice)
        self.body.addWidget(Label(theme, words("emergency.say"), "secondary_medium", "accent_text"))
        self.body.addWidget(self.say)
        self.body.addWidget(Hairline(theme))
        self.body.addWidget(Label(theme, words("emergency.do"), "secondary_medium", "accent_text"))
        for line in self.lines:
            self._column.addWidget(line)
        self.body.addLayout(self._column)
        self.body.addStretch(1)
        self.footer.addStretch(1)
        self.footer.addWidget(self.print_all)
        self.choice.edited.connect(emergency.open_card)
        self.print_all.clicked.connect(self._ask_printer)
        emergency.changed.connect(self._show)
        self._show()

    def open_at_first(self) -> None:
        """Open with the focus on the choice of the card."""
        self.open(self.choice.edit)

    def _show(self) -> None:
        card = self._emergency.card
        self.set_title(self._emergency.title)
        self.choice.set_text(card.key)
        self.say.set_text(card.say)
        for number, (line, text) in enumerate(zip(self.lines, card.lines, strict=True), start=1):
            line.set_text(f"{number}. {text}")

    def _ask_printer(self) -> None:
        """A PDF is among the printers that the system offers."""
        words = self._emergency.words
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(words("emergency.document"))
        self._dialog = QPrintDialog(printer, self)
        self._dialog.setWindowTitle(words("emergency.print_title"))
        self._dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(self._dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Print all cards, one page each."""
        paint_cards(printer, self._emergency.cards, self._emergency.words)

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(12))
        super().restyle()
