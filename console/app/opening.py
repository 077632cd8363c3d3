"""Opening and making dialogue files for this installation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from console.app.installation import Installation, installation
from console.app.places import (
    copy_path,
    discard,
    free_path,
    reason_to_copy,
    working_copy,
)
from console.commands.copying import Evening, copied_facts
from console.commands.dialogue import fill
from console.config.paths import Paths
from console.domain.clock import Clock
from console.domain.errors import DialogpultError, KnownFailure
from console.domain.ids import uuid7
from console.domain.ops import Fact
from console.storage.minting import Identity
from console.storage.store import Store
from console.templates import sample_facts, template_facts
from console.viewmodels.start import NewDialogue
from console.viewmodels.start_copy import CopySource, CopyWish


@dataclass(frozen=True)
class Opened:
    """An open store; `notice` is why a copy is worked on instead of the file that was named."""

    store: Store
    notice: KnownFailure | None = None


class Opener:
    """Knows folders, clock and installation; every way to a dialogue ends here.

    `in_use` is told of a file that another console holds.
    """

    def __init__(
        self, paths: Paths, clock: Clock, in_use: Callable[[Path], object] | None = None
    ) -> None:
        paths.make()
        self.paths = paths
        self.clock = clock
        self._in_use = in_use
        self.installation: Installation = installation(paths.config, clock)

    def identity(self, role: str = "lead", name: str = "") -> Identity:
        """Return who sits here before anything was joined."""
        return Identity(device=self.installation.device, role=role, name=name)

    def open(self, path: Path, identity: Identity | None = None) -> Opened:
        """Open a dialogue file, or a local copy of it where it cannot be worked on.

        Raises: KnownFailure with the reason; nothing was changed.
        """
        if path.is_dir():
            raise KnownFailure("file_is_folder", path=path.name)
        who = identity or self.identity()
        code = reason_to_copy(path)
        if code is None:
            return Opened(self._opened(path, who))
        return Opened(self._opened_copy(path, who), KnownFailure(code, path=path.name))

    def _opened(self, path: Path, who: Identity) -> Store:
        try:
            return Store.open(path, self.clock, who)
        except KnownFailure as failure:
            if failure.code == "file_in_use" and self._in_use is not None:
                self._in_use(path)
            raise

    def _opened_copy(self, path: Path, who: Identity) -> Store:
        """Open the copy of an original; one that is new and no dialogue does not stay."""
        is_new = not copy_path(path, self.paths.data).exists()
        copy = working_copy(path, self.paths.data)
        try:
            return self._opened(copy, who)
        except KnownFailure as failure:
            if is_new:
                discard(copy)
            # The sentence is about the file that the person named.
            raise KnownFailure(failure.code, **{**failure.parameters, "path": path.name}) from None

    def sample(self, day: date) -> Opened:
        """Open the sample dated `day`; the same copy for every call of one day."""
        path = self.paths.data / f"Beispiel {day.isoformat()}.dialogpult"
        if path.exists():
            return self.open(path)
        dialogue = self._new_id()
        return Opened(self._made(path, dialogue, sample_facts(dialogue, day)))

    def create(self, new: NewDialogue) -> Opened:
        """Make a dialogue from the template; the roster is empty.  Raises: KnownFailure."""
        dialogue = self._new_id()
        facts = template_facts(
            dialogue,
            starts_at=new.starts_at,
            ends_at=new.ends_at,
            title=new.title,
            city=new.city,
            zone=new.zone,
            groups=new.groups,
        )
        return Opened(self._made(free_path(self.paths.data, new.title), dialogue, facts))

    def look(self, path: Path) -> CopySource:
        """Return what the copy of a dialogue begins with.  Raises: KnownFailure."""
        store = self.open(path).store
        try:
            dialogue = store.state.dialogue
            return CopySource(
                path, dialogue.title.text, dialogue.starts_at, dialogue.ends_at, dialogue.zone
            )
        finally:
            store.close()

    def copy(self, wish: CopyWish) -> Opened:
        """Make a dialogue with the run sheet, columns and groups of another; it stays as it is.

        Raises: KnownFailure.
        """
        dialogue = self._new_id()
        evening = Evening(title=wish.title, starts_at=wish.starts_at, ends_at=wish.ends_at)
        source = self.open(wish.path).store
        try:
            facts = copied_facts(source.state, dialogue, evening)
        finally:
            source.close()
        return Opened(self._made(free_path(self.paths.data, wish.title), dialogue, facts))

    def _new_id(self) -> str:
        return uuid7(self.clock.wall_ms())

    def _made(self, path: Path, dialogue: str, facts: list[Fact]) -> Store:
        """Make a whole file beside its place first, so that half a dialogue is never found."""
        partial = path.with_name(f"{path.name}.partial")
        try:
            discard(partial)
            store = Store.create(partial, dialogue, self.clock, self.identity())
            try:
                fill(store, facts)
            finally:
                store.close()
            partial.replace(path)
        except OSError as error:
            raise KnownFailure("folder_not_writable", path=str(path.parent)) from error
        except DialogpultError:
            discard(partial)
            raise
        return self._opened(path, self.identity())
