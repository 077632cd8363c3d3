"""The run sheet as a workbook for Excel: text is text there, times and minutes are numbers."""

from collections.abc import Sequence
from datetime import time
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from console.results.run_sheet_package import packed
from console.results.run_sheet_rows import Value
from console.results.text import printable

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: Places in `cellXfs` below.
_HEAD, _TEXT, _NUMBER, _CLOCK = 1, 2, 3, 4
_DAY_MIN: Final = 1440

_TYPES: Final = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_ROOT: Final = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_PARTS: Final = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
# `quotePrefix` is how Excel itself marks text that begins like a formula: editing the cell
# does not make one of it.
_STYLES: Final = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2">'
    '<font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="5"><xf xfId="0"/>'
    '<xf fontId="1" applyFont="1" xfId="0"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf quotePrefix="1" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf numFmtId="20" applyNumberFormat="1" xfId="0" applyAlignment="1">'
    '<alignment vertical="top"/></xf></cellXfs></styleSheet>'
)


def xlsx_bytes(name: str, rows: Sequence[Sequence[Value]], widths: Sequence[int]) -> bytes:
    """Return a workbook with one table called `name`; equal rows give equal bytes.

    `widths` are in letters. The head row stays in sight, and the table prints on wide pages.
    """
    book = (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(name)} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _ROOT,
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": _PARTS,
            "xl/styles.xml": _STYLES,
            "xl/worksheets/sheet1.xml": _sheet(rows, widths),
        }
    )


def _sheet(rows: Sequence[Sequence[Value]], widths: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(widths, start=1)
    )
    body = "".join(_row(number, row) for number, row in enumerate(rows, start=1))
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>{body}</sheetData>"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _row(number: int, row: Sequence[Value]) -> str:
    cells = "".join(_cell(f"{_letters(at)}{number}", value, number) for at, value in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _letters(column: int) -> str:
    """Return what a column (from 0) is called: A to Z, then AA."""
    first, last = divmod(column, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)


def _cell(place: str, value: Value, row: int) -> str:
    if isinstance(value, time):
        part = (value.hour * 60 + value.minute) / _DAY_MIN
        return f'<c r="{place}" s="{_CLOCK}"><v>{part!r}</v></c>'
    if isinstance(value, int):
        return f'<c r="{place}" s="{_NUMBER}"><v>{value}</v></c>'
    text = escape(printable(value or ""))
    if not text:
        return ""
    style = _HEAD if row == 1 else _TEXT
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    )
