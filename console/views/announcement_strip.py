"""The strip with the announcement that is due, on the desks of the lead and the co-host."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.announcements import AnnouncementsViewModel
from console.views.painting import rounded_box, smooth
from console.views.saying import say
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import Label, Paragraph


class AnnouncementStrip(Themed, QWidget):
    """Hidden while nothing is due; what was sent stands there quietly for a while."""

    def __init__(
        self, theme: Theme, announcements: AnnouncementsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._announcements = announcements
        self._aloud, self._line = False, ""
        words = announcements.words
        self._icon = IconLabel(theme, "megaphone", "accent", size=18)
        self._text = Paragraph(theme, "", "body_strong", "text")
        self._detail = Label(theme, "", "secondary", "text2", digits=True)
        self.form = Button(theme, words("announcements.aloud"), "quiet", "mini")
        self.copy = Button(theme, words("announcements.copy"), "secondary", "mini", "copy")
        self.sent = Button(theme, words("announcements.sent"), "primary", "mini", "check")
        said = QVBoxLayout()
        said.setSpacing(0)
        # Not by alignment, which would ask the words for one line's height.
        said.addStretch(1)
        said.addWidget(self._text)
        said.addWidget(self._detail)
        said.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addLayout(said, 1)
        for button in (self.form, self.copy, self.sent):
            self._row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.form.clicked.connect(self._turn)
        self.copy.clicked.connect(announcements.copy)
        self.sent.clicked.connect(announcements.mark_sent)
        announcements.changed.connect(self.follow)
        announcements.appeared.connect(self._say)
        self.wear(theme)
        self.follow()

    def follow(self) -> None:
        """Show what is due, or what was sent."""
        shown, words = self._announcements.shown, self._announcements.words
        self.setVisible(shown is not None)
        if shown is None:
            return
        if shown.line != self._line:
            self._line, self._aloud = shown.line, False
        due = not shown.sent
        self._icon.set_icon("megaphone" if due else "check-circle", "accent" if due else "ok")
        self._text.set_text(shown.aloud if self._aloud else shown.chat)
        self._text.set_role("body_strong" if due else "body")
        self._text.set_colour("text" if due else "text2")
        self._detail.set_text(shown.sent or shown.detail)
        self._detail.setVisible(bool(self._detail.text()))
        for button in (self.form, self.copy, self.sent):
            button.setVisible(due)
        self.form.set_text(words("announcements.chat" if self._aloud else "announcements.aloud"))
        copied = self._announcements.is_copied
        self.copy.set_text(words("announcements.copied" if copied else "announcements.copy"))
        self.copy.setAccessibleName(words("announcements.copy_name", text=shown.chat))
        self.sent.setAccessibleName(words("announcements.sent_name", text=shown.chat))
        name = words("announcements.due_name", text=shown.chat) if due else shown.sent
        self.setAccessibleName(name)
        self.update()

    def _turn(self) -> None:
        """The other form: for the chat, or to read aloud."""
        self._aloud = not self._aloud
        self.follow()

    def _say(self, text: str) -> None:
        """A screen reader says what is due, and the window is marked if it lies behind another."""
        if not self.isVisible():
            return
        said = self._announcements.words("announcements.due_name", text=text)
        say(self, said)

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(16), px(7), px(10), px(7))
        self._row.setSpacing(px(8))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        theme, due = self.theme, self._announcements.is_due
        ground = theme.colour("accent_tint" if due else "bg_panel")
        line = theme.colour("accent_line" if due else "line")
        rounded_box(painter, QRectF(self.rect()), theme.px(10), ground, line)
