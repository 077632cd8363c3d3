"""Pack an ODT so that equal content gives equal bytes."""

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_FIRST: Final = "mimetype"
_MANIFEST: Final = "META-INF/manifest.xml"
#: What a text document needs; previews and the menus of the program that made the template do not.
_KEPT: Final = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
#: The first instant that a ZIP can name: the file says when it was made in its own metadata.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def same_bytes(odt: bytes) -> bytes:
    """Return the package with its needed parts only, in a fixed order and without times."""
    packed = BytesIO()
    with ZipFile(BytesIO(odt)) as old, ZipFile(packed, "w") as new:
        media_type = old.read(_FIRST)
        # The standard asks for this part first and uncompressed.
        new.writestr(ZipInfo(_FIRST, _NO_TIME), media_type, ZIP_STORED)
        for name in _KEPT:
            new.writestr(ZipInfo(name, _NO_TIME), old.read(name), ZIP_DEFLATED)
        manifest = _manifest(media_type.decode())
        new.writestr(ZipInfo(_MANIFEST, _NO_TIME), manifest, ZIP_DEFLATED)
    return packed.getvalue()


def _manifest(media_type: str) -> str:
    entries = [("/", media_type), *((name, "text/xml") for name in _KEPT)]
    lines = [
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in entries
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest:manifest manifest:version="1.4"'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">\n'
        + "\n".join(lines)
        + "\n</manifest:manifest>\n"
    )
