"""Replace what no font at hand can show, so that an accessible PDF can always be made."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

#: Tells whether all these texts can be set together.
CanSet = Callable[[Sequence[str]], bool]

#: In the font that is shipped; nothing here needs asking.
_SAFE: Final = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f"
    "\u200b\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u20ac\u2212]"
)
#: Says how the sign before it is drawn; without that sign it says nothing.
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_JOINER: Final = "\u200d"
#: Addresses, and what is longer than any word: hyphenation breaks neither.
_LONG: Final = re.compile(r"\S{33,}|\S+[/@_=&]\S{12,}")
_PIECE: Final = re.compile(r"\S{8}(?=\S)")


def settable(texts: Iterable[str], can_set: CanSet) -> dict[str, str]:
    """Return for each text that cannot be set as it is one that says the same and can.

    Characters without a glyph are spelled out. Where signs can be set alone but not together (a
    digit in a key cap), every unusual sign of that text is.
    """
    asked = sorted({text for text in texts if unusual([text])})
    if not asked or can_set(asked):
        return {}
    lacking = frozenset(missing(sorted(unusual(asked)), can_set))
    spelled = {text: spelled_out(text, lacking) for text in asked}
    refused = missing(sorted(set(spelled.values())), can_set)
    return {
        text: spelled_out(text, unusual([text])) if better in refused else better
        for text, better in spelled.items()
    }


def unusual(texts: Iterable[str]) -> frozenset[str]:
    """Return the characters beyond the safe range of the shipped font."""
    return frozenset(char for text in texts for char in _SAFE.sub("", text))


def missing(texts: Sequence[str], can_set: CanSet) -> list[str]:
    """Return the texts that cannot be set, by halving what fails until it is one."""
    if not texts or can_set(texts):
        return []
    if len(texts) == 1:
        return list(texts)
    middle = len(texts) // 2
    return missing(texts[:middle], can_set) + missing(texts[middle:], can_set)


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
    return f"[{' '.join(codes)}]" if codes else ""
