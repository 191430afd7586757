"""The beginning of a JSON Feed that breaks off, as one that is too large does."""

from __future__ import annotations

import json
import re
from typing import Any

SPACE = re.compile(r"[ \t\r\n]*+")
DECODER = json.JSONDecoder()
BROKEN = (ValueError, IndexError, TypeError, RecursionError)
"""What comes of reading on where it breaks off."""
VERSION = "jsonfeed"
"""Taken for the version where what is left holds whole items and none is said before them."""


def beginning_of(text: str) -> dict[str, Any]:
    """What stands in an object before it breaks off; of its items, those that are whole."""
    found: dict[str, Any] = {}
    at = _after(text, "{", 0)
    try:
        while True:
            name, at = DECODER.raw_decode(text, at)
            at = _after(text, ":", at)
            if name == "items" and text[at] == "[":
                found[name] = []
                at = _fill(found[name], text, at)
            else:
                found[name], at = DECODER.raw_decode(text, at)
            at = _after(text, ",", at)
    except BROKEN:
        return {"version": VERSION, **found} if found.get("items") else found


def _fill(items: list[Any], text: str, at: int) -> int:
    """Read the whole items of the list that begins here; where what follows it begins."""
    at = _after(text, "[", at)
    while text[at] != "]":
        item, at = DECODER.raw_decode(text, at)
        items.append(item)
        at = _past_space(text, at)
        if text[at] != "]":
            at = _after(text, ",", at)
    return at + 1


def _after(text: str, sign: str, at: int) -> int:
    """Where what follows a sign begins; raises ValueError where another stands."""
    start = _past_space(text, at)
    if not text.startswith(sign, start):
        raise ValueError
    return _past_space(text, start + len(sign))


def _past_space(text: str, at: int) -> int:
    found = SPACE.match(text, at)
    return found.end() if found else at
