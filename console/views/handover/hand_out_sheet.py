"""The sheet for handing over: for whom, what is in it, a file, or text for the chat."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from console.viewmodels.handing_out import AUDIENCES, HandingOutViewModel
from console.views.handover.file_drop import SUFFIX
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.combo_box import ComboBox
from console.views.widgets.label import Label, Paragraph
from console.views.widgets.panel import Hairline
from console.views.widgets.sheet import Sheet


class HandOutSheet(Sheet):
    """The file is written where a person wants it; the chat gets one message after the other."""

    def __init__(
        self, theme: Theme, host: QWidget, handing: HandingOutViewModel, folder: Path
    ) -> None:
        words = handing.words
        super().__init__(theme, host, words("handover.out.title"), words("shell.close"))
        self._handing = handing
        self._folder = folder
        self._intro = Paragraph(theme, words("handover.out.intro"), "body", "text2")
        self.audience = ComboBox(theme, words("handover.out.audience"), "users")
        self.audience.set_choices([words(f"handover.out.for_{one}") for one in AUDIENCES])
        self._hint = Paragraph(theme, "", "secondary", "text2")
        self._contents = Paragraph(theme, "", "body_medium", "text")
        self._left_out = Paragraph(theme, "", "secondary", "text2")
        self.save = Button(theme, words("handover.out.save"), "primary", icon="export")
        self._notice = Paragraph(theme, "", "body_medium", "ok_text")
        self._sentence = Paragraph(theme, "", "body_medium", "over_text")
        self._chat = Label(theme, words("handover.out.chat_title"), "body_strong", "text")
        self._chat_hint = Paragraph(theme, "", "secondary", "text2")
        self.copy = Button(theme, "", "secondary", icon="copy")
        self._copied = Paragraph(theme, "", "body_medium", "ok_text")
        self._put_together()
        self.audience.activated.connect(lambda at: handing.choose(AUDIENCES[at]))
        self.save.clicked.connect(self._ask_for_place)
        self.copy.clicked.connect(self._copy)
        handing.changed.connect(self._on_change)

    def _put_together(self) -> None:
        self._field = QWidget()
        column = QVBoxLayout(self._field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(5))
        label = self._handing.words("handover.out.audience")
        column.addWidget(Label(self.theme, label, "secondary_medium", "text2"))
        column.addWidget(self.audience)
        column.addWidget(self._hint)
        for part in (
            self._notice,
            self._sentence,
            self._intro,
            self._field,
            self._contents,
            self._left_out,
            self.save,
            Hairline(self.theme),
            self._chat,
            self._chat_hint,
            self.copy,
            self._copied,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_sheet(self) -> None:
        """Open with what there is now, and the focus on what can be done."""
        self._handing.look()
        self._show()
        self.open(self.audience if self._handing.is_anything else None)

    def _on_change(self) -> None:
        if self.is_open():
            self._show()

    def _show(self) -> None:
        handing, words = self._handing, self._handing.words
        chat_key = "chat_hint" if handing.has_text else "chat_nothing"
        self.audience.setCurrentIndex(AUDIENCES.index(handing.audience))
        for part, text in (
            (self._notice, handing.notice),
            (self._sentence, handing.sentence),
            (self._copied, handing.copied),
            (self._hint, handing.hint),
            (self._contents, handing.contents),
            (self._left_out, handing.left_out),
            (self._chat_hint, words(f"handover.out.{chat_key}")),
        ):
            part.set_text(text)
            part.setAccessibleName(text)
            part.setVisible(bool(text))
        self.save.setVisible(handing.is_anything)
        self._field.setVisible(handing.is_anything)
        self.copy.setVisible(handing.has_text)
        self.copy.set_text(handing.copy_label)

    # what a person does

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._handing.copy_next())

    def _ask_for_place(self) -> None:
        words = self._handing.words
        dialog = QFileDialog(self, words("handover.out.save_title"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(words("handover.file_filter"))
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.setDirectory(str(self._folder))
        dialog.selectFile(self._handing.file_name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._save)
        # Not exec(): a loop inside the loop would stop every coroutine.
        dialog.open()

    def _save(self, path: str) -> None:
        self._folder = Path(path).parent
        self._handing.save(Path(path))
