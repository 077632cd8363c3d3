"""The sheet to catch up: what is proposed, whose minutes it takes, and one key to do it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.catching_up import CatchUpViewModel
from console.views.live.cut_row import CutLine
from console.views.live.text_area import TextArea
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.check_box import CheckBox
from console.views.widgets.label import Paragraph
from console.views.widgets.panel import Hairline
from console.views.widgets.sheet import Sheet

LINES = 4


class CatchUpSheet(Sheet):
    """It follows the evening while it is open; Enter on the button applies what stands there."""

    def __init__(self, theme: Theme, host: QWidget, model: CatchUpViewModel) -> None:
        words = model.words
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        super().__init__(theme, host, words("catch_up.title"), words("shell.close"))
        self._model = model
        self._lines: dict[str, CutLine] = {}
        self._now = Paragraph(theme, "", "body", "text2")
        self._then = Paragraph(theme, "", "card_strong", "text")
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.send = CheckBox(theme, words("catch_up.send"))
        self.send.setChecked(model.sends_line)
        self.line = TextArea(theme, words("catch_up.message"), LINES)
        self.apply = Button(theme, "", "primary", icon="check")
        for part in (self._then, self._now, Hairline(theme), self._list, Hairline(theme)):
            self.body.addWidget(part)
        for part in (self.line, self.send):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.footer.addStretch(1)
        self.footer.addWidget(self.apply)
        self.send.clicked.connect(lambda sends: self._send(sends=sends))
        self.line.edited.connect(model.write_line)
        self.line.submitted.connect(lambda _text: self._apply())
        self.apply.clicked.connect(self._apply)
        model.changed.connect(self._show)
        # It follows the evening only as long as somebody looks.
        self.closed.connect(model.deleteLater)
        self._show()

    def open_at_first(self) -> None:
        """Open with the focus on what applies the proposal, else on the first lock."""
        locks = (line.lock for line in self._lines.values() if line.lock.isVisibleTo(self))
        self.open(self.apply if self._model.can_apply else next(locks, None))

    def _show(self) -> None:
        model = self._model
        first, *then = model.sentences
        self._then.set_text(" ".join(then) or first)
        self._then.set_colour("text" if model.holds else "warn1_text")
        self._now.set_text(first)
        self._now.setVisible(bool(then))
        self._show_rows()
        can = model.can_apply
        self.apply.setVisible(can)
        self.apply.set_text(model.apply_words)
        for part in (self.line, self.send):
            part.setVisible(can)
        self.line.set_text(model.line)

    def _show_rows(self) -> None:
        """Each item keeps its row: whoever is about to lock one is not thrown off it."""
        wanted = {row.item for row in self._model.rows}
        for gone in [item for item in self._lines if item not in wanted]:
            self._lines.pop(gone).deleteLater()
        for place, row in enumerate(self._model.rows):
            line = self._lines.get(row.item)
            if line is None:
                line = self._lines[row.item] = CutLine(self.theme, self._model.words, row.item)
                line.locked.connect(lambda item, locked: self._model.lock(item, locked=locked))
            self._rows.insertWidget(place, line)
            line.show_row(row)

    def _send(self, *, sends: bool) -> None:
        self._model.send_line(sends=sends)
        self.line.setEnabled(sends)

    def _apply(self) -> None:
        if self._model.apply():
            self.close_sheet()

    def restyle(self) -> None:
        self._rows.setSpacing(self.theme.px(14))
        super().restyle()
