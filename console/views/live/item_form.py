"""The fields of an agenda item, those that belong together in one line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.item_fields import CHOICES
from console.viewmodels.live_sheet import ItemSheet
from console.views.live.choice_field import ChoiceField
from console.views.live.text_area import TextArea
from console.views.theme import Theme
from console.views.themed import Themed
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.text_field import TextField

Field = TextField | TextArea | ChoiceField
#: How many lines a field grows to before it scrolls.
LINES = {"question": 4, "said": 12, "slide": 4, "cue": 6}
LINES_OF_FIELDS = (
    ("title",),
    ("started", "ended"),
    ("minutes", "min_minutes", "fixed_start"),
    ("kind", "policy"),
    ("going_min", "coming_min"),
    ("per_group_min",),
    ("who",),
    ("question",),
    ("said",),
    ("slide",),
    ("cue",),
    ("thresholds",),
)


class ItemForm(Themed, QWidget):
    """What may be changed stands in fields, the rest as text; `submitted`: Enter in a field."""

    submitted = Signal()

    def __init__(self, theme: Theme, item: ItemSheet) -> None:
        super().__init__()
        self._item = item
        self.fields: dict[str, Field] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rows: list[QHBoxLayout] = []
        self.sum = Label(theme, "", "secondary", "text2", digits=True)
        self.warnings = Paragraph(theme, "", "body_medium", "warn5_text")
        for names in LINES_OF_FIELDS:
            self._add_line(theme, names)
            if "minutes" in names:
                self._column.addWidget(self.sum)
            if "per_group_min" in names:
                self._column.addWidget(self.warnings)
        self.wear(theme)

    def show_item(self) -> None:
        """Put what stands there into the fields."""
        for name, field in self.fields.items():
            field.set_text(self._item.texts[name])
        self.show_dependent()

    def show_dependent(self) -> None:
        """Show what follows from what was typed."""
        for name, field in self.fields.items():
            field.setVisible(self._item.applies(name))
        self.sum.set_text(self._item.sum_words)
        self.sum.setVisible("minutes" in self.fields)
        said = "\n".join(self._item.warnings)
        self.warnings.set_text(said)
        self.warnings.setVisible(bool(said) and bool(self.fields))
        self.warnings.setAccessibleName(said)

    def restyle(self) -> None:
        self._column.setSpacing(self.theme.px(16))
        for row in self._rows:
            row.setSpacing(self.theme.px(12))
        super().restyle()

    def _add_line(self, theme: Theme, names: tuple[str, ...]) -> None:
        row = QHBoxLayout()
        for name in names:
            if name in self._item.editable:
                row.addWidget(self._make(theme, name), 1)
            elif text := self._item.shown(name):
                row.addLayout(_as_text(theme, self._item.label(name), text), 1)
        if row.count():
            self._rows.append(row)
            self._column.addLayout(row)

    def _make(self, theme: Theme, name: str) -> Field:
        label = self._item.label(name)
        field: Field
        if name in CHOICES:
            field = ChoiceField(theme, label, self._item.choices(name))
        elif name in LINES:
            field = TextArea(theme, label, LINES[name])
        else:
            field = TextField(theme, label)
        field.edited.connect(lambda text: self._on_edited(name, text))
        if not isinstance(field, ChoiceField):
            field.submitted.connect(lambda _text: self.submitted.emit())
        self.fields[name] = field
        return field

    def _on_edited(self, name: str, text: str) -> None:
        self._item.type(name, text)
        self.show_dependent()


def _as_text(theme: Theme, label: str, text: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(Label(theme, label, "secondary_medium", "text2"))
    column.addWidget(Paragraph(theme, text, "body", "text"))
    column.addStretch(1)
    return column
