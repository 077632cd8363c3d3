"""Einstellungen: look, size, motion, announcements, language, the city's own mark and colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.settings import LOOKS, SIZES, SettingsViewModel
from console.viewmodels.speaker import SPOKEN
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.check_box import CheckBox
from console.views.widgets.combo_box import ComboBox
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Hairline
from console.views.widgets.sheet import Sheet
from console.views.widgets.text_field import TextField
from console.words import LANGUAGES


class SettingsSheet(Sheet):
    """Everything counts at once; only another language waits for the next start."""

    def __init__(self, theme: Theme, host: QWidget, settings: SettingsViewModel) -> None:
        words = settings.words
        super().__init__(theme, host, words("shell.keys.settings"), words("shell.close"))
        self._settings = settings
        self._dialog: QFileDialog | None = None
        self.look = self._choice("shell.menu.theme", settings.looks, settings.choose_look)
        self.zoom = self._choice("shell.menu.zoom", settings.sizes, settings.choose_size)
        self.still = CheckBox(theme, words("settings.still"))
        self.body.addWidget(self.still)
        self.spoken = self._choice("settings.spoken", settings.spoken, settings.choose_spoken)
        self.language = self._choice(
            "shell.menu.language", settings.languages, settings.choose_language
        )
        self._language_note = Paragraph(theme, "", "secondary", "text2")
        self.body.addWidget(self._language_note)
        self.body.addWidget(Hairline(theme))
        self._add_mark()
        self._add_accent()
        self.body.addStretch(1)
        self.keys = Button(theme, words("settings.keys_button"), icon="keyboard")
        self.footer.addWidget(self.keys)
        self.footer.addStretch(1)
        self.still.clicked.connect(settings.still_chosen)
        self.keys.clicked.connect(self._to_keys)
        settings.changed.connect(self.show_choices)

    def _choice(self, name: str, texts: list[str], choose: Callable[[int], object]) -> ComboBox:
        words = self._settings.words
        label = Label(self.theme, words(name), "secondary_medium", "text2")
        box = ComboBox(self.theme, words(name))
        box.set_choices(texts)
        box.activated.connect(choose)
        label.setBuddy(box)
        self.body.addWidget(_together(self.theme, label, box))
        return box

    def _add_mark(self) -> None:
        theme, words = self.theme, self._settings.words
        self._mark_label = Label(theme, words("settings.mark"), "secondary_medium", "text2")
        self._mark_name = Paragraph(theme, "", "body", "text")
        self.mark = Button(theme, words("settings.mark_choose"), size="small", icon="image")
        self.own_mark = Button(theme, words("settings.mark_own"), "quiet", "small")
        self.mark.setAccessibleDescription(words("settings.mark_hint"))
        hint = Paragraph(theme, words("settings.mark_hint"), "secondary", "text2")
        self._mark_error = Paragraph(theme, "", "secondary_medium", "over_text")
        row = _row(theme, self.mark, self.own_mark)
        parts = (self._mark_label, self._mark_name, row, hint, self._mark_error)
        self.body.addWidget(_together(theme, *parts))
        self.mark.clicked.connect(self._ask_for_mark)
        self.own_mark.clicked.connect(lambda: self._settings.choose_mark(None))

    def _add_accent(self) -> None:
        theme, words, settings = self.theme, self._settings.words, self._settings
        self.accent = TextField(theme, words("settings.accent"), "#0A5A82")
        self.take = Button(theme, words("settings.accent_take"), size="small", icon="check")
        self.own_accent = Button(theme, words("settings.accent_own"), "quiet", "small")
        hint = Paragraph(theme, words("settings.accent_hint"), "secondary", "text2")
        row = _row(theme, self.take, self.own_accent)
        self.body.addWidget(_together(theme, self.accent, row, hint))
        self.accent.submitted.connect(settings.accent_chosen)
        self.take.clicked.connect(lambda: settings.accent_chosen.emit(self.accent.text()))
        self.own_accent.clicked.connect(lambda: settings.accent_chosen.emit(""))

    # what is shown

    def show_settings(self) -> None:
        """Open with what is set now; opened twice, it closes."""
        if self.is_open():
            self.close_sheet()
            return
        self.accent.set_text(self._settings.choices.accent)
        self.show_choices()
        self.open(self.look)

    def show_choices(self) -> None:
        """Take everything from the view model."""
        settings, chosen = self._settings, self._settings.choices
        self.look.setCurrentIndex(LOOKS.index(chosen.look))
        nearest = min(SIZES, key=lambda size: abs(size - chosen.size))
        self.zoom.setCurrentIndex(SIZES.index(nearest))
        self.still.setChecked(chosen.still)
        self.spoken.setCurrentIndex(SPOKEN.index(chosen.spoken))
        self.language.setCurrentIndex(LANGUAGES.index(chosen.language))
        _tell(self._language_note, settings.language_note)
        _tell(self._mark_name, chosen.mark)
        _tell(self._mark_error, settings.mark_refusal)
        self.accent.set_error(settings.accent_refusal)
        for button, before, shown in (
            (self.own_mark, self.mark, bool(chosen.mark)),
            (self.own_accent, self.take, bool(chosen.accent)),
        ):
            if button.hasFocus() and not shown:
                before.setFocus(Qt.FocusReason.OtherFocusReason)
            button.setVisible(shown)
        if not chosen.accent and not settings.accent_refusal and not self.accent.edit.hasFocus():
            self.accent.set_text("")

    def _to_keys(self) -> None:
        """One sheet after the other: the focus goes back to where the first came from."""
        self.close_sheet()
        self._settings.keys_wanted.emit()

    def _ask_for_mark(self) -> None:
        words = self._settings.words
        self._dialog = dialog = QFileDialog(self.window(), words("settings.mark_choose"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{words('settings.pictures')} (*.png *.svg *.jpg *.jpeg)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen: SignalInstance = dialog.fileSelected
        chosen.connect(lambda path: self._settings.choose_mark(Path(path)))
        dialog.open()


def _tell(paragraph: Paragraph, text: str) -> None:
    paragraph.set_text(text)
    paragraph.setVisible(bool(text))


def _together(theme: Theme, *parts: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(5))
    for part in parts:
        column.addWidget(part)
    return box


def _row(theme: Theme, *parts: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return box
