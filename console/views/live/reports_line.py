"""Who reports from the groups, how long there is, and the button for the next one."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.reports import ReportsViewModel
from console.views.live.parts_menu import PartsMenu
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.button import Button, IconButton
from console.views.widgets.countdown_label import CountdownLabel
from console.views.widgets.label import ElidedLabel


class ReportsLine(Themed, QWidget):
    """Hidden while nobody reports."""

    def __init__(self, theme: Theme, reports: ReportsViewModel) -> None:
        super().__init__()
        self._reports = reports
        self._time = CountdownLabel(theme, "group_timer_l")
        self._title = ElidedLabel(theme, "", "card_strong")
        self._then = ElidedLabel(theme, "", "secondary", "text2")
        self.next = Button(theme, "", "secondary", "small", "skip-forward")
        self._more = IconButton(theme, "dots-three", reports.words("live.more"), size="small")
        self._menu = PartsMenu(self._more)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._title)
        said.addWidget(self._then)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._time)
        self._row.addLayout(said, 1)
        self._row.addWidget(self.next)
        self._row.addWidget(self._more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.next.clicked.connect(reports.step)
        self._more.clicked.connect(self._open_menu)
        reports.changed.connect(self.follow)
        self.wear(theme)
        self.follow()

    def follow(self) -> None:
        """Show whose turn it is."""
        reports, shown = self._reports, self._reports.shown
        self.setVisible(shown is not None)
        if shown is None:
            return
        self._time.set_text(shown.time)
        self._time.set_colour(shown.tone)
        self._title.set_text(shown.title)
        self._then.set_text(" · ".join(part for part in (shown.then, shown.took) if part))
        self.setAccessibleName(shown.name)
        self.next.set_text(reports.next_words)
        self.next.setVisible(bool(reports.next_words))
        self._more.setVisible(bool(reports.parts))

    def _open_menu(self) -> None:
        place = self._more.mapToGlobal(self._more.rect().bottomLeft())
        self._menu.open_at(place, self._reports.parts)

    def restyle(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(0, 0, 0, px(10))
        self._row.setSpacing(px(12))
        super().restyle()
