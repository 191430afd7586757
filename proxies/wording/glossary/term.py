"""A term of the glossary, and the chapters that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy

from proxies.wording.labels import label_of


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


@dataclass(frozen=True, slots=True)
class Meaning:
    """The definition of a code; `name` where it is called otherwise than by its label, and `rule`
    where it is not that of its vocabulary."""

    text: Any
    see: tuple[str, ...] = ()
    rule: str = ""
    name: Any = None


def terms_of(family: str, meanings: Mapping[Any, Meaning], rule: str = "") -> Iterator[Term]:
    """A term for each code of a vocabulary, under the label that the code has everywhere."""
    label = lazy(label_of, str)
    for code, one in meanings.items():
        name = label(code) if one.name is None else one.name
        yield Term(anchor(family, code), name, one.text, one.rule or rule, one.see)


def anchor(family: str, code: str = "") -> str:
    """The anchor of a term: of "label" and "halt-holding", "label-halt-holding"."""
    return "-".join(filter(None, [family, code])).lower().replace(" ", "-")
