"""The kinds of value a seed record can have: how each is checked, and how a column holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Spot(Protocol):
    """A place in a seed file: takes complaints and references, leads to the places within."""

    def wrong(self, value: object, message: str) -> None: ...

    def refer(self, slug: str, kinds: tuple[str, ...]) -> None: ...

    def within(self, key: str | int) -> Spot: ...


@dataclass(frozen=True, kw_only=True)
class Field:
    """One key of a record. An absent key means `default`, or the value of the key `same_as`."""

    required: bool = False
    default: Any = None
    same_as: str = ""

    def read(self, value: Any, spot: Spot) -> Any:
        """The checked value; complains to the spot about one that cannot be used."""
        raise NotImplementedError

    def normal(self, value: Any) -> Any:
        """The value in a form in which equal means the same."""
        return value

    def to_row(self, value: Any) -> Any:
        """The document's value as a column holds it."""
        return value

    def from_row(self, value: Any) -> Any:
        """The column's value as a document holds it."""
        return value


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Words; `pattern` is what they must look like and `like` says so to people."""

    default: Any = ""
    longest: int | None = None
    pattern: str = ""
    like: str = ""

    def read(self, value: Any, spot: Spot) -> Any:
        if not isinstance(value, str):
            spot.wrong(value, "must be text; put it in quotes if it looks like a number")
        elif not value.strip():
            spot.wrong(value, "is empty; leave the key out, or say something")
        elif found := _UNWANTED.search(value):
            spot.wrong(value, f"holds the character U+{ord(found[0]):04X}; take it out")
        elif self.pattern and not re.fullmatch(self.pattern, value):
            spot.wrong(value, f"must be {self.like}")
        elif self.longest and len(value) > self.longest:
            spot.wrong(value, f"has {len(value)} characters; shorten it to {self.longest}")
        return value


@dataclass(frozen=True, kw_only=True)
class Slug(Text):
    """The record's own name: small letters, digits and hyphens."""

    required: bool = True
    pattern: str = _SLUG.pattern
    like: str = "small letters, digits and single hyphens, such as al-akhbar"


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A day, as ISO text in documents."""

    def read(self, value: Any, spot: Spot) -> Any:
        try:
            if isinstance(value, str) and _DAY.fullmatch(value):
                return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
        spot.wrong(value, "is not a day; write it as year-month-day, such as 2024-12-23")
        return None

    def to_row(self, value: Any) -> Any:
        return value and date.fromisoformat(value)

    def from_row(self, value: Any) -> Any:
        return value and value.isoformat()


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = 2_000_000_000

    def read(self, value: Any, spot: Spot) -> Any:
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not self.least <= value <= self.most:
            spot.wrong(value, f"must be a whole number from {self.least} to {self.most}")
        return value


@dataclass(frozen=True, kw_only=True)
class Degrees(Field):
    """A latitude or longitude, in degrees between minus and plus `most`."""

    required: bool = True
    most: int = 180

    def read(self, value: Any, spot: Spot) -> Any:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not -self.most <= value <= self.most:
            spot.wrong(value, f"must be degrees, a number from {-self.most} to {self.most}")
            return None
        return float(value)


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """True or false."""

    default: Any = False

    def read(self, value: Any, spot: Spot) -> Any:
        if not isinstance(value, bool):
            spot.wrong(value, "must be true or false, without quotes")
        return value


@dataclass(frozen=True, kw_only=True)
class Code(Field):
    """A value of one vocabulary."""

    words: type[StrEnum]
    default: Any = ""

    def read(self, value: Any, spot: Spot) -> Any:
        allowed = [word.value for word in self.words]
        if value not in allowed:
            spot.wrong(value, f"is not a known value; use one of: {', '.join(allowed)}")
        return value


@dataclass(frozen=True, kw_only=True)
class Ref(Field):
    """Another record of one of `kinds`, by its slug."""

    kinds: tuple[str, ...]

    def read(self, value: Any, spot: Spot) -> Any:
        if not isinstance(value, str):
            spot.wrong(value, f"must be the slug of a {' or '.join(self.kinds)}")
        else:
            spot.refer(value, self.kinds)
        return value


@dataclass(frozen=True, kw_only=True)
class Origin(Ref):
    """A source, or `self`: the source of the report that this citation names."""

    kinds: tuple[str, ...] = ("source",)

    def read(self, value: Any, spot: Spot) -> Any:
        return value if value == "self" else super().read(value, spot)


@dataclass(frozen=True, kw_only=True)
class Many(Field):
    """A list of texts or coded values, in order; `nullable`: null says it is not established."""

    item: Field
    default: Any = field(default_factory=list)
    nullable: bool = False

    def read(self, value: Any, spot: Spot) -> Any:
        if value is None and self.nullable:
            return None
        if not isinstance(value, list):
            spot.wrong(value, "must be a list, such as [one, two]")
            return []
        if self.required and not value:
            spot.wrong(value, "is empty; name at least one")
        found = [self.item.read(each, spot.within(i)) for i, each in enumerate(value)]
        complain_of_twins(found, spot)
        return found


@dataclass(frozen=True, kw_only=True)
class Refs(Many):
    """A list of other records, by slug; the order means nothing."""

    def normal(self, value: Any) -> Any:
        return sorted(value)

    @property
    def kinds(self) -> tuple[str, ...]:
        assert isinstance(self.item, Ref)  # noqa: S101
        return self.item.kinds


def refs(*kinds: str, required: bool = False) -> Refs:
    """A list of references to records of these kinds."""
    return Refs(item=Ref(kinds=kinds), required=required)


def complain_of_twins(found: Sequence[Any], spot: Spot) -> None:
    """Say of every entry that equals an earlier one that it stands there twice."""
    for i, each in enumerate(found):
        if each in found[:i]:
            spot.within(i).wrong(each, "stands here twice; take one out")
