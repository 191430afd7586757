"""What kind of file it is, by its first bytes; and in words what cannot be read, and what can."""

from __future__ import annotations

from enum import StrEnum

from proxies.ingest.datasets.formats.rows import WrongFileError

LONGEST_START = 4096
"""Bytes that are looked at."""


class Kind(StrEnum):
    """Files that can be read."""

    TEXT = "text"
    ZIP = "zip"
    GZIP = "gzip"
    JSON = "JSON"


READABLE = (
    "What can be read: a table as CSV or text, an Excel workbook (.xlsx), the JSON answer of an "
    "API, and one of these in a .zip or .gz."
)
OLD_OFFICE = "a document of an older Office, such as an Excel workbook .xls. Save it as .xlsx"
FOREIGN = {
    b"\xd0\xcf\x11\xe0": OLD_OFFICE,
    b"%PDF": "a PDF. Ask its makers for the table behind it",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive. Unpack it",
    b"Rar!": "a RAR archive. Unpack it",
    b"BZh": "packed by bzip2. Unpack it",
    b"\xfd7zXZ": "packed by xz. Unpack it",
    b"\x28\xb5\x2f\xfd": "packed by Zstandard. Unpack it",
    b"PAR1": "a Parquet file. Save it as CSV",
    b"SQLite format 3": "a database of SQLite. Export its table as CSV",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""What files of other kinds begin with → what they are, and what to do about it."""
WEB_PAGE = (
    "a web page or XML, not a table: perhaps the page that asks to sign in was saved instead of "
    "the file. Download the file itself"
)


def kind_of(start: bytes) -> Kind:
    """The kind of a file that begins so; raises `WrongFileError` over one that cannot be read."""
    for signature, words in FOREIGN.items():
        if start.startswith(signature):
            raise WrongFileError(f"This is {words}. {READABLE}")
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if start.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    text = start[:LONGEST_START].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if text.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<?xml", b"<!--")):
        raise WrongFileError(f"This is {WEB_PAGE}. {READABLE}")
    return Kind.JSON if text.startswith((b"{", b"[")) else Kind.TEXT
