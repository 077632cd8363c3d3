"""One item in the prompter: its words in large type, who, slide, technique, and its ticks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.prompter import PrompterViewModel, Speech
from console.views.live.tick_line import TickLine
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.label import Label, Paragraph


class SpeechPart(Themed, QWidget):
    """The next item steps back a little; its words are as large all the same."""

    def __init__(
        self, theme: Theme, prompter: PrompterViewModel, speech: Speech, *, is_next: bool
    ) -> None:
        super().__init__()
        words = prompter.words
        self._prompter, self._nothing = prompter, words("prompter.nothing")
        self.speech = speech
        ink = "text2" if is_next else "text"
        self._heading = Label(theme, speech.heading, "secondary_strong", "accent_text")
        self._when = Label(theme, "", "secondary", "text2", digits=True)
        self._title = Paragraph(theme, "", "next_item", "text", line_factor=1.25)
        self._said = Paragraph(theme, "", "question", ink, line_factor=1.45)
        self._cues = Paragraph(theme, "", "card", "text2")
        self.ticks: dict[str, TickLine] = {}
        self._head, self._column = QHBoxLayout(), QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._head.addWidget(self._heading)
        self._head.addWidget(self._when, 1, Qt.AlignmentFlag.AlignRight)
        self._column.addLayout(self._head)
        for part in (self._title, self._said, self._cues):
            self._column.addWidget(part)
        for one in speech.ticks:
            line = self.ticks[one.line] = TickLine(theme, words, can_tick=prompter.may_tick)
            line.ticked.connect(lambda tick, ticked: prompter.tick(tick, ticked=ticked))
            self._column.addWidget(line)
        self.wear(theme)
        self.show_speech(speech)

    def show_speech(self, speech: Speech) -> None:
        """Take over what is said otherwise now, and who has ticked what."""
        self.speech = speech
        self._when.set_text(speech.when)
        self._title.set_text(speech.title)
        self._said.set_text(speech.said or self._nothing)
        cues = "\n".join(f"{cue.label}: {cue.text}" for cue in speech.cues)
        self._cues.set_text(cues)
        self._cues.setVisible(bool(cues))
        for one in speech.ticks:
            self.ticks[one.line].show_tick(one)
        self.setAccessibleName(f"{speech.heading}, {speech.title}, {speech.when}".strip(", "))

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(12))
        super().restyle()
