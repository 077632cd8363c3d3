"""The form for a copy of an evening: what it is called, and when it is."""

from __future__ import annotations

from console.viewmodels.joining import Refused
from console.viewmodels.start_copy import CopyForm, StartCopyViewModel
from console.views.start.form import Form
from console.views.theme import Theme


class CopyDialogueForm(Form):
    """Begins with the title and the times of the dialogue that is copied."""

    def __init__(self, theme: Theme, copying: StartCopyViewModel) -> None:
        words = copying.words
        rows = (
            (("title", words("start.field_title"), words("start.field_title_hint")),),
            (("date", words("start.field_date"), words("start.field_date_hint")),),
            (
                ("start", words("start.field_start"), words("start.field_time_hint")),
                ("end", words("start.field_end"), words("start.field_time_hint")),
            ),
        )
        super().__init__(theme, copying.note, rows, words("copying.create"))
        self._copying = copying
        copying.shown.connect(self._show_source)
        self.submitted.connect(self._make)

    def focus_first(self) -> None:
        """The day is what differs for sure: it is there to be typed over."""
        edit = self.fields["date"].edit
        edit.setFocus()
        edit.selectAll()

    def _show_source(self) -> None:
        form = self._copying.form
        self.set_note(self._copying.note)
        self.fill(title=form.title, date=form.date, start=form.start, end=form.end)

    def _make(self) -> None:
        fields = {name: self.text(name) for name in self.fields}
        try:
            self._copying.make(CopyForm(**fields))
        except Refused as refused:
            if refused.field in self.fields:
                self.set_error(refused.field, refused.sentence)
            else:
                # The zone is the copied dialogue's own.
                self.set_failure(refused.sentence)
