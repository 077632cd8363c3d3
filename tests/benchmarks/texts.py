"""Notes of eighty characters, each another one."""

_WORDS = (
    "mehr", "Bänke", "am", "Nordmarkt", "und", "Schatten", "für", "alle", "Kinder", "der",
    "Bus", "fährt", "abends", "zu", "selten", "bessere", "Beleuchtung", "auf", "dem", "Weg",
)  # fmt: skip
LENGTH = 80


def note_text(number: int) -> str:
    """The note with this number: it begins with `mark(number)`."""
    words = [_WORDS[(number * 7 + at * (1 + number % 5)) % len(_WORDS)] for at in range(20)]
    return f"{mark(number)} {' '.join(words)}"[: LENGTH - 1] + "."


def mark(number: int) -> str:
    """A word that stands in this note alone."""
    return f"n{number:05d}"


def mark_of(text: str) -> str:
    """The mark of a note."""
    return text.partition(" ")[0]
