"""The statements of the methods: reviewed texts, with the thresholds filled in from the code."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module, resources
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import Any

import yaml

METHODS = (
    *("facts", "evidence", "sides", "grade", "standing", "running", "incidents", "halts"),
    *("front_status", "grounds", "tempo", "tags", "confidence", "would_change", "links"),
    *("silence", "source_record", "imported_front", "duplicates", "suggestions"),
)
"""The modules in order of reading."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A named constant of a method: its value in words, and why, or the method that states it."""

    name: str
    value: str
    reason: str = ""
    slug: str = ""
    title: str = ""

    @property
    def words(self) -> str:
        """Its name as people write it: "Window days"."""
        return self.name.replace("_", " ").replace(" KM", " (km)").capitalize()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a method, the day it came into force, and what is new in it."""

    version: str
    day: date
    what: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A method in words; its versions come newest first."""

    slug: str
    title: str
    text: str
    version: str
    thresholds: tuple[Threshold, ...]
    borrowed: tuple[Threshold, ...]
    changes: tuple[Version, ...]


@cache
def all_statements() -> tuple[Statement, ...]:
    """All statements, read once."""
    return tuple(_statement(name) for name in METHODS)


def slug_of(name: str) -> str:
    """The anchor of a method: "front-status"."""
    return name.replace("_", "-")


def module_of(name: str) -> ModuleType:
    """The code of a method."""
    return import_module(f"proxies.methods.{name}")


def path_of(name: str) -> Traversable:
    """The file of a statement: beside the module, or within the package of that name."""
    rooms = resources.files("proxies.methods")
    alone = rooms / f"{name}.md"
    return alone if alone.is_file() else rooms / name / f"{name}.md"


def _statement(name: str) -> Statement:
    (head, text), module = _file(name), module_of(name)
    own, borrowed = [], []
    for constant, reason in head.get("thresholds", {}).items():
        own.append(Threshold(constant, in_words(getattr(module, constant)), reason))
    for constant, lender in head.get("borrowed", {}).items():
        value, title = in_words(getattr(module_of(lender), constant)), _file(lender)[0]["title"]
        borrowed.append(Threshold(constant, value, slug=slug_of(lender), title=title))
    return Statement(
        slug=slug_of(name),
        title=head["title"],
        text=Filling().vformat(text, (), {one: module_of(one) for one in METHODS} | vars(module)),
        version=module.VERSION,
        thresholds=tuple(own),
        borrowed=tuple(borrowed),
        changes=tuple(Version(**one) for one in head["changes"]),
    )


@cache
def _file(name: str) -> tuple[dict[str, Any], str]:
    """The head of a statement and its text, with markers such as {RECENT_DAYS} or {halts.…}."""
    whole = path_of(name).read_text(encoding="utf-8")
    _, head, text = whole.split("---\n", 2)
    return yaml.safe_load(head), text.strip()


NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
FORMS: Mapping[str, Callable[[Any], str]] = {
    "": str,
    "word": lambda value: NUMBERS[int(value)],
    "percent": lambda value: f"{value * 100:g} %",
}


class Filling(string.Formatter):
    """Fills markers in a text: {LEVEL}, {LEVEL:percent} or {MOST_EACH:word}."""

    def format_field(self, value: Any, format_spec: str) -> str:
        return FORMS[format_spec](value)


def in_words(value: Any) -> str:
    """The value of a threshold: "14", "confirmed, corroborated", "active: 8; quiet: 7"."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return "; ".join(f"{in_words(key)}: {in_words(one)}" for key, one in value.items())
    if isinstance(value, frozenset | set):
        return ", ".join(sorted(map(in_words, value)))
    return ", ".join(map(in_words, value)) if isinstance(value, tuple | list) else str(value)
