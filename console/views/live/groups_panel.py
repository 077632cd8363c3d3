"""Kleingruppen: a card per group while they are in their rooms, a bar otherwise."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from console.viewmodels.group_menu import all_parts
from console.viewmodels.groups import GroupsViewModel
from console.viewmodels.reports import ReportsViewModel
from console.viewmodels.told_groups import ToldGroupsViewModel
from console.views.live.group_card import GroupCard
from console.views.live.groups_table import GroupsTable
from console.views.live.parts_menu import PartsMenu
from console.views.live.reports_line import ReportsLine
from console.views.live.told_lines import ToldLines
from console.views.theme import Theme
from console.views.widgets.button import Button, IconButton
from console.views.widgets.chip import Chip
from console.views.widgets.panel import Panel
from console.words import Words

#: More groups than this go into several rows.
MOST_IN_A_ROW = 8
#: From so many groups on their cards say less, and from so many they are a table.
DENSE_FROM, TABLE_FROM = 6, 9


class GroupsPanel(Panel):
    """`copied` carries the sentence that is on the clipboard now."""

    copied = Signal(str)

    def __init__(
        self,
        theme: Theme,
        groups: GroupsViewModel,
        told: ToldGroupsViewModel,
        reports: ReportsViewModel,
        words: Words,
        parent: QWidget | None = None,
    ) -> None:
        self._groups, self._words, self._can_tell = groups, words, told
        self._reports = reports
        self._begin = Button(theme, words("reports.begin"), size="small", icon="microphone")
        self.reporting = ReportsLine(theme, reports)
        self._cards: dict[str, GroupCard] = {}
        self._order: list[str] = []
        self._across = 0
        self._phases: list[str] = []
        self._state = Chip(theme)
        self._start = Button(theme, words("live.start_all"), size="small", icon="play-fill")
        self._back = Button(theme, words("live.all_back_now"), size="small", icon="check")
        self._copy = Button(theme, words("live.copy_text"), size="small", icon="copy")
        self._tell = Button(theme, words("signals.tell"), size="small", icon="megaphone")
        self._tell.setAccessibleName(words("signals.tell"))
        self._tell.setToolTip(words("signals.tell"))
        self._begin.setAccessibleName(words("reports.begin"))
        self._begin.setToolTip(words("reports.begin"))
        self.told = ToldLines(theme, told)
        self._more = IconButton(theme, "dots-three", words("live.more"), size="small")
        self._menu = PartsMenu(self._more)
        self.table = GroupsTable(theme, groups, words)
        self._told_room = QVBoxLayout()
        self._content = QWidget()
        self._grid = QGridLayout(self._content)
        self._scroll = QScrollArea()
        super().__init__(theme, words("live.groups"), "squares-four", parent)
        self._put_together()
        self._start.clicked.connect(groups.start_all)
        self._back.clicked.connect(groups.mark_all_back)
        self._copy.clicked.connect(self._on_copy)
        self._tell.clicked.connect(self.told.open_line)
        self._more.clicked.connect(self._open_menu)
        self._begin.clicked.connect(reports.step)
        reports.changed.connect(self._show_buttons)
        groups.changed.connect(self._show_head)
        model = groups.model
        for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.dataChanged):
            signal.connect(self._follow)
        self._follow()
        self._show_head()

    @property
    def has_cards(self) -> bool:
        return self._groups.form == "cards"

    @property
    def is_table(self) -> bool:
        """Whether there are too many groups for cards."""
        return len(self._groups.rows) >= TABLE_FROM

    def card(self, group: str) -> GroupCard | None:
        return self._cards.get(group)

    def focus_group(self, group: str) -> None:
        """Put the keyboard on a group; on the first when it is not named."""
        card = self._cards.get(group)
        if self.is_table:
            self.table.show_group(group or self._groups.rows[0].id)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_first()

    def focus_first(self) -> None:
        if self.is_table:
            self.focus_group("")
        elif self._order:
            self._cards[self._order[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    # content

    def _follow(self, *_: object) -> None:
        rows = [] if self.is_table else self._groups.rows
        wanted = [row.id for row in rows]
        self._show_form()
        for gone in [group for group in self._cards if group not in wanted]:
            self._cards.pop(gone).deleteLater()
        for row in rows:
            if row.id in self._cards:
                self._cards[row.id].show_row(row)
            else:
                card = GroupCard(self.theme, self._groups, self._words, row)
                card.set_compact(self._compact)
                self._cards[row.id] = card
            self._cards[row.id].set_dense(len(rows) >= DENSE_FROM)
        if wanted != self._order:
            self._order = wanted
            self._place_cards(force=True)
        # Words of another phase may need more room than those before.
        elif (phases := [row.phase for row in rows]) != self._phases:
            self._phases = phases
            self._place_cards()
        self._show_buttons()

    def _show_head(self) -> None:
        groups = self._groups
        self._show_count()
        self._state.show_state(
            groups.state,
            "ok" if groups.calm else "neutral",
            "check-circle-fill" if groups.calm else "",
        )
        self._state.setVisible(bool(groups.state))
        self._show_buttons()
        self._show_form()
        self.setVisible(groups.form != "none")
        self._fit_copy()

    def _fit_copy(self) -> None:
        """In the narrowest heads the button for the text is its icon; its words are the tip."""
        words = self._words("live.copy_text")
        self._copy.set_text(words)
        short = self._header_layout.minimumSize().width() > self.width()
        self._copy.set_text("" if short else words)
        self._copy.setToolTip(words if short else "")
        self._copy.setAccessibleName(words)

    def _show_count(self) -> None:
        """In narrow windows how many are back is worth more than how many sit there."""
        groups = self._groups
        counts = groups.form == "cards" and not (self._compact and groups.state)
        self.set_count(groups.summary if counts else "")

    def _show_form(self) -> None:
        shown, table = self.has_cards, self.is_table
        self._scroll.setVisible(shown and not table)
        self.table.setVisible(shown and table)
        if table:
            self.table.fit_height()

    def _open_menu(self) -> None:
        place = self._more.mapToGlobal(self._more.rect().bottomLeft())
        self._menu.open_at(place, all_parts(self._groups, self._words))

    def _show_buttons(self) -> None:
        starts = self._groups.can("start")
        if self._start.hasFocus() and not starts and self.has_cards:
            # The button goes; what its user does next is done on a card.
            self.focus_first()
        self._start.setVisible(starts)
        self._back.setVisible(self._groups.can("back"))
        self._copy.setVisible(bool(self._groups.copy_text))
        self._tell.setVisible(self._can_tell.can_tell)
        # First they come back, then they report.
        away = self._groups.can("back")
        self._begin.setVisible(self._reports.can_begin and not away)
        self._more.setVisible(self._groups.can("pause") or self._groups.can("resume"))

    def _on_copy(self) -> None:
        text = self._groups.copy_text
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)

    # placing

    def _place_cards(self, *, force: bool = False) -> None:
        across = self._fitting()
        if across == self._across and not force:
            self._fit_height()
            return
        self._across = across
        while self._grid.count():
            self._grid.takeAt(0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for number, group in enumerate(self._order):
            self._grid.addWidget(self._cards[group], number // across, number % across)
        for column in range(across):
            self._grid.setColumnStretch(column, 1)
        self._grid.activate()
        self._fit_height()

    def _fitting(self) -> int:
        """How many cards stand side by side: as even rows as there is room for."""
        count = len(self._order)
        if not count:
            return 1
        gap = self._grid.horizontalSpacing()
        least = max(card.minimumSizeHint().width() for card in self._cards.values())
        sides = self._grid.contentsMargins().left() + self._grid.contentsMargins().right()
        room = max(1, (self._scroll.width() - sides + gap) // (least + gap))
        most = max(1, min(count, MOST_IN_A_ROW, room))
        rows = -(-count // most)
        return -(-count // rows)

    def _fit_height(self) -> None:
        """Ask for one row of cards and take no more than all: further rows scroll."""
        if not self._cards:
            return
        least = max(card.minimumSizeHint().height() for card in self._cards.values())
        # Small cards have no air to give away.
        tall = least if self._compact else max(c.sizeHint().height() for c in self._cards.values())
        gap, margins = self._grid.verticalSpacing(), self._grid.contentsMargins()
        edges = margins.top() + margins.bottom()
        rows = -(-len(self._order) // self._across)
        self._scroll.setMinimumHeight(least + edges)
        self._scroll.setMaximumHeight(rows * (tall + gap) - gap + edges)

    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self._tell.set_text("" if compact else self._words("signals.tell"))
        self._begin.set_text("" if compact else self._words("reports.begin"))
        self._show_count()
        for card in self._cards.values():
            card.set_compact(compact)
        if self._order:
            self._place_cards(force=True)

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        side = px(12 if self._compact else 16)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._told_room.setContentsMargins(side, 0, side, 0)
        # Room for the focus ring, which lies outside the cards.
        self._grid.setContentsMargins(side, px(5), side, px(12 if self._compact else 16))
        self._grid.setHorizontalSpacing(px(9 if self._compact else 12))
        self._grid.setVerticalSpacing(px(9 if self._compact else 12))
        self._place_cards(force=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_copy()
        self._place_cards()

    def _put_together(self) -> None:
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self.add_to_header(self._state)
        for button in (self._start, self._back, self._begin, self._tell, self._copy, self._more):
            self.add_trailing(button)
        self._told_room.addWidget(self.reporting)
        self._told_room.addWidget(self.told)
        self.body.addLayout(self._told_room)
        self.body.addWidget(self._scroll, 100)
        self.body.addWidget(self.table, 100)
        self.body.addStretch(1)
