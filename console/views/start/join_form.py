"""The form for joining: an invitation is typed in, or pasted whole and recognised by itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from console.viewmodels.start import Refused, StartViewModel
from console.views.start.choose_file import choose_certificate
from console.views.start.form import Form
from console.views.theme import Theme
from console.views.widgets.button import Button
from console.views.widgets.label import Paragraph


class JoinForm(Form):
    """The field for the key and the choice of the city's certificate file appear where they are of
    use; `bring` takes a dialogue along.
    """

    def __init__(self, theme: Theme, start: StartViewModel) -> None:
        words = start.words
        rows = (
            (("address", words("start.field_address"), words("start.field_address_hint")),),
            (("code", words("start.field_code"), words("start.field_code_hint")),),
            (("key", words("start.field_key"), words("start.field_key_hint")),),
            (("name", words("start.field_name"), ""),),
        )
        super().__init__(theme, words("start.join_note"), rows, words("start.join_go"))
        self._start = start
        self._brought: Path | None = None
        self.fields["key"].hide()
        self.recognised = Paragraph(theme, "", "secondary_medium", "ok_text")
        self.recognised.hide()
        self.certificate = Button(
            theme, words("start.certificate"), "secondary", "small", "shield-check"
        )
        self.certificate.setToolTip(words("start.certificate_tip"))
        self.certificate.hide()
        self.bring = Button(theme, words("start.bring"), "quiet", "small", "file-plus")
        self.bring.setToolTip(words("start.bring_tip"))
        self.fields["name"].edit.setToolTip(words("start.field_name_hint"))
        self.fields["name"].edit.setAccessibleDescription(words("start.field_name_hint"))
        self.add_below(self.certificate)
        self.add_below(self.recognised)
        self.add_below(self.bring)
        self.fill(address=start.address, name=start.name)
        self.fields["address"].edited.connect(self._read)
        self.submitted.connect(self._join)
        self.certificate.clicked.connect(self._choose_certificate)
        start.key_wanted.connect(self._ask_for_key)
        start.file_wanted.connect(self._offer_certificate)
        start.trusted.connect(self._on_trusted)

    def take_along(self, path: str) -> None:
        """Bring a dialogue file as its first lead."""
        self._brought = Path(path)
        self.bring.set_text(self._start.words("start.brought", name=self._brought.stem))

    def leave_behind(self) -> None:
        """Bring nothing."""
        self._brought = None
        self.bring.set_text(self._start.words("start.bring"))

    def expect_key(self, key: str) -> None:
        """Hold the server to a key that an invitation named, or to none."""
        self.fill(key=self._start.read_key(key))
        self.fields["key"].setVisible(bool(key))

    def follow(self, text: str) -> None:
        """Take an invitation as if it were pasted, and press the button if nothing is missing."""
        self.fill(address=text)
        self._read(text)
        if self.text("address") == text or self.text("name"):
            self._join()

    def _ask_for_key(self) -> None:
        self.fields["key"].show()
        self.fields["key"].edit.setFocus()

    def _offer_certificate(self) -> None:
        self.certificate.show()

    def _choose_certificate(self) -> None:
        choose_certificate(self, self._start.words, self._trust)

    def _trust(self, path: str) -> None:
        self._start.trust(self.text("address"), Path(path))

    def _on_trusted(self, path: Path) -> None:
        """Ask once more who answers, now that somebody vouches for it."""
        self.certificate.set_text(self._start.words("start.certificate_chosen", name=path.name))
        self.set_failure("")
        self._join()

    def _read(self, text: str) -> None:
        """Fill in an invitation as soon as it is there, and go where something is missing."""
        said = self._start.read_link(text)
        self.recognised.setVisible(said is not None)
        if said is None:
            return
        self.fill(address=said.address, code=said.code, key=said.key)
        self.fields["key"].setVisible(bool(said.key))
        sentence = self._start.words("start.link_recognised")
        self.recognised.set_text(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        if self.text("name"):
            self.button.setFocus()
        else:
            self.focus_first()

    def _join(self) -> None:
        self.recognised.hide()
        try:
            self._start.join(
                self.text("address"),
                self.text("code"),
                self.text("name"),
                self.text("key"),
                self._brought,
            )
        except Refused as refused:
            self.fields[refused.field].show()
            self.set_error(refused.field, refused.sentence)
