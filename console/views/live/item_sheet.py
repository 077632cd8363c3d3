"""The sheet in which an agenda item is read and, while it lies ahead, changed."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from console.viewmodels.live_sheet import FIELDS, ItemSheet
from console.views.live.text_area import TextArea
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.sheet import Sheet
from console.views.widgets.text_field import TextField
from console.words import Words

LINES = {"question": 4, "said": 12}


class AgendaItemSheet(Sheet):
    """Enter saves; Esc closes and keeps what was typed for the next time."""

    saved = Signal()

    def __init__(self, theme: Theme, host: QWidget, item: ItemSheet, words: Words) -> None:
        super().__init__(theme, host, words("live.sheet_title"), words("shell.close"))
        self._item, self._words = item, words
        self._fields: dict[str, TextField | TextArea] = {}
        self._draft = Paragraph(theme, "", "secondary_medium", "accent_text")
        self._notice = Paragraph(theme, "", "body", "text2")
        self._error = Paragraph(theme, "", "body_medium", "over_text")
        self._save = Button(theme, words("shell.save"), "primary")
        self._discard = Button(theme, words("live.discard_draft"), "quiet", "small")
        self._skip = Button(theme, "", "quiet")
        self._follow = Button(theme, "", "secondary", icon="map-pin")
        self._follow_hint = Paragraph(theme, "", "secondary", "text2")
        self._unfollow = Button(theme, "", "secondary", icon="arrows-clockwise")
        self._put_together()
        self._show()

    def is_editable(self) -> bool:
        return bool(self._item.editable)

    def field(self, name: str) -> TextField | TextArea | None:
        """The field of "title", "minutes", "question" or "said"; None where it is only read."""
        return self._fields.get(name)

    def open_at_first(self) -> None:
        """Open with the focus in the first field."""
        self.open(next(iter(self._fields.values()), None))

    def select_title(self) -> None:
        """Let the next letter typed replace the whole title."""
        title = self._fields.get("title")
        if isinstance(title, TextField):
            title.edit.selectAll()

    def _order_stops(self) -> None:
        """Let Tab go from top to bottom, the button that saves last."""
        stops = [self._discard, *(field.edit for field in self._fields.values())]
        stops += [self._follow, self._unfollow, self._skip, self._save]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _put_together(self) -> None:
        for part in (self._draft, self._discard, self._notice):
            self.body.addWidget(part)
        self.body.addWidget(Label(self.theme, self._item.kind, "secondary", "text2"))
        for name in FIELDS:
            if name in self._item.editable:
                self.body.addWidget(self._make_field(name))
            elif text := self._item.shown(name):
                label = self._item.label(name)
                self.body.addWidget(Label(self.theme, label, "secondary_medium", "text2"))
                self.body.addWidget(Paragraph(self.theme, text, "body", "text"))
        for part in (self._error, self._follow, self._follow_hint, self._unfollow):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.footer.addWidget(self._skip)
        self.footer.addStretch(1)
        self.footer.addWidget(self._save)
        self._order_stops()
        self._save.clicked.connect(self.save)
        self._discard.clicked.connect(self._throw_away)
        self._skip.clicked.connect(self._toggle_skipped)
        self._follow.clicked.connect(lambda: self._be_here(follow=True))
        self._unfollow.clicked.connect(lambda: self._be_here(follow=False))

    def _make_field(self, name: str) -> TextField | TextArea:
        label = self._item.label(name)
        field: TextField | TextArea
        if name in LINES:
            field = TextArea(self.theme, label, LINES[name])
        else:
            field = TextField(self.theme, label)
        field.edited.connect(lambda text: self._item.type(name, text))
        field.submitted.connect(lambda _text: self.save())
        self._fields[name] = field
        return field

    def _show(self) -> None:
        for name, field in self._fields.items():
            field.set_text(self._item.texts[name])
        self._draft.set_text(self._item.draft_notice)
        for part in (self._draft, self._discard):
            part.setVisible(self._item.has_draft)
        self._notice.set_text(self._item.notice)
        self._notice.setVisible(bool(self._item.notice))
        self._skip.set_text(self._item.skip_words)
        self._skip.setVisible(bool(self._item.skip_words))
        self._save.setVisible(self.is_editable())
        item = self._item
        self._follow.set_text(item.follow_words)
        self._follow_hint.set_text(item.follow_hint)
        self._unfollow.set_text(item.unfollow_words)
        for part in (self._follow, self._follow_hint):
            part.setVisible(bool(item.follow_words))
        self._unfollow.setVisible(bool(item.unfollow_words))
        self._say("")

    def save(self) -> None:
        """Save everything as one action, or say what is wrong and keep it."""
        problem = self._item.save()
        self._say(problem)
        if not problem:
            self.saved.emit()
            self.close_sheet()

    def _say(self, problem: str) -> None:
        self._error.set_text(problem)
        self._error.setVisible(bool(problem))
        self._error.setAccessibleName(problem)

    def _throw_away(self) -> None:
        self._item.discard()
        self._show()
        first = next(iter(self._fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _be_here(self, *, follow: bool) -> None:
        problem = self._item.follow(follow=follow)
        self._say(problem)
        if not problem:
            self.close_sheet()

    def _toggle_skipped(self) -> None:
        if self._item.toggle_skipped():
            self.close_sheet()
