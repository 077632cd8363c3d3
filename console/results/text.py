"""What of a typed text may stand in a file: no control characters, one form for each letter."""

import re
import unicodedata
from typing import Final

#: Joiners that Arabic, Persian and Indic spelling need, direction marks, and the soft hyphen.
_KEPT_FORMATS: Final = frozenset("\u200c\u200d\u200e\u200f\u00ad")
_LINE_BREAKS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_WHITE: Final = frozenset(" \t\n\r\v\f\x1c\x1d\x1e\x1f\x85")
#: Looked at one by one; everything else is a letter, a digit or a sign that people see.
_SUSPECT: Final = re.compile(r"[^\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u20a0-\u20bf]")


def is_invisible(char: str) -> bool:
    """Tell whether a character leaves no trace on paper: controls, formats, non-characters."""
    if char in _WHITE:
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"} or _is_noncharacter(char)


def printable(text: str) -> str:
    """Return `text` in NFC, with line breaks as newlines, without what XML and PDF forbid.

    Emoji and writing from right to left stay. Marks that turn the direction of all that follows
    are dropped: the lines of a document stand side by side and must not turn each other round.
    """
    text = _LINE_BREAKS.sub("\n", text)
    return unicodedata.normalize("NFC", _SUSPECT.sub(_kept, text)).strip()


def one_line(text: str) -> str:
    """Return `printable` text with every run of white space as one space."""
    return " ".join(printable(text).split())


def title_line(text: str, missing: str) -> str:
    """Return `one_line`, or `missing` where it shows nothing: a heading must not be empty."""
    line = one_line(text)
    return line if any(_shows(char) for char in line) else missing


def _shows(char: str) -> bool:
    return not (char.isspace() or is_invisible(char)) and unicodedata.category(char)[0] != "M"


def _kept(match: re.Match[str]) -> str:
    char = match.group()
    if char in _KEPT_FORMATS or char == "\n":
        return char
    if char in _WHITE:
        return " "
    return "" if is_invisible(char) else char


def _is_noncharacter(char: str) -> bool:
    code = ord(char)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
