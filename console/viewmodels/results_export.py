"""Writing the documents beside the window: in a thread, told in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, QStandardPaths, Signal

from console.domain.errors import DialogpultError, KnownFailure
from console.results.check import NameCheck
from console.results.export import Form, may_export, minutes_now, suggested_name, write_document
from console.results.model import Edition, Minutes
from console.results.public_edition import public_edition
from console.viewmodels.desk import Desk
from console.viewmodels.writing_aside import write_aside
from console.words import formats

#: What "Protokoll erstellen" makes: one to read, one to write on.
MINUTES_FORMS: Final[tuple[Form, ...]] = ("pdf", "odt")
EDITIONS: Final[tuple[Edition, ...]] = ("public", "internal")
MENU_FORMS: Final[tuple[Form, ...]] = ("pdf", "odt", "csv", "json")


class Written(Struct, frozen=True, kw_only=True):
    """The files of one export, and how many names were replaced in them."""

    files: tuple[Path, ...]
    names: int


class Choice(Struct, frozen=True):
    """A line of the menu: the form, the edition, and both in words."""

    form: Form
    edition: Edition
    text: str


class ExportViewModel(QObject):
    """`changed`: an export began, is done or failed. Only one runs at a time."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        names: NameCheck,
        folder: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Write to `folder` until a person chooses another; None: where documents belong."""
        super().__init__(parent)
        self._desk = desk
        self.words = desk.words
        self._folder = folder or documents_folder(desk.store.path)
        self._forms: tuple[Form, ...] = ()
        self._edition: Edition = "public"
        self._names = names
        self.is_running = False
        self.failed = False
        self.sentence = ""
        self.names_sentence = ""
        self.files: tuple[Path, ...] = ()

    # what is possible

    @property
    def is_allowed(self) -> bool:
        """Whether this role may make documents."""
        return may_export(self._desk.store.identity.role)

    @property
    def refusal(self) -> str:
        """Why this role makes no documents."""
        role = self.words(f"shell.role.{self._desk.store.identity.role}")
        return self.words("results.export_not_here", role=role)

    @property
    def choices(self) -> list[Choice]:
        """The lines of the menu, the public edition first."""
        return [
            Choice(form, edition, self._told(form, edition))
            for edition in EDITIONS
            for form in MENU_FORMS
        ]

    @property
    def folder(self) -> Path:
        """Where the next export goes."""
        return self._folder

    @property
    def can_move(self) -> bool:
        """Whether another place can be chosen for what was made, or could not be made, last."""
        return bool(self._forms) and not self.is_running

    @property
    def wants_folder(self) -> bool:
        """Whether another place is a folder; else it is a file with a name."""
        return len(self._forms) != 1 or self._forms[0] == "csv"

    @property
    def suggestion(self) -> Path:
        """The folder or file that a dialog for another place begins with."""
        if self.wants_folder:
            return self._folder
        minutes = minutes_now(self._desk.store, self.words, "internal")
        name = suggested_name(self._forms[0], minutes, self.words, self._edition)
        return self._folder / name

    @property
    def file_filter(self) -> str:
        """What a dialog for another file shows beside folders."""
        form = self._forms[0]
        told = self.words(f"results.format_{form}")
        return self.words("results.export_file_filter", form=told, suffix=form)

    # what a person does

    def create(self) -> None:
        """Make the minutes for the public, to read and to write on."""
        self._begin(MINUTES_FORMS, "public", None)

    def export(self, form: Form, edition: Edition) -> None:
        """Make one document."""
        self._begin((form,), edition, None)

    def move_to(self, path: str) -> None:
        """Make the last documents again in another folder, or as another file."""
        chosen = Path(path)
        if self.wants_folder:
            self._folder = chosen
            self._begin(self._forms, self._edition, None)
            return
        self._folder = chosen.parent
        suffix = f".{self._forms[0]}"
        whole = (
            chosen if chosen.suffix.lower() == suffix else chosen.with_name(chosen.name + suffix)
        )
        self._begin(self._forms, self._edition, whole)

    def open_run_sheet(self) -> None:
        """Save the run sheet instead, or read one in."""
        self._desk.run_sheet_wanted.emit()

    def dismiss(self) -> None:
        """Take the line away."""
        if not self.is_running:
            self.files = ()
            self._say("")

    def say_folder_failed(self) -> None:
        """Tell that the system could not show the folder."""
        self._say(self.words("errors.export_folder_failed", path=str(self.files[0].parent)), True)

    # inside

    def _begin(self, forms: tuple[Form, ...], edition: Edition, out: Path | None) -> None:
        if self.is_running:
            return
        self._forms, self._edition, self.files = forms, edition, ()
        try:
            minutes = minutes_now(self._desk.store, self.words, "internal")
        except DialogpultError as error:
            self._fail(error)
            return
        work = self._work(minutes, forms, edition, out)
        self.is_running = True
        name = suggested_name(forms[0], minutes, self.words, edition)
        self._say(self.words("results.export_running", name=name))
        write_aside(self._folder, work, self._on_arrived)

    def _work(
        self, minutes: Minutes, forms: Sequence[Form], edition: Edition, out: Path | None
    ) -> Callable[[], Written]:
        """Return the whole of the writing; it touches frozen values and the disk alone."""
        words, folder = self.words, self._folder
        finder = self._names.finder(self._desk.store.state)

        def write() -> Written:
            made = minutes
            if edition == "public":
                placeholder = words("documents.name_placeholder")
                made = public_edition(minutes, finder, placeholder).minutes
            files: list[Path] = []
            for form in forms:
                place = out or unused(folder / suggested_name(form, made, words))
                files += write_document(form, made, words, place)
            return Written(files=tuple(files), names=made.names_replaced)

        return write

    def _on_arrived(self, result: object) -> None:
        self.is_running = False
        if isinstance(result, KnownFailure):
            self._fail(result)
            return
        assert isinstance(result, Written)
        self.files = result.files
        names = formats.enumeration(self.words, short_names(result.files))
        key = "results.export_done" if len(result.files) == 1 else "results.export_done_several"
        folder, path = result.files[0].parent, result.files[0]
        replaced = self.words("results.export_names", n=result.names) if result.names else ""
        self._say(self.words(key, path=str(path), folder=str(folder), names=names), names=replaced)

    def _fail(self, error: DialogpultError) -> None:
        self._say(self.words.error(error.code, error.parameters), failed=True)

    def _say(self, sentence: str, failed: bool = False, names: str = "") -> None:
        self.sentence, self.failed, self.names_sentence = sentence, failed, names
        self.changed.emit()

    def _told(self, form: Form, edition: Edition) -> str:
        return self.words(
            "results.export_choice",
            form=self.words(f"results.format_{form}"),
            edition=self.words(f"results.edition_{edition}"),
        )


def documents_folder(beside: Path) -> Path:
    """Return the person's folder for documents, or the one a file is in where there is none."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(place) if place else beside.parent
    return folder if folder.is_dir() else beside.parent


def short_names(files: Sequence[Path]) -> list[str]:
    """Return the files' names; one that differs from the first in its suffix only, by that."""
    first, *others = files
    return [first.name, *(one.suffix if one.stem == first.stem else one.name for one in others)]


def unused(path: Path) -> Path:
    """Return `path`, or with a number before the suffix if somebody has written there already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
