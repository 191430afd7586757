"""A workbook as a stream: its parts are zipped as they are written, so that it begins at once.

Only what a table needs is written: texts stand in their cells and are never formulas, for a cell
says what it holds; numbers are numbers. The parts follow ECMA-376.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, product
from string import ascii_uppercase
from typing import Any
from xml.sax.saxutils import escape

from proxies.exports.atom import plain
from proxies.exports.columns import Column, Value, values
from proxies.exports.csv import AT_A_TIME, FORMULA
from proxies.exports.heads import Row

LOOKS_LIKE_CODE = (*FORMULA, "#")
"""How texts begin that Excel would take for something else where somebody edits them."""
LONGEST_CELL = 32_767
ROWS_AT_MOST = 1_048_575
"""Rows of a worksheet, below its row of names."""
MANY = 500_000
"""Rows beyond which a sheet may pass 2 GB, for which a zip needs longer numbers; not every reader
of workbooks knows those, so that smaller ones do without."""
EPOCH = (1980, 1, 1, 0, 0, 0)
LETTERS = [*ascii_uppercase, *("".join(pair) for pair in product(ascii_uppercase, repeat=2))]
"""Names of columns, A to ZZ."""

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEETS = ("Data", "About")
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEETML}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{SHEETML}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEETML}.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{SHEETML}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>'
        f'<sheet name="{SHEETS[0]}" sheetId="1" r:id="rId1"/>'
        f'<sheet name="{SHEETS[1]}" sheetId="2" r:id="rId2"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATED}/worksheet" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="rId3" Type="{RELATED}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/>'
        '</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
        '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/>'
        '<right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf '
        'numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf '
        'numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" '
        'fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ),
}
"""What each workbook has but for its two sheets. Style 1 is that of texts which look like code."""
FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
CLOSING = b"</sheetData></worksheet>"
WIDE = '<cols><col min="2" max="2" width="90" customWidth="1"/></cols>'


class _Pieces(io.RawIOBase):
    """What a zip is written to: it keeps the bytes until they are taken, and cannot go back."""

    def __init__(self) -> None:
        self.buffer = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.buffer += data
        return len(data)

    def take(self) -> bytes:
        data, self.buffer = bytes(self.buffer), bytearray()
        return data


def xlsx_chunks(
    columns: Sequence[Column], rows: Iterable[Row], about: Mapping[str, Any]
) -> Iterator[bytes]:
    """The rows on the sheet "Data", and on the second, "About", what they are. What needs no row
    is sent before one is asked for."""
    pieces = _Pieces()
    names = [column.name for column in columns]
    with zipfile.ZipFile(pieces, "w") as archive:
        for name, content in PARTS.items():
            archive.writestr(_part(name), HEAD + content)
        second = _opening(WIDE) + "".join(_lines(_about(about))).encode() + CLOSING
        archive.writestr(_part("xl/worksheets/sheet2.xml"), second)
        yield pieces.take()
        large = about.get("count", 0) > MANY
        data = _part("xl/worksheets/sheet1.xml")
        with archive.open(data, "w", force_zip64=large) as part:
            part.write(_opening(FROZEN))
            lines = _lines(chain([names], (values(columns, row) for row in rows)))
            while some := "".join(islice(lines, AT_A_TIME)):
                part.write(some.encode())
                if pieces.buffer:
                    yield pieces.take()
            part.write(CLOSING)
    yield pieces.take()


def _about(about: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A line for each thing that is said of the rows, and for each stretch of days covered."""
    for name, value in about.items():
        if isinstance(value, list):
            yield from ((name, " ".join(map(str, one.values()))) for one in value)
        else:
            yield name, value


def _part(name: str) -> zipfile.ZipInfo:
    """A part of the zip, of the same day in each, so that the same rows give the same bytes."""
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _opening(head: str) -> bytes:
    return f'{HEAD}<worksheet xmlns="{MAIN}">{head}<sheetData>'.encode()


def _lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        addresses = (f"{letter}{number}" for letter in LETTERS)
        yield f'<row r="{number}">{"".join(map(_cell, addresses, row))}</row>'


def _cell(address: str, value: Value) -> str:
    """A value of a sheet: a number, a truth, or a text that says it is one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{address}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{address}"><v>{value}</v></c>'
    text = plain(str(value))[:LONGEST_CELL]
    style = ' s="1"' if text.startswith(LOOKS_LIKE_CODE) else ""
    text = escape(text, {"\r": "&#13;"})
    return f'<c r="{address}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
