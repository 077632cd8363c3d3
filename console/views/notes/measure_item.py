"""One measure of the list: read as three lines, edited in place."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from console.viewmodels.notes_measures import FIELDS, MeasureRow, MeasuresViewModel
from console.views.notes.measure_fields import MeasureField
from console.views.painting import rounded_box, smooth
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.column_badge import ColumnBadge
from console.views.widgets.icon_label import IconLabel
from console.views.widgets.label import ElidedLabel, Label, Paragraph

_LEFT_BY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.MouseFocusReason,
)
_LABELS = {
    "what": "notes.measure_what",
    "responsible": "notes.measure_responsible",
    "due": "notes.measure_due",
}
_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class MeasureItem(Themed, QWidget):
    """Enter or F2 edits; Enter in a field saves it and goes on to the next, Esc gives it up."""

    focused = Signal(str)
    edited = Signal(str)

    def __init__(
        self, theme: Theme, measures: MeasuresViewModel, row: MeasureRow, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._measures = measures
        self.row = row
        self._badge = ColumnBadge(theme, size=26)
        self._what = Paragraph(theme, "", "card_strong", "text", line_factor=1.3)
        self._who_icon = IconLabel(theme, "buildings", "text2", size=16)
        self._who = ElidedLabel(theme, "", "secondary", "text2")
        self._from = Label(theme, "", "secondary", "text2", digits=True)
        self._due = ElidedLabel(theme, "", "secondary", "text2")
        self._fields: dict[str, MeasureField] = {}
        self._swallows_escape = False
        self._arrange()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.wear(theme)
        self.show_row(row)

    def _arrange(self) -> None:
        self._head, self._foot, self._words = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self._head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(self._words, 1)
        self._words.addWidget(self._what)
        self._words.addLayout(self._foot)
        self._words.addWidget(self._due)
        for part in (self._who_icon, self._who):
            self._foot.addWidget(part)
        self._foot.addStretch(1)
        self._foot.addWidget(self._from)
        self._edit_column = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self._edit_column)

    # reading

    def show_row(self, row: MeasureRow) -> None:
        self.row = row
        words = self._measures.words
        self._badge.set_column(row.digit, row.tone)
        self._what.set_text(row.what)
        open_ = not row.responsible
        self._who_icon.set_icon(
            "warning-circle-fill" if open_ else "buildings", "warn5" if open_ else "text2"
        )
        self._who.set_role("secondary_strong" if open_ else "secondary")
        self._who.set_colour("warn5_text" if open_ else "text2")
        self._who.set_text(row.responsible or words("notes.measure_unassigned"))
        self._from.set_text(row.sources)
        self._from.setVisible(bool(row.sources))
        parts = [words("notes.measure_due_until", due=row.due)] if row.due else []
        parts += [row.status] if row.status else []
        parts += [words("notes.conflict_chip")] if row.disputed else []
        self._due.set_text(" · ".join(parts))
        self._due.setVisible(bool(parts))
        self._due.set_colour("over_text" if row.disputed else "text2")
        self.setAccessibleName(row.spoken)
        self.setAccessibleDescription(", ".join(filter(None, (row.sources, row.status))))

    def set_tab_stop(self, stop: bool) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def has_focus(self) -> bool:
        focus = self.focusWidget()
        return self.hasFocus() or (focus is not None and focus.hasFocus())

    # editing

    def is_editing(self) -> bool:
        return bool(self._fields)

    def begin_edit(self, field: str = FIELDS[0], *, focus: bool = True) -> None:
        """Open all three fields, with the keyboard in one of them."""
        if not self._measures.may_change(self.row.id):
            return
        if not self._fields:
            for name in FIELDS:
                self._fields[name] = self._made(name)
                self._edit_column.addWidget(self._fields[name])
            self._show_parts()
        if focus:
            self._fields[field].focus_end()

    def _made(self, name: str) -> MeasureField:
        field = MeasureField(self.theme, self._measures.words(_LABELS[name]), self)
        field.edit.set_text(self._measures.begin(self.row.id, name))
        field.typed.connect(lambda text: self._measures.type(self.row.id, name, text))
        field.submitted.connect(lambda: self._go_on(name))
        field.cancelled.connect(self._give_up)
        field.edit.installEventFilter(self)
        return field

    def _go_on(self, name: str) -> None:
        if not self._measures.save(self.row.id, name):
            return
        following = FIELDS[FIELDS.index(name) + 1 :]
        if following:
            self._fields[following[0]].focus_end()
        else:
            self._end_edit()

    def _give_up(self) -> None:
        # The same key press would go on to the list and leave it.
        self._swallows_escape = True
        for name in FIELDS:
            self._measures.cancel(self.row.id, name)
        self._close()

    def _end_edit(self) -> None:
        saved = [self._measures.save(self.row.id, name) for name in FIELDS]
        if all(saved):
            self._close()

    def _close(self) -> None:
        had_focus = self.has_focus()
        fields, self._fields = self._fields, {}
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        for field in fields.values():
            self._edit_column.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._show_parts()
        self.edited.emit(self.row.id)

    def _show_parts(self) -> None:
        reading = not self._fields
        self._what.setVisible(reading)
        self._badge.setVisible(reading)
        for part in (self._who_icon, self._who):
            part.setVisible(reading)
        self._from.setVisible(reading and bool(self.row.sources))
        self._due.setVisible(reading and bool(self._due.text()))
        self.restyle()

    # look

    def focus_radius(self) -> float:
        return self.theme.px(8)

    def restyle(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(6), px(12), px(6), px(12))
        self._column.setSpacing(0)
        self._edit_column.setSpacing(px(10))
        self._head.setSpacing(px(10))
        self._words.setSpacing(px(8))
        self._foot.setSpacing(px(6))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.underMouse() and not self._fields:
            painter = QPainter(self)
            smooth(painter)
            ground = self.theme.colour("bg_sunken")
            rounded_box(painter, QRectF(self.rect()), self.theme.px(8), ground)

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Words that somebody leaves by Tab or pointer are saved as they stand; not those of
        # somebody who looks into another window.
        left = isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _LEFT_BY
        if left and isValid(self._measures):
            for name, field in self._fields.items():
                if field.edit is watched:
                    self._measures.save(self.row.id, name)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._fields or self._swallows_escape:
            self._swallows_escape = False
            event.accept()
        elif event.key() in _EDIT_KEYS and not event.modifiers() and not event.isAutoRepeat():
            self.begin_edit()
        elif event.key() == Qt.Key.Key_Delete and not event.isAutoRepeat():
            self._measures.withdraw(self.row.id)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.begin_edit()
