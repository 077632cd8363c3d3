"""Words for a large screen: the largest step at which all of them stand in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtGui import QFont

from console.views.text_block import TextBlock

#: Nothing is smaller, on a screen of 1,080 lines.
SMALLEST = 28
#: What a question begins with, and what it may come down to in few lines.
LARGEST, SMALLEST_QUESTION, FEW_LINES = 84, 60, 3
_STEP = 6

MakeFont = Callable[[float], QFont]


def steps(largest: int, smallest: int = SMALLEST) -> list[int]:
    """Return the sizes to try, the largest first and the smallest for certain."""
    return [*range(largest, smallest, -_STEP), smallest]


def fitted(
    text: str,
    make: MakeFont,
    sizes: Sequence[int],
    width: float,
    height: float,
    line_factor: float = 1.15,
    most_lines: Callable[[int], int] | None = None,
) -> TextBlock:
    """Return the text at the first size that fits `width` and `height` (px) with whole words.

    A word longer than a line is broken only where no size holds it; what fits at no size is cut.
    `most_lines` says how many lines a size may take.
    """
    broken: TextBlock | None = None
    for size in sizes:
        font = make(size)
        lines = _room(font, height, line_factor)
        if most_lines is not None:
            lines = min(lines, most_lines(size))
        block = TextBlock(text, font, width, line_factor, lines)
        if block.is_cut:
            continue
        if _has_whole_words(block, text):
            return block
        broken = broken or block
    if broken is not None:
        return broken
    font = make(sizes[-1])
    return TextBlock(text, font, width, line_factor, _room(font, height, line_factor))


def fitted_together(
    texts: Iterable[str],
    make: MakeFont,
    sizes: Sequence[int],
    width: float,
    height: float,
    gap: float,
    line_factor: float = 1.4,
) -> list[TextBlock]:
    """Return several texts at one size at which all of them fit below each other.

    At the smallest size what has no room is left out, the last text first.
    """
    blocks: list[TextBlock] = []
    for size in sizes:
        blocks = [TextBlock(text, make(size), width, line_factor) for text in texts]
        if _tall(blocks, gap) <= height:
            return blocks
    while blocks and _tall(blocks, gap) > height:
        blocks.pop()
    return blocks


def few_lines(size: int) -> int:
    """Large words take few lines; what needs more of them gets smaller first."""
    return FEW_LINES if size >= SMALLEST_QUESTION else 100


def _tall(blocks: Sequence[TextBlock], gap: float) -> float:
    return sum(block.height for block in blocks) + gap * max(0, len(blocks) - 1)


def _room(font: QFont, height: float, line_factor: float) -> int:
    """Return how many lines stand in a height, at least one."""
    return max(1, int(height / (font.pixelSize() * line_factor) + 0.01))


def _has_whole_words(block: TextBlock, text: str) -> bool:
    return " ".join(block.lines).split() == text.split()
