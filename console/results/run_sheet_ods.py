"""The run sheet as an OpenDocument spreadsheet: text is text there, times are times."""

from collections.abc import Sequence
from datetime import time
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from console.results.run_sheet_package import packed
from console.results.run_sheet_rows import Value
from console.results.text import printable

_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES: Final = "urn:oasis:names:tc:opendocument:xmlns"
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MM_PER_LETTER: Final = 2.1

_MANIFEST: Final = (
    f'{_XML}<manifest:manifest manifest:version="1.3" xmlns:manifest="{_NAMES}:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_HEAD_XML: Final = (
    f'{_XML}<office:document-content office:version="1.3"'
    + "".join(
        f' xmlns:{name}="{_NAMES}:{place}:1.0"'
        for name, place in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("number", "datastyle"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    + ">"
)
# The style "@" keeps text what it is, also when somebody edits a cell that begins like a formula.
_STYLES: Final = (
    '<number:text-style style:name="N0"><number:text-content/></number:text-style>'
    '<number:time-style style:name="N1"><number:hours number:style="long"/>'
    '<number:text>:</number:text><number:minutes number:style="long"/></number:time-style>'
    '<style:style style:name="Head" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Text" style:family="table-cell" style:data-style-name="N0">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
    '<style:style style:name="Clock" style:family="table-cell" style:data-style-name="N1">'
    '<style:table-cell-properties style:vertical-align="top"/></style:style>'
    '<style:style style:name="Number" style:family="table-cell">'
    '<style:table-cell-properties style:vertical-align="top"/></style:style>'
)


def ods_bytes(name: str, rows: Sequence[Sequence[Value]], widths: Sequence[int]) -> bytes:
    """Return a spreadsheet with one table called `name`; equal rows give equal bytes.

    `widths` are in letters; the first row is the head.
    """
    widened = "".join(
        f'<style:style style:name="W{at}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * _MM_PER_LETTER:.1f}mm"/>'
        "</style:style>"
        for at, width in enumerate(widths)
    )
    columns = "".join(
        f'<table:table-column table:style-name="W{at}"/>' for at in range(len(widths))
    )
    head, *body = [_row(row, is_head=number == 0) for number, row in enumerate(rows)]
    content = (
        f"{_HEAD_XML}<office:automatic-styles>{_STYLES}{widened}</office:automatic-styles>"
        f"<office:body><office:spreadsheet><table:table table:name={quoteattr(name)}>{columns}"
        f"<table:table-header-rows>{head}</table:table-header-rows>{''.join(body)}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": _TYPE, "content.xml": content, "META-INF/manifest.xml": _MANIFEST}
    return packed(parts)


def _row(row: Sequence[Value], *, is_head: bool) -> str:
    style = "Head" if is_head else "Text"
    return f"<table:table-row>{''.join(_cell(value, style) for value in row)}</table:table-row>"


def _cell(value: Value, style: str) -> str:
    if isinstance(value, time):
        spoken = value.strftime("%H:%M")
        kind = f'office:value-type="time" office:time-value="PT{value:%H}H{value:%M}M00S"'
        return _marked("Clock", kind, spoken)
    if isinstance(value, int):
        return _marked("Number", f'office:value-type="float" office:value="{value}"', str(value))
    return _marked(style, 'office:value-type="string"', printable(value or ""))


def _marked(style: str, kind: str, text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="{style}" {kind}>{lines}</table:table-cell>'


def _spaced(line: str) -> str:
    """Return a line in which no space is lost: the second of two is an element of its own."""
    return escape(line).replace("  ", " <text:s/>")
