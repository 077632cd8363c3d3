"""Replace what no font at hand can show, so that an accessible PDF can always be made."""

import re
from collections.abc import Callable, Iterable
from typing import Final

#: Tells whether a text can be set; asked for many characters at once, then for fewer.
CanSet = Callable[[str], bool]

#: In the font that is shipped; nothing here needs asking.
_SAFE: Final = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f"
    "\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u20ac\u2212]"
)
#: Says how the sign before it is drawn; without that sign it says nothing.
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_JOINER: Final = "\u200d"
#: No German word that hyphenation would not break either is as long as that.
_LONG: Final = re.compile(r"\S{33,}|\S*[^\w\s]\S{16,}|\S{16,}[^\w\s]\S*")
_PIECE: Final = re.compile(r"\S{8}(?=\S)")


def unusual(texts: Iterable[str]) -> str:
    """Return each character beyond the shipped font's safe range once, in order."""
    return "".join(sorted({char for text in texts for char in _SAFE.sub("", text)}))


def missing(characters: str, can_set: CanSet) -> frozenset[str]:
    """Return the characters that cannot be set, by halving what fails until it is one."""
    if not characters or can_set(characters):
        return frozenset()
    if len(characters) == 1:
        return frozenset(characters)
    middle = len(characters) // 2
    return missing(characters[:middle], can_set) | missing(characters[middle:], can_set)


def spelled_out(text: str, lacking: frozenset[str]) -> str:
    """Return `text` with each run of lacking characters as code points: "[U+1F600]"."""
    text = _SELECTORS.sub("", text)
    if not lacking.intersection(text):
        return text
    run = "[" + "".join(map(re.escape, sorted(lacking | {_JOINER}))) + "]+"
    return re.sub(run, _codes, text)


def breakable(text: str) -> str:
    """Return `text` with places to break in words too long for a line, such as addresses."""
    return _LONG.sub(lambda long: _PIECE.sub("\\g<0>\u200b", long.group()), text)


def _codes(run: re.Match[str]) -> str:
    codes = [f"U+{ord(char):04X}" for char in run.group() if char != _JOINER]
    return f"[{' '.join(codes)}]" if codes else run.group()
