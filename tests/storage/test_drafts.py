"""What is being typed survives everything but its own commit."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from console.domain.notes import NoteAdded, Place
from console.domain.ops import Fact
from console.storage.minting import Identity
from console.storage.store import Store
from tests.storage.files import MovedClock, create, device, reopen


def test_a_draft_is_there_after_kill_minus_nine(tmp_path: Path) -> None:
    path = tmp_path / "evening.dialogpult"
    create(path).close()
    typing = [sys.executable, "-m", "tests.storage.holding", str(path), "type"]
    with subprocess.Popen(typing, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        saved = [child.stdout.readline() for _ in range(120)][-1]
        child.kill()
        rest = child.stdout.read().split()
    with closing(Store.open(path, MovedClock(), Identity(device=device("lead")))) as store:
        (draft,) = store.drafts()
    said = int(rest[-1]) if rest and rest[-1].isdigit() else int(saved)
    assert len(draft.text) >= max(int(saved), said - 1)
    assert draft.text == ("abcdefghij" * len(draft.text))[: len(draft.text)]


def test_a_draft_keeps_its_place_and_what_was_on_screen(store: Store) -> None:
    store.save_draft("note:7", "halb", ["6b0e1c1e-5a6b-4d6e-9d0a-2f2c8a0d7a11"])
    store.save_draft("note:7", "halb fertig", ["6b0e1c1e-5a6b-4d6e-9d0a-2f2c8a0d7a11"])
    (draft,) = store.drafts()
    assert (draft.place, draft.text) == ("note:7", "halb fertig")
    assert draft.base == ("6b0e1c1e-5a6b-4d6e-9d0a-2f2c8a0d7a11",)


def test_the_commit_that_makes_the_note_clears_its_draft_and_no_other(store: Store) -> None:
    store.save_draft("capture", "Mehr Bänke", ())
    store.save_draft("search", "Bän", ())
    body = NoteAdded(text="Mehr Bänke", place=Place(order="V"))
    store.commit([Fact(entity=store.new_id(), body=body)], clears_draft="capture")
    assert [draft.place for draft in store.drafts()] == ["search"]


def test_an_emptied_draft_is_gone(tmp_path: Path) -> None:
    store = create(tmp_path / "evening.dialogpult")
    store.save_draft("capture", "Mehr", ())
    store.save_draft("capture", "", ())
    store = reopen(store)
    assert store.drafts() == []
    store.close()
