"""The sheet behind the projector chip: what everybody sees, and one sentence to them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.viewmodels.projector_message import MessageViewModel
from console.views.projector.preview_picture import PreviewPicture
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.check_box import CheckBox
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Hairline
from console.views.widgets.sheet import Sheet
from console.views.widgets.text_field import TextField


class ProjectorSheet(Sheet):
    """It follows while it is open; Enter in the field shows the sentence, Esc closes.

    `picture` is the theme of the projector. `protection_chosen`: internal windows are to be hidden
    where a screen is shared, or not any more.
    """

    protection_chosen = Signal(bool)

    def __init__(
        self, theme: Theme, host: QWidget, model: MessageViewModel, picture: Theme
    ) -> None:
        words = model.words
        self._acts = QHBoxLayout()
        super().__init__(theme, host, words("projector.message.title"), words("shell.close"))
        self._model, self._projector = model, model.projector
        self._picture = picture
        self._heading = Paragraph(theme, "", "secondary_medium", "text2")
        self.preview = PreviewPicture(theme, picture)
        self.field = TextField(
            theme, words("projector.message.field"), words("projector.message.placeholder")
        )
        self._left = Label(theme, "", "secondary", "text2", digits=True)
        self._warning = Paragraph(theme, "", "secondary_medium", "warn5_text")
        self.show_it = Button(
            theme, words("projector.message.show"), "primary", icon="monitor-play"
        )
        self.take_away = Button(theme, words("projector.message.take_away"), icon="x")
        self._read_only = Paragraph(theme, words("projector.message.read_only"), "body", "text2")
        self.protect = CheckBox(theme, words("projector.capture.hide"))
        self._protection = Paragraph(theme, "", "secondary", "text2")
        for widget in (self._heading, self.preview, self.field, self._left, self._warning):
            self.body.addWidget(widget)
        for button in (self.show_it, self.take_away):
            self._acts.addWidget(button)
        self._acts.addStretch(1)
        self.body.addLayout(self._acts)
        self.body.addWidget(self._read_only)
        self._line = Hairline(theme)
        self.body.addWidget(self._line)
        self.body.addWidget(self.protect)
        self.body.addWidget(self._protection)
        self.body.addStretch(1)
        self._connect()
        self._show()

    def open_on_message(self) -> None:
        """Open with the keyboard in the field, where there is one."""
        self._projector.watch(watched=True)
        self._show()
        self.open(self.field if self._model.may_show else None)

    def show_protection(self, sentence: str, *, possible: bool, on: bool) -> None:
        """Say what the system does for the console's own windows."""
        self.protect.setVisible(possible)
        self.protect.setChecked(on)
        self._protection.set_text(sentence)

    def _connect(self) -> None:
        self.field.edited.connect(self._model.write)
        self.field.submitted.connect(lambda _text: self._model.show())
        self.field.cancelled.connect(self.close_sheet)
        self.show_it.clicked.connect(self._model.show)
        self.take_away.clicked.connect(self._model.take_away)
        self.closed.connect(lambda: self._projector.watch(watched=False))
        self.protect.clicked.connect(self.protection_chosen)
        self._model.changed.connect(self._show)

    def _show(self) -> None:
        model = self._model
        self._heading.set_text(model.preview_title)
        self._show_preview()
        self.field.set_text(model.draft)
        self._left.set_text(model.left)
        self._left.set_colour("over_text" if model.is_too_long else "text2")
        self._warning.set_text(model.warning)
        self._warning.setVisible(bool(model.warning))
        self.field.edit.setAccessibleDescription(f"{model.left} {model.warning}".strip())
        for widget in (self.field, self._left, self.show_it):
            widget.setVisible(model.may_show)
        self.show_it.setEnabled(model.can_show)
        self.take_away.setVisible(model.can_take_away)
        self._read_only.setVisible(not model.may_show)

    def _show_preview(self) -> None:
        model, words = self._model, self._model.words
        scheme = "light" if self._projector.is_light else "dark"
        self._picture.set_scheme(scheme)
        screen = model.preview
        dimmed = self._projector.is_dimmed and not model.length
        self.preview.show_screen(screen, dimmed=dimmed)
        text = screen.city if dimmed else f"{screen.kicker} {screen.headline}".strip()
        self.preview.setAccessibleName(words("projector.message.picture", text=text))

    def restyle(self) -> None:
        self._acts.setSpacing(self.theme.px(8))
        super().restyle()
