"""A term of the glossary, and the chapters that hold them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """A term of art: its name and its definition, translated when they are read.

    `slug` is its anchor; `rule` the part of `/methods/` where the rule is stated, empty where no
    rule gives it; `see` are slugs of others that it is best read beside.
    """

    slug: str
    name: Any
    text: Any
    rule: str = ""
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """Terms that are read together."""

    slug: str
    name: Any
    terms: tuple[Term, ...]
