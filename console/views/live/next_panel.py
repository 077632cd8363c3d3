"""Danach: the next item, when it comes, what is said and shown there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from console.viewmodels.live_next import NextFacts, NextViewModel
from console.views.live.tick_line import TickLine
from console.views.theme import Theme
from console.views.widgets.button import IconButton
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Panel
from console.words import Words

CUES = 3
#: The whole text is in the prompter; where room is scarce, fewer lines of it.
SAID_LINES, SAID_LINES_LOW = 3, 2


class NextPanel(Panel):
    """`opened` names the item whose sheet a person wants to see; `prompter_wanted`: to read."""

    opened = Signal(str)
    prompter_wanted = Signal()

    def __init__(
        self, theme: Theme, coming: NextViewModel, words: Words, parent: QWidget | None = None
    ) -> None:
        self._coming, self._shown = coming, NextFacts(title=" ")
        self._head = Label(theme, words("live.next"), "secondary_strong", "accent_text")
        self._when = Label(theme, "", "secondary", "text2", digits=True)
        self.read = IconButton(theme, "book-open", words("live.show_said"), size="mini")
        self._open = IconButton(theme, "pencil-simple", words("live.edit_item"), size="mini")
        self._heading = Paragraph(theme, "", "next_item", "text", line_factor=1.25, max_lines=2)
        self._said = Paragraph(theme, "", "body", "text2", max_lines=SAID_LINES)
        self.ticks: dict[str, TickLine] = {}
        self._list, self._words = QVBoxLayout(), words
        self._cues = [Paragraph(theme, "", "secondary", "text2") for _ in range(CUES)]
        self._content = QWidget()
        self._column, self._line = QVBoxLayout(self._content), QHBoxLayout()
        self._scroll = QScrollArea()
        super().__init__(theme, parent=parent)
        self._put_together()
        self._open.clicked.connect(lambda: self.opened.emit(self._shown.id))
        self.read.clicked.connect(self.prompter_wanted)
        coming.changed.connect(self.show_next)
        self.show_next()

    def show_next(self) -> None:
        facts = self._coming.facts
        if facts == self._shown:
            return
        self._shown = facts
        self._when.set_text(facts.when)
        self._heading.set_text(facts.title)
        for button in (self.read, self._open):
            button.setVisible(bool(facts.id))
        self._said.set_text(facts.said or facts.question)
        self._said.setVisible(bool(self._said.text()))
        for number, cue in enumerate(self._cues):
            text = ""
            if number < len(facts.cues):
                text = f"{facts.cues[number].label}: {facts.cues[number].text}"
            cue.set_text(text)
            cue.setVisible(bool(text))
        self._show_ticks(facts)
        self.setAccessibleName(f"{self._head.text()}, {facts.title}, {facts.when}")

    def _show_ticks(self, facts: NextFacts) -> None:
        """Lines stay as long as their item is next, so that nobody is thrown off one."""
        wanted = {f"{tick.item}:{tick.line}": tick for tick in facts.ticks}
        for gone in [name for name in self.ticks if name not in wanted]:
            self.ticks.pop(gone).deleteLater()
        for name, tick in wanted.items():
            line = self.ticks.get(name)
            if line is None:
                line = TickLine(self.theme, self._words, can_tick=self._coming.may_tick)
                line.ticked.connect(lambda one, ticked: self._coming.tick(one, ticked=ticked))
                self.ticks[name] = line
                self._list.addWidget(line)
            line.show_tick(tick)

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        side = px(16 if self._compact else 18)
        self.body.setContentsMargins(side, px(12), px(8), px(10))
        self.body.setSpacing(px(4))
        self._line.setSpacing(px(8))
        self._column.setContentsMargins(0, px(2), px(8), px(4))
        self._column.setSpacing(px(8))
        self._list.setSpacing(px(2))
        self._said.set_max_lines(SAID_LINES_LOW if self._compact else SAID_LINES)

    def _put_together(self) -> None:
        self._line.addWidget(self._head)
        self._line.addStretch(1)
        self._line.addWidget(self._when)
        self._line.addWidget(self.read)
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
        self._column.addWidget(self._said)
        self._column.addLayout(self._list)
        for cue in self._cues:
            self._column.addWidget(cue)
        self._column.addStretch(1)
        self.body.addLayout(self._line)
        self.body.addWidget(self._heading)
        self.body.addWidget(self._scroll, 1)
        self.restyle()
