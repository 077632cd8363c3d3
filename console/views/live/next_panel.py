"""Danach: the next item, when it comes, what is said and shown there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from console.viewmodels.live_next import NextFacts, NextViewModel
from console.views.theme import Theme
from console.views.widgets.button import IconButton
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Panel
from console.words import Words

CUES = 3


class NextPanel(Panel):
    """`opened` names the item whose sheet a person wants to see."""

    opened = Signal(str)

    def __init__(
        self, theme: Theme, coming: NextViewModel, words: Words, parent: QWidget | None = None
    ) -> None:
        self._coming, self._shown = coming, NextFacts(title=" ")
        self._head = Label(theme, words("live.next"), "secondary_strong", "accent_text")
        self._when = Label(theme, "", "secondary", "text2", digits=True)
        self._open = IconButton(theme, "arrow-square-out", words("live.show_said"), size="mini")
        self._heading = Paragraph(theme, "", "next_item", "text", line_factor=1.25, max_lines=2)
        self._said = Paragraph(theme, "", "body", "text2")
        self._cues = [Paragraph(theme, "", "secondary", "text2") for _ in range(CUES)]
        self._content = QWidget()
        self._column, self._line = QVBoxLayout(self._content), QHBoxLayout()
        self._scroll = QScrollArea()
        super().__init__(theme, parent=parent)
        self._put_together()
        self._open.clicked.connect(lambda: self.opened.emit(self._shown.id))
        coming.changed.connect(self.show_next)
        self.show_next()

    def show_next(self) -> None:
        facts = self._coming.facts
        if facts == self._shown:
            return
        self._shown = facts
        self._when.set_text(facts.when)
        self._heading.set_text(facts.title)
        self._open.setVisible(bool(facts.id))
        self._said.set_text(facts.said or facts.question)
        self._said.setVisible(bool(self._said.text()))
        for number, cue in enumerate(self._cues):
            text = ""
            if number < len(facts.cues):
                text = f"{facts.cues[number].label}: {facts.cues[number].text}"
            cue.set_text(text)
            cue.setVisible(bool(text))
        self.setAccessibleName(f"{self._head.text()}, {facts.title}, {facts.when}")

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        side = px(16 if self._compact else 18)
        self.body.setContentsMargins(side, px(12), px(8), px(10))
        self.body.setSpacing(px(4))
        self._line.setSpacing(px(8))
        self._column.setContentsMargins(0, px(2), px(8), px(4))
        self._column.setSpacing(px(8))

    def _put_together(self) -> None:
        self._line.addWidget(self._head)
        self._line.addStretch(1)
        self._line.addWidget(self._when)
        self._line.addWidget(self._open)
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        # A person without a pointer reaches the text below the edge as well.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(self._head.text())
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        for part in (self._said, *self._cues):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.body.addLayout(self._line)
        self.body.addWidget(self._heading)
        self.body.addWidget(self._scroll, 1)
        self.restyle()
