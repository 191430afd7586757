"""The template of our own format as a workbook, whose cells take only what their columns may hold.

Apart from `template.py`, for what writes workbooks is loaded by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from proxies.ingest.datasets.formats.proxies_columns import COLUMNS, TABLE, CellKind, TableColumn
from proxies.ingest.datasets.template import FORMULA, TemplateRow

LAST_ROW = 1_048_576
"""The last row of a worksheet."""
AS_TEXT = "@"
"""The format of cells that a spreadsheet is to leave as they were typed."""
MOST = 2_147_483_647
NUMBERS: dict[CellKind, tuple[Literal["whole", "decimal"], int, int]] = {
    CellKind.COUNT: ("whole", 0, MOST),
    CellKind.DEGREES: ("decimal", -180, 180),
}


def save_workbook(stream: IO[bytes], rows: Sequence[TemplateRow]) -> None:
    """A workbook: the table to fill in, what its columns mean, these rows, and the lists."""
    book = Workbook()
    events = book.worksheets[0]
    events.title = "Events"
    _table(events, [])
    _explained(book.create_sheet("Columns"), rows)
    _table(book.create_sheet("Examples"), rows)
    lists = book.create_sheet("Words")
    for number, column in enumerate(TABLE, 1):
        rule = _rule(column, lists)
        if rule:
            letter = get_column_letter(number)
            rule.add(f"{letter}2:{letter}{LAST_ROW}")
            events.add_data_validation(rule)
    book.save(stream)


def _table(sheet: Worksheet, rows: Sequence[TemplateRow]) -> None:
    widths = {column.name: max(12, len(column.name) + 3) for column in TABLE}
    _fill(sheet, widths, ([row.get(column) for column in COLUMNS] for row in rows))
    for number, column in enumerate(TABLE, 1):
        if column.kind not in NUMBERS:
            sheet.column_dimensions[get_column_letter(number)].number_format = AS_TEXT


def _explained(sheet: Worksheet, rows: Sequence[TemplateRow]) -> None:
    """What each column holds, with an example from the record where there is one."""
    widths = {"column": 20, "needed": 9, "holds": 20, "meaning": 80, "words": 60, "example": 40}
    firsts: TemplateRow = {}
    for row in rows:
        firsts = row | firsts
    lines = (
        (each.name, "yes" if each.needed else "", each.kind.value, each.holds,
         ", ".join(each.words), firsts.get(each.name, ""))
        for each in TABLE
    )  # fmt: skip
    _fill(sheet, widths, lines, Alignment(wrap_text=True, vertical="top"))


def _fill(
    sheet: Worksheet,
    widths: dict[str, int],
    lines: Iterable[Sequence[Any]],
    alignment: Alignment | None = None,
) -> None:
    """Headings with the widths of their columns, and these lines below."""
    sheet.freeze_panes = "A2"
    for number, (heading, width) in enumerate(widths.items(), 1):
        _write(sheet, 1, number, heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line, values in enumerate(lines, 2):
        for number, value in enumerate(values, 1):
            cell = _write(sheet, line, number, value)
            if alignment:
                cell.alignment = alignment


def _write(sheet: Worksheet, line: int, number: int, value: Any) -> Any:
    """A cell; texts are stored as text, so that none turns into a date, a number or a formula."""
    cell: Any = sheet.cell(line, number)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = AS_TEXT
        cell.quotePrefix = value.startswith(FORMULA)
    return cell


def _rule(column: TableColumn, lists: Worksheet) -> DataValidation | None:
    """What a spreadsheet lets into the cells of a column."""
    if column.words:
        number = 1 + (lists.max_column if lists["A1"].value else 0)
        for line, word in enumerate((column.name, *column.words), 1):
            _write(lists, line, number, word)
        letter = get_column_letter(number)
        words = f"Words!${letter}$2:${letter}${len(column.words) + 1}"
        rule = DataValidation("list", words, allow_blank=not column.needed, showErrorMessage=True)
        rule.error = "Choose a word of the list; the sheet “Columns” says what they mean."
        return rule
    if column.kind in NUMBERS:
        kind, least, most = NUMBERS[column.kind]
        rule = DataValidation(kind, str(least), str(most), allow_blank=True, showErrorMessage=True)
        rule.operator = "between"
        rule.error = f"A {kind} number from {least} to {most}, or nothing where not established."
        return rule
    return None
