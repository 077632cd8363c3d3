"""One hint in the live view; its button to take it off the list comes with pointer or focus."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QWidget

from console.views.theme import Theme
from console.views.widgets.label import Paragraph
from console.views.widgets.notice_row import NoticeRow


class HintRow(NoticeRow):
    """The words have the whole width until somebody deals with the hint; Entf does the same."""

    def __init__(self, theme: Theme, seen: str, parent: QWidget | None = None) -> None:
        self._seen, self._compact = seen, False
        super().__init__(theme, parent)
        # These are words of ours: they wrap and are never cut.
        title = Paragraph(theme, "", "body_strong", "text", line_factor=1.3)
        self._words.replaceWidget(self._title, title)
        self._title.deleteLater()
        self._detail.set_max_lines(3)
        self._title = title

    def set_compact(self, compact: bool) -> None:
        """Smaller words and less air in narrow panels, so that three hints stand there whole."""
        if compact != self._compact:
            self._compact = compact
            self._title.set_role("secondary_strong" if compact else "body_strong")
            self.restyle()

    def restyle(self) -> None:
        super().restyle()
        if self._compact:
            px = self.theme.px
            self._row.setContentsMargins(0, px(6), 0, px(6))
            self._row.setSpacing(px(10))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.set_action(self._seen)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.set_action("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.set_action(self._seen)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        inside = self.window().focusWidget() if self.window() else None
        if not self.underMouse() and (inside is None or not self.isAncestorOf(inside)):
            self.set_action("")
