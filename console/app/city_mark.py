"""The picture of a city in the top bar: checked, and copied to where the settings are."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageReader, QPainter, QPixmap

from console.config.private_file import write_private

LARGEST_BYTES: Final = 1024 * 1024
#: A small file may unfold into a huge picture.
LARGEST_SIDE: Final = 4096
_KINDS: Final = {".png": b"png", ".svg": b"svg", ".jpg": b"jpeg", ".jpeg": b"jpeg"}
#: Sharp at twice the largest size it is shown in.
_SHOWN: Final = QSize(160, 160)


class UnfitPicture(ValueError):
    """`reason` is a code: too_large, not_a_picture."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def take_in(path: Path, folder: Path) -> str:
    """Copy the picture at `path` into `folder`; returns the name of the copy.

    Raises: UnfitPicture, OSError; then the picture that was there is still there.
    """
    suffix = path.suffix.lower()
    if suffix not in _KINDS:
        raise UnfitPicture("not_a_picture")
    if path.stat().st_size > LARGEST_BYTES:
        raise UnfitPicture("too_large")
    if read_mark(path) is None:
        raise UnfitPicture("not_a_picture")
    copy = folder / f"mark{suffix}"
    write_private(copy, path.read_bytes())
    return copy.name


def read_mark(path: Path) -> QPixmap | None:
    """Return the whole picture in a square for the top bar; None when none can be read."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None or not path.is_file():
        return None
    reader = QImageReader(str(path), kind)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LARGEST_SIDE:
        return None
    reader.setScaledSize(size.scaled(_SHOWN, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    square = QPixmap(_SHOWN)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    left, top = (_SHOWN.width() - image.width()) // 2, (_SHOWN.height() - image.height()) // 2
    painter.drawImage(left, top, image)
    painter.end()
    return square
