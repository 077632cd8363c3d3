"""Deleting dialogues from this device: when a person gives it away, and on the deletion date."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from console.app.deletion_book import DeletionBook, Doomed, Kept
from console.app.preferences import Preferences
from console.app.surroundings import Surroundings
from console.domain.errors import KnownFailure
from console.sync.credentials import Credentials

if TYPE_CHECKING:
    from console.storage.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Departure:
    """A dialogue that is to leave this device, with the receipt that was saved for it."""

    dialogue: str
    path: Path
    title: str
    receipt: str
    saved_at: Path


class Deletion:
    """Nothing here asks a network: it holds offline too."""

    def __init__(
        self, around: Surroundings, credentials: Credentials, preferences: Preferences
    ) -> None:
        self._around = around
        self._credentials = credentials
        self._preferences = preferences
        self._book = DeletionBook(around.paths.config)

    def note(self, store: Store) -> bool:
        """Remember the deletion date of an open dialogue; tells whether it has come already.

        Then the dialogue goes at the next start, also one that was never open here before.
        """
        dialogue = store.state.dialogue
        kept = Kept(
            dialogue=store.replica.position.dialogue,
            path=str(store.path),
            title=dialogue.title.text,
            delete_after=dialogue.delete_after,
            offset_ms=store.time.stored_offset_ms or 0,
        )
        try:
            self._book.spare(kept.dialogue)
            self._book.keep(kept)
        except OSError:
            log.warning("the deletion date was not kept")
        return bool(kept.delete_after) and self._is_due(kept)

    def give_away(self, departure: Departure) -> str:
        """Delete a closed dialogue; returns what to tell, the receipt included.

        What came between the receipt and the closing keeps the file.
        """
        from console.storage.removal import is_in_use, unsent_in

        words = self._around.words
        if is_in_use(departure.path):
            return words.error("file_in_use", {"path": str(departure.path)})
        if unsent := unsent_in(departure.path):
            return words("leaving.kept", title=departure.title, n=unsent)
        doomed = Doomed(
            dialogue=departure.dialogue,
            path=str(departure.path),
            title=departure.title,
            is_due=False,
        )
        if left := self._delete(doomed):
            return words("leaving.left_over", path=str(left[0]))
        done = words("leaving.done", title=departure.title, path=str(departure.saved_at))
        return f"{done}\n\n{departure.receipt}"

    def catch_up(self) -> str:
        """Delete what is due, and end what a crash cut short; returns what to tell, if anything."""
        told = [self._end(one) for one in self._book.read().doomed]
        told += [self._fall_due(one) for one in self._book.read().kept if self._is_due(one)]
        return "\n".join(sentence for sentence in told if sentence)

    def _is_due(self, one: Kept) -> bool:
        # The date is the server's, and this device's clock may be wrong.
        return self._around.clock.wall_ms() + one.offset_ms >= one.delete_after

    def _fall_due(self, one: Kept) -> str:
        return self._end(Doomed(dialogue=one.dialogue, path=one.path, title=one.title, is_due=True))

    def _end(self, doomed: Doomed) -> str:
        # Most starts have nothing to delete, and the first frame waits for no database.
        from console.storage.removal import is_in_use, is_of_another, unsent_in

        words, path = self._around.words, Path(doomed.path)
        if is_in_use(path):
            return ""
        was_there = path.exists() and not is_of_another(path, doomed.dialogue)
        unsent = unsent_in(path) if was_there else 0
        if left := self._delete(doomed):
            return words("leaving.left_over", path=str(left[0]))
        if not doomed.is_due:
            return words("leaving.done_later", title=doomed.title)
        if not was_there:
            # Somebody took the file away before; what was left of it is gone now as well.
            return ""
        if unsent:
            return words("leaving.due_unsent", title=doomed.title, n=unsent)
        return words("leaving.due", title=doomed.title)

    def _delete(self, doomed: Doomed) -> list[Path]:
        """Delete all of a dialogue; returns what could not be deleted, to be tried again."""
        from console.storage.removal import remove, traces

        paths, path = self._around.paths, Path(doomed.path)
        try:
            self._book.doom(doomed)
            files = traces(path, doomed.dialogue, (paths.data, paths.backups))
            left = remove(files)
            for place in self._credentials.of_dialogue(doomed.dialogue):
                self._credentials.forget(place.origin, place.dialogue)
            for file in {path, *files}:
                if file in left or not file.exists():
                    self._preferences.forget(file)
            if not left:
                self._book.close(doomed)
        except KnownFailure as failure:
            # The words may be gone; the way to the backend is not, and that is tried again.
            log.exception("a deletion could not be ended")
            return [Path(str(failure.parameters.get("path", path)))]
        except OSError:
            log.exception("a deletion could not be ended")
            return [path]
        return left
