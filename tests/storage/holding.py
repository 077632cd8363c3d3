"""Another program: `python -m tests.storage.holding FILE [type | hold]`."""

import sys
from pathlib import Path

from console.storage.minting import Identity
from console.storage.store import Store
from tests.storage.files import MovedClock, device


def main() -> None:
    store = Store.open(Path(sys.argv[1]), MovedClock(), Identity(device=device("lead")))
    if "type" in sys.argv:
        typing(store)
    say("open")
    sys.stdin.read()
    store.close()


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def typing(store: Store) -> None:
    """Type on and on, a draft with each key, and say what was saved."""
    text = ""
    while True:
        text += "abcdefghij"[len(text) % 10]
        store.save_draft("capture", text, ())
        say(len(text))


if __name__ == "__main__":
    main()
