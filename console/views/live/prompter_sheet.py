"""The prompter: what is said now and next in large type, with the lists to tick."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.viewmodels.prompter import PrompterViewModel
from console.views.live.speech_part import SpeechPart
from console.views.theme import Theme
from console.views.widgets.label import Paragraph
from console.views.widgets.sheet import Sheet

_SCROLL = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_Space: 8,
}
_LINE = 40


class PrompterSheet(Sheet):
    """It follows the evening while it is open; the arrows move the text, Tab goes to the ticks."""

    def __init__(self, theme: Theme, host: QWidget, prompter: PrompterViewModel) -> None:
        words = prompter.words
        self.page = _Page(words("prompter.text_name"), self.scroll_by)
        super().__init__(theme, host, words("prompter.title"), words("shell.close"))
        self._prompter = prompter
        self.parts: list[SpeechPart] = []
        self._over = Paragraph(theme, words("prompter.over"), "body", "text2")
        self.body.addWidget(self._over)
        self.body.addWidget(self.page)
        self.body.addStretch(1)
        prompter.changed.connect(self._show)
        self._show()

    def open_at_first(self) -> None:
        """Open with the keys on the text, at its beginning."""
        self.open(self.page)

    def scroll_by(self, steps: int) -> None:
        """Move the text by lines."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + steps * self.theme.px(_LINE))

    def _show(self) -> None:
        speeches = self._prompter.speeches
        shown = [part.speech.item for part in self.parts]
        if shown != [speech.item for speech in speeches]:
            self._make_parts()
            # Somebody reads from the top when another item begins.
            self._scroll.verticalScrollBar().setValue(0)
        for part, speech in zip(self.parts, speeches, strict=True):
            part.show_speech(speech)
        self._over.setVisible(not speeches)
        self.page.setVisible(bool(speeches))

    def _make_parts(self) -> None:
        inside = self.page.isAncestorOf(self.focusWidget() or self)
        for part in self.parts:
            part.hide()
            part.deleteLater()
        self.parts = [
            SpeechPart(self.theme, self._prompter, speech, is_next=number > 0)
            for number, speech in enumerate(self._prompter.speeches)
        ]
        for part in self.parts:
            self.page.column.addWidget(part)
        if inside:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self) -> None:
        self.page.column.setSpacing(self.theme.px(28))
        super().restyle()


class _Page(QWidget):
    """What the keys scroll: it takes the focus, for whoever has no pointer."""

    def __init__(self, name: str, scroll_by: Callable[[int], None]) -> None:
        super().__init__()
        self._scroll_by = scroll_by
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = _SCROLL.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
        else:
            self._scroll_by(steps)
