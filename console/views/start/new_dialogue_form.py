"""The form for a new dialogue: what it is called, where and when it is, how many groups."""

from __future__ import annotations

from console.viewmodels.start import NewForm, Refused, StartViewModel
from console.views.start.form import Form
from console.views.theme import Theme


class NewDialogueForm(Form):
    """Begins with what most evenings have; a field that is wrong says so itself."""

    def __init__(self, theme: Theme, start: StartViewModel) -> None:
        words = start.words
        rows = (
            (("title", words("start.field_title"), words("start.field_title_hint")),),
            (
                ("city", words("start.field_city"), ""),
                ("date", words("start.field_date"), words("start.field_date_hint")),
            ),
            (
                ("start", words("start.field_start"), words("start.field_time_hint")),
                ("end", words("start.field_end"), words("start.field_time_hint")),
            ),
            (
                ("zone", words("start.field_zone"), ""),
                ("groups", words("start.field_groups"), ""),
            ),
        )
        super().__init__(theme, words("start.new_text"), rows, words("start.create"))
        self._start = start
        given = start.form
        self.fill(
            date=given.date,
            start=given.start,
            end=given.end,
            zone=given.zone,
            groups=given.groups,
        )
        self.submitted.connect(self._create)

    def _create(self) -> None:
        fields = {name: self.text(name) for name in self.fields}
        try:
            self._start.create(NewForm(**fields))
        except Refused as refused:
            self.set_error(refused.field, refused.sentence)
