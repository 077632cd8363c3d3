"""Pack the parts of a spreadsheet so that equal content gives equal bytes."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

#: The first instant that a ZIP can name.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
#: OpenDocument asks for this part uncompressed.
_PLAIN: Final = "mimetype"


def packed(parts: Mapping[str, str]) -> bytes:
    """Return the parts, by their path, as a ZIP without times, in the order that they come in."""
    result = BytesIO()
    with ZipFile(result, "w") as file:
        for name, text in parts.items():
            kind = ZIP_STORED if name == _PLAIN else ZIP_DEFLATED
            file.writestr(ZipInfo(name, _NO_TIME), text.encode(), kind)
    return result.getvalue()
