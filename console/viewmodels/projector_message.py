"""One sentence for the projector: written, looked at as everybody will see it, then shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.commands.messages import LONGEST
from console.viewmodels.live_projector import Screen
from console.viewmodels.projector import ProjectorViewModel
from console.words import Words


class MessageViewModel(QObject):
    """`changed`: the draft, what is to be said about it, or what everybody sees is another now."""

    changed = Signal()

    def __init__(self, projector: ProjectorViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent or projector)
        self.projector = projector
        self.draft = ""
        #: Above this nothing is taken.
        self.longest = LONGEST
        projector.changed.connect(self.changed)

    @property
    def words(self) -> Words:
        return self.projector.words

    def write(self, text: str) -> None:
        """Take over what stands in the field."""
        if text != self.draft:
            self.draft = text
            self.changed.emit()

    @property
    def length(self) -> int:
        """How many characters count."""
        return len(" ".join(self.draft.split()))

    @property
    def left(self) -> str:
        """How many characters there still are, in words."""
        left = self.longest - self.length
        key = "left" if left >= 0 else "too_long"
        return self.words(f"projector.message.{key}", n=abs(left))

    @property
    def is_too_long(self) -> bool:
        return self.length > self.longest

    @property
    def warning(self) -> str:
        """What to think about before it is shown; empty when there is nothing."""
        replaced, perhaps = self.projector.names_in(self.draft) if self.length else ([], [])
        words, said = self.words, list[str]()
        if replaced:
            names, placeholder = ", ".join(replaced), words("documents.name_placeholder")
            said.append(words("projector.message.names", names=names, placeholder=placeholder))
        if perhaps:
            said.append(words("projector.message.perhaps", names=", ".join(perhaps)))
        return " ".join(said)

    @property
    def preview(self) -> Screen:
        """The draft as everybody would see it; without a draft what they see now."""
        projector = self.projector
        return projector.screen_with(self.draft) if self.length else projector.screen

    @property
    def preview_title(self) -> str:
        """Whose picture the preview is: what is seen now, or what would be."""
        words, projector = self.words, self.projector
        if self.length:
            return words("projector.message.preview")
        if not projector.is_shown:
            return words("projector.message.not_shown")
        return words("projector.message.seen_now", content=projector.content)

    @property
    def may_show(self) -> bool:
        """Whether this role writes messages at all."""
        return self.projector.may_message

    @property
    def can_show(self) -> bool:
        return self.may_show and bool(self.length) and not self.is_too_long

    @property
    def can_take_away(self) -> bool:
        return self.may_show and bool(self.projector.message)

    def show(self) -> bool:
        """Show the draft; the field is empty again then."""
        if not self.can_show or not self.projector.show_message(self.draft):
            return False
        self.write("")
        return True

    def take_away(self) -> bool:
        """Take the sentence away that is shown."""
        return self.can_take_away and self.projector.hide_message()
