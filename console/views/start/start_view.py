"""The start page as a whole: the beginnings at the left, form or recent dialogues at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console.viewmodels.joining import Server
from console.viewmodels.start import COPY, JOIN, NEW, OPEN, SAMPLE, StartViewModel
from console.views.shell.mark import Mark
from console.views.start.choice_cards import ICONS, ChoiceCards
from console.views.start.choose_file import choose_file, choose_source
from console.views.start.copy_form import CopyDialogueForm
from console.views.start.fill_choice import FillChoice
from console.views.start.form import Form
from console.views.start.join_form import JoinForm
from console.views.start.new_dialogue_form import NewDialogueForm
from console.views.start.notice import StartNotice
from console.views.start.recent_list import RecentList
from console.views.start.server_card import ServerCard
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.ground import Ground
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Panel

_RECENT = "clock-counter-clockwise"
_WIDEST = 1080
_SIDE_BY_SIDE = 860


class StartView(Themed, QWidget):
    """Everything by keyboard: the cards are buttons, Enter in a form goes on."""

    def __init__(self, theme: Theme, start: StartViewModel, folder: Path) -> None:
        super().__init__()
        self._start = start
        self._folder = folder
        words = start.words
        self._cards = ChoiceCards(theme, words)
        self._recent = RecentList(theme, words)
        self.new_form = NewDialogueForm(theme, start)
        self.copy_form = CopyDialogueForm(theme, start.copying)
        self.join_form = JoinForm(theme, self._start)
        self._forms: dict[str, Form] = {
            NEW: self.new_form,
            COPY: self.copy_form,
            JOIN: self.join_form,
        }
        self.server_card = ServerCard(theme, words)
        self.fill_choice = FillChoice(theme, self._start)
        self._side = QStackedWidget()
        self._panel = Panel(theme, words("start.recent"), _RECENT)
        self._failure = Paragraph(theme, "", "body_medium", "over_text")
        self._notice = StartNotice(theme, start)
        self._title = Label(theme, words("start.title"), "item_title_l")
        self._subtitle = Paragraph(theme, words("start.subtitle"), "card", "text2")
        self._mark = Mark(theme, 44)
        self._arrange(theme)
        self._connect()
        self.show_recent()
        self.wear(theme)

    def _arrange(self, theme: Theme) -> None:
        self._failure.hide()
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        titles = QVBoxLayout()
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        head.addLayout(titles, 1)
        for page in (self._recent, *self._forms.values(), self.server_card, self.fill_choice):
            self._side.addWidget(page)
        self._panel.body.addWidget(self._side, 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addWidget(self._cards, 5)
        self._columns.addWidget(self._panel, 6)
        self._page = Ground(theme)
        self._inner = QWidget()
        self._body = QVBoxLayout(self._inner)
        self._body.addLayout(head)
        self._body.addWidget(self._failure)
        self._body.addWidget(self._notice)
        self._body.addLayout(self._columns, 1)
        page = QHBoxLayout(self._page)
        page.addStretch(1)
        page.addWidget(self._inner, 100)
        page.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _connect(self) -> None:
        start = self._start
        deeds: dict[str, Callable[[], object]] = {
            SAMPLE: start.open_sample,
            NEW: partial(self.open_form, NEW),
            COPY: self._choose_source,
            OPEN: self._choose_file,
            JOIN: partial(self.open_form, JOIN),
        }
        self._cards.chosen.connect(lambda name: deeds[name]())
        self.join_form.bring.clicked.connect(self._choose_brought)
        self.server_card.confirmed.connect(start.go_on)
        self.server_card.left.connect(self._step_back)
        start.met.connect(self._meet)
        start.copying.shown.connect(partial(self.open_form, COPY))
        self._recent.chosen.connect(start.open_file)
        self._recent.forgotten.connect(start.forget)
        start.recent_changed.connect(self.show_recent)
        start.failed.connect(self._fail)
        start.waiting.connect(self._wait)

    # what a person does

    def open_form(self, name: str) -> None:
        """Show the form of a beginning and go to its first empty field."""
        words = self._start.words
        form = self._forms[name]
        self._cards.mark(name)
        self._panel.set_title(words(f"start.{name}_title"))
        self._panel.set_icon(ICONS[name])
        self._side.setCurrentWidget(form)
        self.join_form.leave_behind()
        self._fail("")
        form.focus_first()
        self._reveal()

    def fill_join(
        self, address: str, code: str, bring: Path | None = None, key: str = "", name: str = ""
    ) -> None:
        """Open the form for joining with what an invitation said, or with a file to publish."""
        self.join_form.fill(address=address or self._start.address, code=code)
        self.join_form.fill(name=name or self.join_form.text("name"))
        self.join_form.expect_key(key)
        self.open_form(JOIN)
        if bring is not None:
            self.join_form.take_along(str(bring))

    def follow_link(self, text: str) -> None:
        """Read an invitation that the system handed over, and ask who answers at its address.

        Only somebody who says that it is the right one sends the code.
        """
        self.open_form(JOIN)
        self.join_form.follow(text)

    def _meet(self, server: Server) -> None:
        """Show who answered; Enter goes on."""
        self._panel.set_title(self._start.words("start.server.title"))
        self.server_card.show_server(server)
        self._side.setCurrentWidget(self.server_card)
        self.server_card.focus_first()
        self._reveal()

    def _reveal(self) -> None:
        """Where the panel stands below the cards, bring it into view once it has its place."""

        def scroll() -> None:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(self._panel.mapTo(self._page, QPoint(0, 0)).y() - self.theme.px(12))

        if self._columns.direction() == QBoxLayout.Direction.TopToBottom:
            QTimer.singleShot(0, self._panel, scroll)

    def _step_back(self) -> None:
        """Back to what was typed, which is all still there."""
        self._start.step_back()
        self._show_join_form()
        self.join_form.fields["address"].edit.setFocus()

    def _show_join_form(self) -> None:
        self._panel.set_title(self._start.words("start.join_title"))
        self._side.setCurrentWidget(self.join_form)

    def ask_for_filling(self) -> None:
        """Ask the first lead of an empty dialogue what to begin with."""
        self._panel.set_title(self._start.words("start.first_lead_title"))
        self._panel.set_icon("sparkle")
        self._side.setCurrentWidget(self.fill_choice)
        self.fill_choice.focus_first()

    def begin_anew(self) -> None:
        """Forget what was typed for a dialogue that is open now."""
        self._fail("")
        self._start.inform("")
        self._cards.mark("")
        self.new_form.fill(title="")
        self.join_form.fill(code="", key="")
        self.join_form.leave_behind()
        self._panel.set_title(self._start.words("start.recent"))
        self._panel.set_icon(_RECENT)
        self._side.setCurrentWidget(self._recent)

    def _wait(self, sentence: str) -> None:
        self.join_form.set_waiting(sentence)
        self.server_card.set_waiting(sentence)
        self._cards.setEnabled(not sentence)

    def show_recent(self) -> None:
        self._recent.show_recent(self._start.recent)

    def focus_first(self) -> None:
        """Where Enter goes on: in the form that is open, else with the dialogue opened last.

        Whoever comes back after a crash is back in the evening with one key.
        """
        shown, before = self._side.currentWidget(), self.focusWidget()
        if isinstance(shown, Form):
            if before is None or not shown.isAncestorOf(before):
                shown.focus_first()
        elif shown is not self._recent or not self._recent.focus_first():
            self._cards.focus_first()

    def _choose_file(self) -> None:
        choose_file(self, self._start.words, self._folder, self._open)

    def _choose_source(self) -> None:
        choose_source(self, self._start.words, self._folder, self._copy)

    def _copy(self, path: str) -> None:
        self._start.copying.look(Path(path))

    def _choose_brought(self) -> None:
        choose_file(self, self._start.words, self._folder, self.join_form.take_along)

    def _open(self, path: str) -> None:
        self._start.open_file(Path(path))

    def _fail(self, sentence: str) -> None:
        """Say it where the person is, and nowhere else."""
        if sentence and self._side.currentWidget() is self.server_card:
            self._show_join_form()
        shown = self._side.currentWidget()
        for form in self._forms.values():
            form.set_failure(sentence if form is shown else "")
        above = "" if isinstance(shown, Form) else sentence
        self._failure.set_text(above)
        self._failure.setVisible(bool(above))
        if sentence and isinstance(shown, Form):
            self._show_failure(shown)

    def _show_failure(self, form: Form) -> None:
        """Enlarged, the form is longer than the window: what went wrong must not be below it."""

        def scroll() -> None:
            self._scroll.ensureWidgetVisible(form.failure, 0, self.theme.px(16))

        # Once it has its place: texts wrap in a second pass.
        QTimer.singleShot(0, form, lambda: QTimer.singleShot(0, form, scroll))

    # look

    def restyle(self) -> None:
        px = self.theme.px
        self._body.setContentsMargins(px(24), px(36), px(24), px(24))
        self._body.setSpacing(px(20))
        self._columns.setSpacing(px(20))
        self._inner.setMaximumWidth(px(_WIDEST))
        self._panel.set_body_margins(20, 12, 20, 20)
        self._fold()
        super().restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        beside = self.width() >= self.theme.px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
