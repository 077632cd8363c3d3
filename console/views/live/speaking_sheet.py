"""Redezeit: the floor for two, three or five minutes, and what to write and say at its end."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.speaking import LENGTHS_MIN, TEXTS, SpeakingViewModel, Text
from console.views.saying import say
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Hairline
from console.views.widgets.sheet import Sheet


class SpeakingSheet(Sheet):
    """It goes on while it is closed; the text that is due stands out."""

    def __init__(self, theme: Theme, host: QWidget, speaking: SpeakingViewModel) -> None:
        words = speaking.words
        self._starts, self._texts = QHBoxLayout(), QVBoxLayout()
        super().__init__(theme, host, words("speaking.title"), words("shell.close"))
        self._speaking = speaking
        self.time = CountdownLabel(theme, "group_timer")
        self._hint = Paragraph(theme, words("speaking.hint"), "secondary", "text2")
        self.starts = {
            minutes: Button(theme, words("speaking.start", n=minutes)) for minutes in LENGTHS_MIN
        }
        self.stop = Button(theme, words("speaking.stop"), icon="stop")
        self.chats: dict[Text, Paragraph] = {}
        self.copies: dict[Text, Button] = {}
        for minutes, button in self.starts.items():
            button.clicked.connect(lambda _=False, n=minutes: speaking.start(n))
            self._starts.addWidget(button)
        self._starts.addStretch(1)
        self.body.addWidget(self.time)
        self.body.addLayout(self._starts)
        self.body.addWidget(self._hint)
        self.body.addWidget(Hairline(theme))
        self._add_label(words("speaking.chat"))
        for text in TEXTS:
            self._add_text(text)
        self.body.addLayout(self._texts)
        self.body.addWidget(Hairline(theme))
        self._add_label(words("speaking.bridges"))
        for sentence in speaking.bridges:
            self.body.addWidget(Paragraph(theme, sentence, "card", "text"))
        self.body.addStretch(1)
        self.footer.addStretch(1)
        self.footer.addWidget(self.stop)
        self.stop.clicked.connect(speaking.stop)
        speaking.changed.connect(self._show)
        speaking.due.connect(lambda text: say(self._host, speaking.chat(text)))
        self._show()

    def open_at_first(self) -> None:
        """Open with the focus on the text that is due, else on the shortest time."""
        due = self._speaking.is_due
        self.open(self.copies[due] if due else self.starts[LENGTHS_MIN[0]])

    def _add_label(self, text: str) -> None:
        self.body.addWidget(Label(self.theme, text, "secondary_medium", "accent_text"))

    def _add_text(self, text: Text) -> None:
        words, speaking = self._speaking.words, self._speaking
        row = QHBoxLayout()
        self.chats[text] = Paragraph(self.theme, speaking.chat(text), "card", "text2")
        self.copies[text] = Button(self.theme, "", size="small", icon="copy")
        self.copies[text].setAccessibleName(words("speaking.copy_name", text=speaking.chat(text)))
        self.copies[text].clicked.connect(lambda: speaking.copy(text))
        row.addWidget(self.chats[text], 1)
        row.addWidget(self.copies[text])
        self._texts.addLayout(row)

    def _show(self) -> None:
        speaking, words = self._speaking, self._speaking.words
        self.time.set_text(speaking.time)
        self.time.set_colour(speaking.tone)
        self.time.setVisible(speaking.is_running)
        self.time.setAccessibleName(words("speaking.time_name", time=speaking.time))
        self._hint.setVisible(not speaking.is_running)
        self.stop.setVisible(speaking.is_running)
        for text in TEXTS:
            due = speaking.is_due == text
            self.chats[text].set_role("card_strong" if due else "card")
            self.chats[text].set_colour("text" if due else "text2")
            copied = speaking.copied == text
            self.copies[text].set_text(words("speaking.copied" if copied else "speaking.copy"))
            self.copies[text].set_kind("primary" if due and not copied else "secondary")

    def restyle(self) -> None:
        self._starts.setSpacing(self.theme.px(8))
        self._texts.setSpacing(self.theme.px(12))
        super().restyle()
