"""What records consist of: shapes, groups of values and children, and the documents they give.

A *document* is a checked record: plain JSON data, days as ISO text, references as slugs, keys that
hold what their absence means left out. None of this knows models.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from proxies.ingest.seeds.fields import Field, Refs, Spot, complain_of_twins

Document = dict[str, Any]
Rule = Callable[[Document], Iterator[tuple[str, str]]]
"""Looks at a document; yields the key that is wrong and what is wrong with it."""


@dataclass(frozen=True)
class Column:
    """A single value of a record: where the document keeps it and what the column is called."""

    path: tuple[str, ...]
    name: str
    field: Field


@dataclass(frozen=True)
class Shape:
    """The keys of a record or of a part of one, and the rules between them."""

    fields: Mapping[str, Field]
    rules: tuple[Rule, ...] = ()

    def read(self, value: Any, spot: Spot) -> Document:
        """The document of a record: checked, defaults left out."""
        if not isinstance(value, dict):
            spot.wrong(value, f"must be a record with keys such as {', '.join([*self.fields][:4])}")
            return {}
        self._complain_of_keys(value, spot)
        document = {
            key: self._read_key(each, value[key], spot.within(key))
            for key, each in self.fields.items()
            if key in value
        }
        for rule in self.rules:
            for key, message in rule(document):
                spot.within(key).wrong(document.get(key), message)
        return self.compact(document)

    def _complain_of_keys(self, value: dict[str, Any], spot: Spot) -> None:
        for key in value:
            if key not in self.fields:
                near = get_close_matches(key, self.fields, n=1)
                hint = f"did you mean {near[0]}" if near else f"known: {', '.join(self.fields)}"
                spot.within(key).wrong(None, f"is no key of this record; {hint}")
        for key, each in self.fields.items():
            if each.required and key not in value:
                spot.within(key).wrong(None, "is missing; add it")

    def _read_key(self, each: Field, value: Any, spot: Spot) -> Any:
        if value is None and not getattr(each, "nullable", False):
            spot.wrong(value, "is null; leave the key out where it is not established")
            return each.default
        return each.read(value, spot)

    def compact(self, document: Document) -> Document:
        """The document without keys that hold what their absence means."""
        return {
            key: value
            for key, value in document.items()
            if value != self.fields[key].default
            and not (self.fields[key].same_as and value == document.get(self.fields[key].same_as))
        }

    def value(self, document: Document, path: tuple[str, ...]) -> Any:
        """What the document holds at a path, be it written or meant by its absence."""
        key, *rest = path
        each = self.fields[key]
        if rest and isinstance(each, Group):
            return each.shape.value(document.get(key, {}), tuple(rest))
        return document.get(key, document.get(each.same_as, each.default))

    def columns(self) -> Iterator[Column]:
        """Every single value, groups taken apart."""
        for key, each in self.fields.items():
            if isinstance(each, Group):
                for inner in each.shape.columns():
                    yield Column((key, *inner.path), each.prefix + inner.name, inner.field)
            elif not isinstance(each, Refs | Children):
                yield Column((key,), key, each)

    def normal(self, document: Document) -> Document:
        """The document in a form in which equal means the same."""
        return {key: self.fields[key].normal(value) for key, value in document.items()}


@dataclass(frozen=True, kw_only=True)
class Group(Field):
    """Values that belong together, such as low, best and high; columns are prefix and key."""

    shape: Shape
    prefix: str = ""
    default: Any = field(default_factory=dict)

    def read(self, value: Any, spot: Spot) -> Any:
        return self.shape.read(value, spot)


def no_implied(document: Document) -> list[Document]:
    """Most records imply no children."""
    return []


@dataclass(frozen=True, kw_only=True)
class Children(Field):
    """Records that belong to this one alone; `identity` are the keys that tell them apart.

    `relation` is what the model calls them, if not the key; `implied` gives those that follow from
    the record itself and are not written out.
    """

    shape: Shape
    identity: tuple[str, ...]
    relation: str = ""
    implied: Callable[[Document], list[Document]] = no_implied
    default: Any = field(default_factory=list)

    def read(self, value: Any, spot: Spot) -> Any:
        if not isinstance(value, list):
            spot.wrong(value, "must be a list of records, each begun with a hyphen")
            return []
        found = [self.shape.read(each, spot.within(i)) for i, each in enumerate(value)]
        complain_of_twins([self.identify(each) for each in found], spot)
        return found

    def identify(self, child: Document) -> str:
        """What tells a child from its siblings."""
        return json.dumps([self.shape.value(child, (key,)) for key in self.identity])

    def normal(self, value: Any) -> Any:
        return sorted(map(self.shape.normal, value), key=self.identify)
