"""The live view: Ablauf at the left, what is on in the centre, what comes at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from console.viewmodels.live import LiveViewModel
from console.views.announcement_strip import AnnouncementStrip
from console.views.compact_page import CompactPage
from console.views.live.agenda_panel import AgendaPanel
from console.views.live.catch_up_sheet import CatchUpSheet
from console.views.live.closing_panel import ClosingPanel
from console.views.live.going_on import go_on_by_key
from console.views.live.groups_panel import GroupsPanel
from console.views.live.hints_panel import HintsPanel
from console.views.live.item_sheet import AgendaItemSheet
from console.views.live.live_tabs import GROUPS_TAB, HINTS_TAB, TABS
from console.views.live.next_panel import NextPanel
from console.views.live.notes_panel import NotesPanel
from console.views.live.now_card import NowCard
from console.views.live.people_panel import PeoplePanel
from console.views.live.ready_panel import ReadyPanel
from console.views.live.stand import Stand
from console.views.shell.breakpoints import Breakpoint
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.ground import Ground
from console.views.widgets.panel import Panel

#: A widget's largest size to Qt: no limit.
_ANY = 16_777_215


class LiveView(Themed, QWidget):
    """Wide windows show all panels at once, narrow ones the card and one panel at a time.

    `notes_requested` carries a note's id or nothing, `roster_requested` nothing: other views
    are the main window's business.
    """

    notes_requested = Signal(str)
    roster_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        live: LiveViewModel,
        sheet_host: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        words = live.words
        self._live, self._sheet_host = live, sheet_host
        self._breakpoint = Breakpoint.XL
        self._folded = False
        self._sheet: AgendaItemSheet | None = None
        self._catch_up: CatchUpSheet | None = None
        self.agenda = AgendaPanel(theme, live.agenda, words)
        self.now = NowCard(theme, live)
        self.groups = GroupsPanel(theme, live.groups, live.told, live.reports, words, self)
        self.announcement = AnnouncementStrip(theme, live.announcements)
        self.ready = ReadyPanel(theme, live.ready, words)
        self.closing = ClosingPanel(theme, live.closing)
        self.notes = NotesPanel(theme, live.notes, words)
        self.next = NextPanel(theme, live.next, words)
        self.hints = HintsPanel(theme, live.hints, words)
        self.people = PeoplePanel(theme, live.people, words)
        self._all: tuple[Panel, ...] = (
            self.agenda, self.now, self.groups, self.ready, self.notes, self.next, self.hints,
            self.people, self.closing,
        )  # fmt: skip
        self._wide = QWidget()
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._row, self._centre = QHBoxLayout(self._wide), QVBoxLayout()
        self._first = Stand()
        self._stand = QVBoxLayout(self._first)
        self.compact = CompactPage(theme, words("live.panels"))
        self._pages = QStackedLayout(self)
        self._put_together()
        self._connect()
        self._arrange()
        self.wear(theme)

    # focus

    def focus_first(self) -> None:
        """Work begins at the primary action."""
        primary = self.now.buttons.primary
        if not primary.isHidden():
            primary.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._breakpoint.is_compact:
            self.compact.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.agenda.focus_first()

    # sheets

    def open_item(self, item: str) -> AgendaItemSheet:
        """Show the sheet of an agenda item."""
        if self._sheet is not None:
            # Its draft is kept, so leaving it for another item loses nothing.
            self._sheet.close_sheet()
            self._sheet.deleteLater()
        self._sheet = AgendaItemSheet(
            self.theme, self._sheet_host, self._live.sheet(item), self._live.words
        )
        self._sheet.open_at_first()
        return self._sheet

    def open_new_item(self, item: str) -> None:
        """Show the sheet of an item that was just added; typing gives it its title."""
        self.open_item(item).select_title()

    def open_catch_up(self) -> None:
        """Show the proposal to catch up; it goes with its sheet."""
        if self._catch_up is not None:
            self._catch_up.close_sheet()
            self._catch_up.deleteLater()
        model = self._live.catching_up()
        self._catch_up = CatchUpSheet(self.theme, self._sheet_host, model)
        self._catch_up.open_at_first()

    def open_told(self) -> None:
        """Let the lead type one line to all groups."""
        self.compact.show_panel(GROUPS_TAB)
        self.groups.told.open_line()

    def follow(self, target: str) -> None:
        """Go where a hint leads."""
        where, _, entity = target.partition(":")
        if where == "catch_up":
            self.open_catch_up()
        elif where == "notes":
            self.notes_requested.emit(entity)
        elif where == "roster":
            self.roster_requested.emit()
        elif where == "agenda" and entity:
            self.open_item(entity)
        elif where in {"group", "groups"}:
            self.compact.show_panel(GROUPS_TAB)
            self.groups.focus_group(entity)

    # look

    def set_breakpoint(self, step: Breakpoint) -> None:
        if step is not self._breakpoint:
            was_compact, self._breakpoint = self._breakpoint.is_compact, step
            if step.is_compact != was_compact:
                self._rearrange()
        self.now.set_breakpoint(step)
        self.restyle()

    def restyle(self) -> None:
        px, wide = self.theme.px, self._breakpoint is Breakpoint.XL
        gutter = px(self._breakpoint.gutter)
        for layout in (self._row, self._centre, self._right, self._stand):
            layout.setSpacing(gutter)
        for panel in self._all:
            panel.set_compact(not wide)
            # A page that scrolls would leave its panels' shadows on the ground around it.
            panel.casts_shadow = not self._breakpoint.is_compact
        self.people.set_low(self._breakpoint is Breakpoint.L)
        for panel in (self.agenda, self.next, self.people, self.hints):
            panel.setMinimumSize(0, 0)
            panel.setMaximumSize(_ANY, _ANY)
        self.agenda.set_compact_page(self._breakpoint.is_compact)
        self.compact.set_narrowest(self._breakpoint is Breakpoint.S)
        if not self._breakpoint.is_compact:
            self.agenda.setFixedWidth(px(392 if wide else 288))
            for panel in (self.next, self.hints, self.people):
                panel.setFixedWidth(px(364 if wide else 256))
            self.next.setFixedHeight(px(222 if wide else 196))
            self.people.setFixedHeight(px(272 if wide else 196))
        # Where room is scarce the notes fold to their header before a group's buttons are cut.
        self.notes.setMinimumHeight(self.notes.header.minimumHeight())
        self._make_room()
        super().restyle()

    def _make_room(self) -> None:
        """A sheet lies over the column at the right; what is on now stays beside it, whole."""
        host = self._sheet_host
        covered = host.covered_width if isinstance(host, Ground) else 0
        behind = self.next.maximumWidth() + self._breakpoint.gutter if covered else 0
        beyond = 0 if self._breakpoint.is_compact else max(0, covered - behind)
        self._row.setContentsMargins(0, 0, beyond, 0)
        self.now.set_narrow(narrow=bool(beyond) and self._breakpoint is Breakpoint.L)

    # wiring

    def _rearrange(self) -> None:
        """Change to the other page; the focus goes along, which Qt gives to somebody else."""
        held = QApplication.focusWidget()
        was_here = held is not None and self.isAncestorOf(held)
        self._arrange()
        if was_here and held is not None and held.isVisibleTo(self):
            held.setFocus(Qt.FocusReason.OtherFocusReason)
        elif was_here:
            self.focus_first()

    def _arrange(self) -> None:
        """Put the panels into the page of the present width."""
        panels = (self._first, self.agenda, self.hints, self.next, self.notes, self.people)
        if self._breakpoint.is_compact:
            self._fill_first(beside_notes=False)
            self.compact.take(self.now, panels)
            self._pages.setCurrentWidget(self.compact)
            return
        self._left.addWidget(self.agenda)
        self._centre.addWidget(self.now)
        self._centre.addWidget(self._first)
        self._centre.addWidget(self.notes, 1)
        self._right.addWidget(self.next)
        self._right.addWidget(self.hints, 1)
        self._right.addWidget(self.people)
        for panel in panels:
            panel.show()
        self._show_right()
        self._fill_first(beside_notes=True)
        self._pages.setCurrentWidget(self._wide)

    def show_right_column(self, shown: bool) -> None:
        """Show Danach, Hinweise and Teilnehmende beside the rest, where there is room for them."""
        self._folded = not shown
        self._show_right()

    def _show_right(self) -> None:
        if not self._breakpoint.is_compact:
            for panel in (self.next, self.hints, self.people):
                panel.setVisible(not self._folded)

    def _fill_first(self, *, beside_notes: bool) -> None:
        """What stands below the card: before the beginning Startklar?, then the groups."""
        begun = self._live.is_begun
        over = self._live.is_over
        self.ready.setVisible(not begun)
        self.closing.setVisible(over)
        self.groups.setVisible(begun and not over and self._live.groups.form != "none")
        policy = self._first.sizePolicy()
        way = policy.Policy.Maximum if beside_notes else policy.Policy.Preferred
        policy.setVerticalPolicy(way)
        self._first.setSizePolicy(policy)
        self._first.setVisible(self.ready.isVisibleTo(self._first) or begun)
        key = "closing.short" if over else "live.groups" if begun else "live.ready"
        self.compact.set_tab_text(GROUPS_TAB, self._live.words(key))

    def _refill(self) -> None:
        self._fill_first(beside_notes=not self._breakpoint.is_compact)

    def _show_counts(self) -> None:
        hints = len(self._live.hints.all)
        self.compact.set_count(HINTS_TAB, str(hints) if hints else "")

    def _put_together(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(self._left)
        self._row.addLayout(self._centre, 1)
        self._row.addLayout(self._right)
        first = self._stand
        first.setContentsMargins(0, 0, 0, 0)
        first.addWidget(self.announcement)
        first.addWidget(self.ready)
        first.addWidget(self.closing)
        first.addWidget(self.groups)
        for key, icon in TABS:
            self.compact.add_tab(self._live.words(key), icon)
        self._pages.addWidget(self._wide)
        self._pages.addWidget(self.compact)

    def _connect(self) -> None:
        live, actions = self._live, self.now.buttons
        go_on_by_key(self, live)
        actions.primary_pressed.connect(live.press_primary)
        actions.minutes_requested.connect(live.change_minutes)
        actions.pause_pressed.connect(live.toggle_pause)
        actions.continue_pressed.connect(live.continue_dialogue)
        self.agenda.item_opened.connect(self.open_item)
        live.agenda.edits.added.connect(self.open_new_item)
        self.agenda.catch_up_wanted.connect(self.open_catch_up)
        self.next.opened.connect(self.open_item)
        self.notes.opened.connect(self.notes_requested)
        self.hints.followed.connect(self.follow)
        live.changed.connect(self._refill_when_begun)
        live.groups.changed.connect(self._refill)
        live.hints.changed.connect(self._show_counts)
        self._stage = live.is_begun, live.is_over
        self._show_counts()
        if isinstance(self._sheet_host, Ground):
            self._sheet_host.covered.connect(self._make_room)

    def _refill_when_begun(self) -> None:
        stage = self._live.is_begun, self._live.is_over
        if self._stage != stage:
            self._stage = stage
            self._refill()
