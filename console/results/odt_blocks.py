"""Fill the body of an ODT: each block of the layout as the element a reader's program knows."""

import re
from typing import Final

from odfdo import (
    Cell,
    Column,
    Document,
    Element,
    Header,
    HeaderRows,
    List,
    ListItem,
    Paragraph,
    Row,
    Span,
    Table,
)

from console.results import layout as made

_QUIET: Final = "Quiet"
_BODY: Final = "Text_20_body"
#: Programs take other signs in the name of a table for parts of a formula.
_NOT_IN_NAMES: Final = re.compile(r"[^\w ]")
#: Width of the text on the page, in millimetres.
_PAGE_MM: Final = 162


class OdtBody:
    """The body of one document, written from top to bottom."""

    def __init__(self, document: Document) -> None:
        """Write into `document`, whose styles have the names used here."""
        self._document: Final = document
        self._body: Final = document.body
        self._tables = 0

    def fill(self, layout: made.Layout) -> None:
        """Write the head, the key figures and all sections."""
        self._head(layout)
        self._facts(layout)
        for section in layout.sections:
            self._section(section)

    def _head(self, layout: made.Layout) -> None:
        for text, style in (
            (layout.city, "City"),
            (layout.kind, "Kind"),
            (layout.title, "Title"),
            (layout.subtitle, "Subtitle"),
            (layout.held, "Held"),
            (layout.planned, _BODY),
            (layout.edition, _BODY),
        ):
            if text:
                self._body.append(Paragraph(text, style=style))

    def _facts(self, layout: made.Layout) -> None:
        what, value, detail = layout.facts_heads
        columns = (
            made.TableColumn(what, 42),
            made.TableColumn(value, 16, number=True),
            made.TableColumn(detail, 42),
        )
        rows = tuple(
            (made.Cell(fact.label), made.Cell(fact.value), made.Cell(fact.detail))
            for fact in layout.facts
        )
        self._body.append(_heading(1, layout.facts_name))
        self._table(made.Table(layout.facts_name, columns, rows))

    def _section(self, section: made.Section) -> None:
        heading = _heading(section.level, section.title)
        if section.label:
            heading.append(Span(f" · {section.label}", style="Label"))
        self._body.append(heading)
        for block in section.blocks:
            self._block(block)

    def _block(self, block: made.Block) -> None:
        if isinstance(block, made.Paragraph):
            self._body.append(Paragraph(block.text, style=_QUIET if block.quiet else _BODY))
        elif isinstance(block, made.Lines):
            self._lines(block)
        elif isinstance(block, made.Table):
            self._table(block)
        else:
            # The numbers of the curve stand in the table that follows it.
            self._body.append(Paragraph(block.spoken, style=_QUIET))

    def _lines(self, lines: made.Lines) -> None:
        entries = List(style="Entries" if lines.lines[0].mark else "Points")
        for line in lines.lines:
            entries.append(_entry(line))
        self._body.append(entries)

    def _table(self, block: made.Table) -> None:
        self._tables += 1
        name = f"T{self._tables}"
        table = Table(f"{_NOT_IN_NAMES.sub('', block.name)} {self._tables}", style=name)
        self._style(name, "table", f'style:width="{_PAGE_MM * block.width // 100}mm" '
                    'table:align="left" fo:margin-bottom="3mm"')  # fmt: skip
        total = sum(column.share for column in block.columns)
        for at, column in enumerate(block.columns):
            share = column.share * 10_000 // total
            self._style(f"{name}.{at}", "table-column", f'style:rel-column-width="{share}*"')
            table.append(Column(style=f"{name}.{at}"))
        heads = HeaderRows()
        heads.append(_row([made.Cell(c.title) for c in block.columns], block, "HeadCell"))
        table.append(heads)
        for at, row in enumerate(block.rows, start=1):
            is_total = block.total and at == len(block.rows)
            table.append(_row(list(row), block, "TotalCell" if is_total else "Cell"))
        self._body.append(table)

    def _style(self, name: str, family: str, properties: str) -> None:
        """Add an automatic style; `properties` are our own attributes, never people's words."""
        style = Element.from_tag(
            f'<style:style style:name="{name}" style:family="{family}">'
            f"<style:{family}-properties {properties}/></style:style>"
        )
        automatic = self._document.content.get_element("//office:automatic-styles")
        if automatic is None:
            raise LookupError("minutes_content.xml")
        automatic.append(style)


def _heading(level: int, text: str) -> Header:
    heading = Header(level, text)
    heading.set_attribute("text:style-name", f"Heading_20_{level}")
    return heading


def _entry(line: made.Line) -> ListItem:
    item = ListItem()
    if line.mark:
        item.set_attribute("text:start-value", line.mark)
    paragraphs = [(line.text, "Entry"), (line.meta, "Meta"), *((m, "More") for m in line.more)]
    for text, style in paragraphs:
        if text or style == "Entry":
            item.append(Paragraph(text, style=style))
    return item


def _row(cells: list[made.Cell], block: made.Table, style: str) -> Row:
    row = Row(style="Row")
    for cell, column in zip(cells, block.columns, strict=True):
        made_cell = Cell(style=style)
        made_cell.append(Paragraph(cell.text, style=_cell_style(style, column)))
        if cell.detail:
            made_cell.append(Paragraph(cell.detail, style="Table_20_Detail"))
        row.append(made_cell)
    return row


def _cell_style(cell_style: str, column: made.TableColumn) -> str:
    if cell_style == "HeadCell":
        return "Table_20_Heading"
    if cell_style == "TotalCell":
        return "Total" if column.number else "Table_20_Heading"
    return "Table_20_Number" if column.number else "Table_20_Contents"
