"""A document as it is read from top to bottom, before PDF or ODT give it a shape."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fact:
    """A key figure: the number, what it counts, and one more remark."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `quiet` ones explain and stand back."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a list: its number, what was said, where and when, and what belongs to it."""

    mark: str
    text: str
    meta: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """A list of entries."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `detail` stands smaller below. `bars` are minutes as (planned, actual)."""

    text: str
    detail: str = ""
    bars: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """The head of a column, its share of the width, and whether it holds numbers."""

    title: str
    share: int
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head row; `total` says that the last row sums up the others."""

    name: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False
    #: Explains the bars where they are drawn.
    bars_legend: str = ""
    #: Takes no more of the page's width than this, in percent.
    width: int = 100


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve in steps: (minutes from its start, height), with labels for its axes."""

    steps: tuple[tuple[int, int], ...]
    length: int
    ticks: tuple[tuple[int, str], ...]
    spoken: str


Block = Paragraph | Lines | Table | Curve


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what follows it; `tint` is the number of a column's colour, 0 for none."""

    title: str
    blocks: tuple[Block, ...]
    level: Literal[1, 2] = 1
    label: str = ""
    tint: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole document in its language: BCP 47 tag, head, key figures and sections."""

    language: str
    file_title: str
    kind: str
    city: str
    title: str
    subtitle: str
    day: str
    held: str
    planned: str
    edition: str
    is_open: bool
    page_word: str
    page_of: str
    contents: str
    facts_name: str
    facts_heads: tuple[str, str, str]
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    generated_at: int
