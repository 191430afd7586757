"""The statements of the methods, read from their own source so that they cannot differ from it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise
from types import ModuleType
from typing import Any

from proxies.methods import (
    confidence,
    duplicates,
    evidence,
    facts,
    front_status,
    grade,
    halts,
    imported_front,
    incidents,
    links,
    running,
    sides,
    silence,
    source_record,
    standing,
    tags,
    tempo,
    would_change,
)
from proxies.methods.changes import CHANGES, Change

METHODS: tuple[tuple[ModuleType, str], ...] = (
    (facts, "When a record is known"),
    (evidence, "Origins, not outlets"),
    (sides, "Whose side a source is on"),
    (grade, "Grade of an event"),
    (standing, "Standing of a pledge"),
    (running, "Whether a pledge runs"),
    (incidents, "Incidents under a pledge"),
    (halts, "Which halt speaks for a front"),
    (front_status, "Status of a front"),
    (tempo, "Tempo"),
    (tags, "Tags"),
    (confidence, "Confidence in a label"),
    (would_change, "What would change it"),
    (links, "Linked halts"),
    (silence, "Silence under a halt"),
    (source_record, "A source’s record"),
    (imported_front, "Front of an imported event"),
    (duplicates, "Possible duplicates"),
)
"""The modules in order of reading, with their titles."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A named constant of a method: its value in words, and the reason for it."""

    name: str
    value: str
    reason: str

    @property
    def words(self) -> str:
        """Its name as people write it: "Window days"."""
        return _words(self.name)


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A threshold that another method states."""

    name: str
    value: str
    slug: str
    title: str

    @property
    def words(self) -> str:
        """Its name as people write it."""
        return _words(self.name)


@dataclass(frozen=True, slots=True)
class Statement:
    """A method as its module has it; `version` is empty for a definition that others share."""

    slug: str
    title: str
    text: str
    version: str
    thresholds: tuple[Threshold, ...]
    borrowed: tuple[Borrowed, ...]
    changes: tuple[Change, ...]


@cache
def every() -> tuple[Statement, ...]:
    """All statements, read once."""
    return tuple(_read(module, title) for module, title in METHODS)


def slug_of(module: ModuleType) -> str:
    """The anchor of a method: "front-status"."""
    return _last(module.__name__).replace("_", "-")


def _words(name: str) -> str:
    return name.replace("_", " ").replace(" KM", " (km)").capitalize()


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _read(module: ModuleType, title: str) -> Statement:
    tree = ast.parse(inspect.getsource(module))
    return Statement(
        slug=slug_of(module),
        title=title,
        text=inspect.getdoc(module) or "",
        version=getattr(module, "VERSION", ""),
        thresholds=tuple(_thresholds(module, tree)),
        borrowed=tuple(_borrowed(module, tree)),
        changes=CHANGES.get(_last(module.__name__), ()),
    )


def _thresholds(module: ModuleType, tree: ast.Module) -> Iterator[Threshold]:
    """Constants that are followed by a text: its reason."""
    for node, after in pairwise(tree.body):
        name = _constant(node)
        if name and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            reason = inspect.cleandoc(str(after.value.value))
            yield Threshold(name, in_words(getattr(module, name)), reason)


def _constant(node: ast.stmt) -> str:
    if isinstance(node, ast.Assign):
        (target,) = node.targets
        return target.id if isinstance(target, ast.Name) and target.id.isupper() else ""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id if node.target.id.isupper() else ""
    return ""


def _borrowed(module: ModuleType, tree: ast.Module) -> Iterator[Borrowed]:
    """Constants that come from another method on the page."""
    stated = {_last(one.__name__): (slug_of(one), title) for one, title in METHODS}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and _last(node.module or "") in stated:
            for alias in node.names:
                if alias.name.isupper():
                    value = in_words(getattr(module, alias.asname or alias.name))
                    yield Borrowed(alias.name, value, *stated[_last(node.module or "")])


def in_words(value: Any) -> str:
    """The value of a threshold: "14", "confirmed, corroborated", "active: 8; quiet: 7"."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return "; ".join(f"{in_words(key)}: {in_words(one)}" for key, one in value.items())
    if isinstance(value, frozenset | set):
        return ", ".join(sorted(in_words(one) for one in value))
    if isinstance(value, tuple | list):
        return ", ".join(in_words(one) for one in value)
    return str(value)
