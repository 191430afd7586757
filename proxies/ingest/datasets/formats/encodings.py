"""How the text of a file is written: UTF-8 or UTF-16 on proof, else as somebody says who knows.

Nothing is guessed, for nearly all bytes read as something in nearly every encoding. What is neither
is shown as it would read in the likely ones.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from proxies.ingest.datasets.formats.files import File
from proxies.ingest.datasets.formats.rows import WrongFileError

CHUNK = 1 << 20
LONGEST_LINE = 8 << 20
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"
}  # fmt: skip
LIKELY = {
    "cp1256": "Arabic, Persian (Windows)",
    "iso-8859-6": "Arabic (ISO)",
    "cp1255": "Hebrew (Windows)",
    "iso-8859-8": "Hebrew (ISO)",
    "cp1252": "Western European (Windows)",
    "cp1254": "Turkish (Windows)",
    "cp1251": "Cyrillic (Windows)",
    "mac-arabic": "Arabic (Macintosh)",
    "cp720": "Arabic (DOS)",
}
ENCODINGS = {"utf-8": "Unicode", "utf-16": "Unicode, two bytes a letter"} | LIKELY
"""Encodings that can be named, and what they are of."""
SHOWN_BYTES, SHOWN_AROUND = 12, 16
FEW_SHARE = 10
"""A line that happens to be UTF-8 proves nothing of ten times as many that are not."""
FOREIGN = re.compile("[\udc00-\udcff]+")
"""Bytes that the encoding of their file does not know, as they stand in its text: `FOREIGN_BASE`
and the byte. No text that was decoded holds such letters by itself."""
FOREIGN_BASE = 0xDC00


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(chr(FOREIGN_BASE + byte) for byte in bad), error.end


MARKING = "proxies.marking"
codecs.register_error(MARKING, _mark)


def encoding_named(text: str) -> str:
    """The encoding of this name, under any name it is known by; raises `WrongFileError`."""
    try:
        wanted = codecs.lookup(text).name
    except (LookupError, ValueError):
        wanted = ""
    for name in ENCODINGS:
        if codecs.lookup(name).name == wanted:
            return name
    raise WrongFileError(f"{text!r} is none of the encodings {', '.join(ENCODINGS)}.")


def encoding_of(file: File, otherwise: str = "") -> str:
    """How a file is written. `otherwise` is what its makers are known to write, where it is not
    UTF-8; raises `WrongFileError` where it cannot be told."""
    start = file.start(CHUNK)
    marked = next((name for mark, name in MARKS.items() if start.startswith(mark)), "")
    found = marked or _utf_16(start)
    if found:
        _agree(file, found)
        return found
    with file.open() as stream:
        tally = _Tally(stream)
    if not tally.foreign:
        if tally.proven:
            _agree(file, "utf-8")
        return file.encoding or "utf-8"
    known = file.encoding or otherwise
    if tally.is_utf_8() and (tally.proven or not known):
        _agree(file, "utf-8")
        return "utf-8"
    if known:
        return known
    raise WrongFileError(_refusal(*tally.first))


def _agree(file: File, found: str) -> None:
    """Refuse an encoding that was named for a file that proves to be of another."""
    plain = re.sub(r"-(sig|le|be)\Z", "", found)
    if file.encoding and file.encoding != plain:
        raise WrongFileError(
            f"The file is {plain.upper()} by its own bytes, and would read as other letters in "
            f"{file.encoding}. Leave the encoding open."
        )


def _utf_16(start: bytes) -> str:
    """UTF-16 without its mark: every second byte of the Latin letters of a header is 0."""
    line = start[: max(start.find(b"\n\0"), start.find(b"\0\n"), 0) + 2] or start
    for name, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros, others = line[high::2].count(0), line[1 - high :: 2].count(0)
        if zeros > len(line) / 4 and not others:
            return name
    return ""


class _Tally:
    """The lines of a file: those that only UTF-8 explains, and those that it does not."""

    def __init__(self, stream: BinaryIO) -> None:
        self.ascii = self.proven = self.foreign = 0
        self.first = 0, b"", 0
        for number, line in enumerate(_lines(stream), 1):
            if line.isascii():
                self.ascii += bool(line.strip()) and number > 1
                continue
            try:
                line.decode("utf-8")
                self.proven += 1
            except UnicodeDecodeError as error:
                self.foreign += 1
                self.first = self.first if self.first[0] else (number, line, error.start)

    def is_utf_8(self) -> bool:
        """Whether the lines that are not UTF-8 are the exception: some others prove to be it, or,
        where none does, most read the same in all encodings, and so does the header."""
        if self.proven:
            return self.proven * FEW_SHARE >= self.foreign
        return self.foreign <= self.ascii and self.first[0] > 1


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    rest = b""
    while data := stream.read(CHUNK):
        *whole, rest = (rest + data).split(b"\n")
        yield from whole
        if len(rest) > LONGEST_LINE:
            yield rest
            rest = b""
    if rest:
        yield rest


def _refusal(line: int, data: bytes, at: int) -> str:
    return (
        f"Line {line} is not UTF-8: from its byte {at + 1} on stand {_hex(data[at:])}. "
        f"{_as_read(data, at)} If you recognise one, name its encoding (--encoding; “Encoding” in "
        "the form); or save the file as UTF-8."
    )


def foreign_reason(text: str) -> str:
    """What is wrong with a cell that holds bytes its file's encoding does not know."""
    data = b"".join(
        bytes([ord(each) - FOREIGN_BASE]) if FOREIGN.match(each) else each.encode() for each in text
    )
    found = FOREIGN.search(text)
    at = len(text[: found.start()].encode()) if found else 0
    return (
        f"holds bytes that the file's encoding does not know: {_hex(data[at:])}. "
        f"{_as_read(data, at)} Mend the cell, or name the encoding of the file if all of it is so"
    )


def _hex(data: bytes) -> str:
    shown = re.split(rb"[\x00-\x7f]", data, maxsplit=1)[0][:SHOWN_BYTES] or data[:1]
    return f"the byte{'s' * (len(shown) > 1)} {shown.hex(' ').upper()}"


def _as_read(data: bytes, at: int) -> str:
    """How bytes would read in the likely encodings, with what stands around them."""
    cell = data[max(0, at - SHOWN_AROUND) : at].rpartition(b",")[2]
    cell += data[at : at + 2 * SHOWN_AROUND].partition(b",")[0].strip()
    readings: dict[str, list[str]] = {}
    for name in LIKELY:
        try:
            text = cell.decode(name)
        except UnicodeDecodeError:
            continue
        if text.isprintable():
            readings.setdefault(text, []).append(name)
    shown = "; ".join(f"“{text}” in {', '.join(names)}" for text, names in readings.items())
    return f"They would read {shown}." if shown else "They read as text in no likely encoding."
