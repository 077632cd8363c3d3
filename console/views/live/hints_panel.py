"""Hinweise: what is not as it should be, the most important first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from console.viewmodels.hints import HintsViewModel
from console.viewmodels.live_hint import GO, Hint
from console.views.live.calm_line import CalmLine
from console.views.live.hint_row import HintRow
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.panel import Hairline, Panel
from console.words import Words


class HintsPanel(Panel):
    """`followed` names where a hint leads: notes, roster, groups, group:<id> or agenda:<id>."""

    followed = Signal(str)

    def __init__(
        self, theme: Theme, hints: HintsViewModel, words: Words, parent: QWidget | None = None
    ) -> None:
        self._hints, self._words = hints, words
        self._rows: dict[str, HintRow] = {}
        self._lines: list[Hairline] = []
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._scroll = QScrollArea()
        self._calm = CalmLine(theme, words("live.calm"), words("live.calm_text"))
        self._more = Button(theme, "", "quiet", "small")
        super().__init__(theme, words("live.hints"), "bell", parent, header_line=True)
        self._put_together()
        self._more.clicked.connect(hints.show_all)
        hints.changed.connect(self.show_hints)
        self.show_hints()

    def focus_first(self) -> None:
        if row := next(iter(self._rows.values()), None):
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_hints(self) -> None:
        shown = self._hints.shown
        wanted = {hint.id: hint for hint in shown}
        held = next((key for key, row in self._rows.items() if _holds_focus(row)), None)
        for gone in [key for key in self._rows if key not in wanted]:
            self._rows.pop(gone).deleteLater()
        for hint in shown:
            self._show(hint)
        self._place([hint.id for hint in shown])
        if held is not None and held not in wanted:
            self.focus_first()
        self._calm.setVisible(not shown)
        self._more.set_text(self._hints.more)
        self._more.setVisible(bool(self._hints.more))
        self.set_badge(str(len(self._hints.all)) if self._hints.all else "")

    def _show(self, hint: Hint) -> None:
        row = self._rows.get(hint.id)
        if row is None:
            row = self._rows[hint.id] = HintRow(self.theme, self._words("live.seen"), self._content)
            row.activated.connect(lambda key=hint.id: self._follow(key))
            row.dismissed.connect(lambda key=hint.id: self._hints.see(key))
            row.action_pressed.connect(lambda key=hint.id: self._hints.see(key))
            row.acted.connect(lambda act, key=hint.id: self._act(key, act))
        row.set_compact(self._compact)
        row.set_notice(hint.title, hint.detail, hint.tone, hint.icon)
        row.set_acts(hint.acts)

    def _act(self, key: str, act: str) -> None:
        if act == GO:
            self._follow(key)
        else:
            self._hints.act(key, act)

    def _follow(self, key: str) -> None:
        hint = next((one for one in self._hints.all if one.id == key), None)
        if hint is not None and hint.target:
            self.followed.emit(hint.target)

    def _place(self, order: list[str]) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
        while len(self._lines) < len(order) - 1:
            self._lines.append(Hairline(self.theme, parent=self._content))
        for row in self._rows.values():
            self._column.removeWidget(row)
        at = 0
        for number, key in enumerate(order):
            if number:
                self._column.insertWidget(at, self._lines[number - 1])
                self._lines[number - 1].show()
                at += 1
            self._column.insertWidget(at, self._rows[key])
            at += 1

    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        for row in self._rows.values():
            row.set_compact(compact)

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        side = px(10 if self._compact else 14)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._column.setContentsMargins(side, px(4), side, px(4))
        self._column.setSpacing(px(2))

    def _put_together(self) -> None:
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self._column.addWidget(self._calm)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.body.addWidget(self._scroll)


def _holds_focus(row: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is row or row.isAncestorOf(focus))
