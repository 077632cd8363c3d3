"""The sheet in which an agenda item is read and, while it lies ahead, changed."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from console.viewmodels.live_sheet import ItemSheet
from console.views.live.item_form import Field, ItemForm
from console.views.live.item_menu import ItemMenu
from console.views.theme import Theme
from console.views.widgets.button import Button, IconButton
from console.views.widgets.label import Paragraph
from console.views.widgets.sheet import Sheet
from console.views.widgets.text_field import TextField
from console.words import Words


class AgendaItemSheet(Sheet):
    """Enter saves; Esc closes and keeps what was typed for the next time."""

    saved = Signal()

    def __init__(self, theme: Theme, host: QWidget, item: ItemSheet, words: Words) -> None:
        super().__init__(theme, host, words("live.sheet_title"), words("shell.close"))
        self._item, self._words = item, words
        self.form = ItemForm(theme, item)
        self._menu = ItemMenu(self)
        self._draft = Paragraph(theme, "", "secondary_medium", "accent_text")
        self._notice = Paragraph(theme, "", "body", "text2")
        self._error = Paragraph(theme, "", "body_medium", "over_text")
        self._save = Button(theme, words("shell.save"), "primary")
        self._discard = Button(theme, words("live.discard_draft"), "quiet", "small")
        self._skip = Button(theme, "", "quiet")
        self.more = IconButton(theme, "dots-three", words("agenda.menu"), size="medium")
        self._follow = Button(theme, "", "secondary", icon="map-pin")
        self._follow_hint = Paragraph(theme, "", "secondary", "text2")
        self._unfollow = Button(theme, "", "secondary", icon="arrows-clockwise")
        self._put_together()
        self._show()

    def is_editable(self) -> bool:
        return bool(self._item.editable)

    def field(self, name: str) -> Field | None:
        """One of the fields by its name; None where it is only read."""
        return self.form.fields.get(name)

    def open_at_first(self) -> None:
        """Open with the focus in the first field."""
        self.open(next(iter(self.form.fields.values()), None))

    def select_title(self) -> None:
        """Let the next letter typed replace the whole title."""
        title = self.form.fields.get("title")
        if isinstance(title, TextField):
            title.edit.selectAll()

    def _order_stops(self) -> None:
        """Let Tab go from top to bottom, the button that saves last."""
        stops = [self._discard, *(field.edit for field in self.form.fields.values())]
        stops += [self._follow, self._unfollow, self.more, self._skip, self._save]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _put_together(self) -> None:
        for part in (self._draft, self._discard, self._notice, self.form):
            self.body.addWidget(part)
        for part in (self._error, self._follow, self._follow_hint, self._unfollow):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.footer.addWidget(self.more)
        self.footer.addWidget(self._skip)
        self.footer.addStretch(1)
        self.footer.addWidget(self._save)
        self._order_stops()
        self.form.submitted.connect(self.save)
        self._save.clicked.connect(self.save)
        self._discard.clicked.connect(self._throw_away)
        self._skip.clicked.connect(self._toggle_skipped)
        self.more.clicked.connect(self._open_menu)
        self._menu.chosen.connect(self._act)
        self._follow.clicked.connect(lambda: self._be_here(follow=True))
        self._unfollow.clicked.connect(lambda: self._be_here(follow=False))

    def _open_menu(self) -> None:
        at = self.more.mapToGlobal(self.more.rect().bottomLeft())
        self._menu.offer(self._item.edits, self._item.id, at, without="open")

    def _act(self, code: str, item: str) -> None:
        """What takes the item away takes its sheet as well; a new item brings its own."""
        if self._item.edits.do(code, item) and code in {"jump", "remove", "skip"}:
            self.close_sheet()

    def _show(self) -> None:
        self.form.show_item()
        self._draft.set_text(self._item.draft_notice)
        for part in (self._draft, self._discard):
            part.setVisible(self._item.has_draft)
        self._notice.set_text(self._item.notice)
        self._notice.setVisible(bool(self._item.notice))
        self._skip.set_text(self._item.skip_words)
        self._skip.setVisible(bool(self._item.skip_words))
        self._save.setVisible(self.is_editable())
        edits, item = self._item.edits, self._item
        self.more.setVisible(len(edits.acts(item.id)) > 1)
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
        first = next(iter(self.form.fields.values()), None)
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
