"""The live view: Ablauf at the left, what is on in the centre, what comes at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.live import LiveViewModel
from console.views.live.agenda_panel import AgendaPanel
from console.views.live.now_card import NowCard
from console.views.shell.breakpoints import Breakpoint
from console.views.theme import Theme
from console.views.themed import Themed


class LiveView(Themed, QWidget):
    """Wide windows show all panels at once, narrow ones the card and one panel at a time."""

    def __init__(
        self,
        theme: Theme,
        live: LiveViewModel,
        sheet_host: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live, self._sheet_host = live, sheet_host
        self._breakpoint = Breakpoint.XL
        self.agenda = AgendaPanel(theme, live.agenda, live.words)
        self.now = NowCard(theme, live)
        self._row, self._centre = QHBoxLayout(self), QVBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.agenda)
        self._row.addLayout(self._centre, 1)
        self._centre.addWidget(self.now)
        self._centre.addStretch(1)
        self._connect()
        self.wear(theme)

    def focus_first(self) -> None:
        """Work begins at the primary action."""
        primary = self.now.actions.primary
        target = primary if primary.isVisibleTo(self) else self.agenda
        if target is primary:
            primary.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.agenda.focus_first()

    def set_breakpoint(self, step: Breakpoint) -> None:
        self._breakpoint = step
        self.now.set_breakpoint(step)
        self.restyle()

    def restyle(self) -> None:
        px, wide = self.theme.px, self._breakpoint is Breakpoint.XL
        gutter = px(self._breakpoint.gutter)
        self._row.setSpacing(gutter)
        self._centre.setSpacing(gutter)
        self.agenda.setFixedWidth(px(392 if wide else 288))
        super().restyle()

    def _connect(self) -> None:
        actions = self.now.actions
        actions.primary_pressed.connect(self._live.press_primary)
        actions.minutes_requested.connect(self._live.change_minutes)
        actions.pause_pressed.connect(self._live.toggle_pause)
        actions.continue_pressed.connect(self._live.continue_dialogue)
