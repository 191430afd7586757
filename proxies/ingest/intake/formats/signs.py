"""Bytes to text by rule, and markup to plain text."""

from __future__ import annotations

import codecs
import html
import re
import sys
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from proxies.ingest.intake.formats.entries import Note

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})|<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})",
    re.IGNORECASE,
)
BY_LANGUAGE = {"ar": "cp1256", "fa": "cp1256", "ur": "cp1256", "ku": "cp1256", "he": "cp1255"}
"""What sites of a language were written in before UTF-8."""
ELSE = "cp1252"
LATIN = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
"""As browsers read them."""
WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})
NONE_OF_PAGES = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7"})
HIGH = bytes(range(0x80, 0x100))
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
TURNING = re.compile("[\u202d\u202e\x80-\x9f]")
REFERENCES = re.compile(r"(?:&#(?:[0-9]++|[xX][0-9a-fA-F]++);?)++")
REFERENCE = re.compile(r"&#(?:([0-9]++)|[xX]([0-9a-fA-F]++));?")
LOST = "\ufffd"
MOST_DIGITS = 7
LONGEST_TITLE = 300
MOST_MARKUP = 1_000_000
NOT_TEXT = frozenset(
    {"script", "style", "template", "noscript", "title", "svg", "iframe", "object"}
)
BLOCKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol"})
MARKUP = re.compile(r"<[a-zA-Z!/?][^<>]*>|&[#\w]{2,32};")


def decoded(body: bytes, charset: str = "", language: str = "") -> tuple[str, list[Note]]:
    """The text of a file: by its byte order mark, else the encoding that its server or itself
    names, else UTF-8, else the one that sites of the language were written in."""
    text, notes = _decoded(body, charset, language)
    if "\ufffd" in text:
        notes.append(Note.SIGNS_LOST)
    if CONTROLS.search(text):
        notes.append(Note.CONTROL_SIGNS)
        text = CONTROLS.sub("", text)
    return text, notes


def _decoded(body: bytes, charset: str, language: str) -> tuple[str, list[Note]]:
    for mark, name in BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace"), []
    found = DECLARED.search(body[:4096])
    inside = (found[1] or found[2]).decode("ascii", "ignore") if found else ""
    named = next((known for name in (charset, inside) if (known := _known(name))), "")
    if named in WIDE or body.isascii():
        return body.decode(named or "ascii", "replace"), []
    try:  # a text of an older encoding is hardly ever right as UTF-8
        return body.decode("utf-8"), [Note.WRONG_CHARSET] if named not in {"", "utf-8"} else []
    except UnicodeDecodeError:
        pass
    if named not in {"", "utf-8"}:
        return body.decode(named, "replace"), []
    if not _is_older(body):
        return body.decode("utf-8", "replace"), []
    return body.decode(BY_LANGUAGE.get(language, ELSE), "replace"), [Note.NO_CHARSET]


def _known(name: str) -> str:
    """The name of an encoding as Python has it; empty for those that are none of texts."""
    try:
        known = codecs.lookup(name).name if name else ""
        "".encode(known or "ascii")
    except (LookupError, ValueError):
        return ""
    return "" if known in NONE_OF_PAGES else LATIN.get(known, known)


def _is_older(body: bytes) -> bool:
    """Whether what is not UTF-8 is more likely in an older encoding than damaged UTF-8."""
    lost = body.decode("utf-8", "replace").count("\ufffd")
    high = len(body) - len(body.translate(None, HIGH))
    return 4 * lost > high


def with_signs(markup: str) -> tuple[str, list[Note]]:
    """Markup in which two references to the halves of a sign are that sign, and those to none, or
    to one that XML forbids, are U+FFFD."""
    text = REFERENCES.sub(lambda row: "".join(_signs(row[0])), markup)
    return text, [Note.NO_SIGN] * (text.count(LOST) - markup.count(LOST))


def _signs(row: str) -> Iterator[str]:
    """The references of a row as they are to be read."""
    high = 0
    for found in REFERENCE.finditer(row):
        code = _code(found)
        if high and 0xDC00 <= code <= 0xDFFF:  # noqa: PLR2004
            yield chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
            high = 0
            continue
        yield LOST if high else ""
        high = code if 0xD800 <= code <= 0xDBFF else 0  # noqa: PLR2004
        if not high:
            yield found[0] if code >= 0 and not CONTROLS.match(chr(code)) else LOST
    yield LOST if high else ""


def _code(found: re.Match[str]) -> int:
    """The number of a reference; -1 where no sign has it."""
    digits = (found[1] or found[2]).lstrip("0")
    code = int(digits or "0", 10 if found[1] else 16) if len(digits) <= MOST_DIGITS else -1
    return code if code <= sys.maxunicode else -1


def tree_of(markup: str) -> Any:
    """A page as a tree; None where it is empty. Entities are not loaded, nothing is fetched."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        text, _ = with_signs(markup)
        return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def words_of(tree: Any) -> str:
    """The words of a tree, a line for each paragraph; scripts and styles are dropped."""
    parts: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        starts = event == "start"
        if element.tag in NOT_TEXT:
            hidden += 1 if starts else -1
        elif element.tag in BLOCKS:
            parts.append("\n")
        text = element.text if starts else element.tail if element is not tree else None
        if text and not hidden:
            parts.append(text)
    return _tidy("".join(parts))


def _tidy(text: str) -> str:
    text = TURNING.sub("", CONTROLS.sub("", text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def plain(markup: str) -> str:
    """The words of a piece of HTML, or of a text that is none."""
    if not MARKUP.search(markup):
        return _tidy(markup)
    tree = tree_of(f"<div>{markup[:MOST_MARKUP]}</div>")
    return "" if tree is None else words_of(tree)


def line_of(markup: str) -> str:
    """The same in one line; what was written as its code twice is read twice."""
    text = plain(markup)
    if MARKUP.search(text):
        text = plain(html.unescape(text))
    return " ".join(text.split())


def title_of(markup: str) -> tuple[str, list[Note]]:
    """A title in one line, cut where it is too long."""
    text = line_of(markup)
    if len(text) <= LONGEST_TITLE:
        return text, []
    return text[: LONGEST_TITLE - 1].rstrip() + "…", [Note.TITLE_CUT]
