"""What shapes of seed records are made of: kinds of value, references, and the base of all shapes.

A *document* is a checked record as plain JSON: days as ISO text, references as slugs, keys that
hold what their absence means left out. None of this knows models.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Self, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from proxies.ingest.seeds.documents import Path

Document = dict[str, Any]
Day = date

UNKNOWN: Any = None
"""Default of a key whose absence means "not established"; written out, null is an error."""
NONE: Any = ""
"""Default of a code whose column is empty where it is not established."""

CONTRADICTION = "contradiction"
"""Pydantic's name of our errors between keys; `wrong` lists the keys and what to do."""

_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def wrong(message: str) -> PydanticCustomError:
    """An error in a value, said in full."""
    return PydanticCustomError("wrong", "{message}", {"message": message})


def _clean(text: str) -> str:
    if not text.strip():
        raise wrong("is empty; leave the key out, or say something")
    if unwanted := _UNWANTED.search(text):
        raise wrong(f"holds the character U+{ord(unwanted[0]):04X}; take it out")
    return text


def must(fit: Callable[[Any], object], words: str) -> AfterValidator:
    """Only values that fit; `words` say to people what those are."""

    def check(value: Any) -> Any:
        if not fit(value):
            raise wrong(f"must be {words}")
        return value

    return AfterValidator(check)


def like(pattern: str, words: str) -> AfterValidator:
    return must(re.compile(pattern).fullmatch, words)


def between(low: int, high: int, words: str = "a whole number") -> AfterValidator:
    return must(lambda number: low <= number <= high, f"{words} from {low} to {high}")


class Ref:
    """Marks the slug of another record, of one of these kinds; `or_self`: or the word `self`, for
    the source of the report that is named beside it."""

    def __init__(self, *kinds: str, or_self: bool = False) -> None:
        self.kinds, self.or_self = kinds, or_self


SLUG = "small letters, digits and single hyphens, such as al-akhbar"
COUNTRY = "an ISO 3166-1 code of two capitals, such as LB"
ADDRESS = "a web address that starts with http:// or https:// and holds no space"
Text = Annotated[str, AfterValidator(_clean)]
Slug = Annotated[Text, like(r"[a-z0-9]+(-[a-z0-9]+)*", SLUG)]
Country = Annotated[Text, like("[A-Z]{2}", COUNTRY)]
Address = Annotated[Text, like(r"https?://[^\s/]+\S*", ADDRESS)]
Count = Annotated[int, between(0, 2_000_000_000)]
Latitude = Annotated[float, between(-90, 90, "degrees, a number")]
Longitude = Annotated[float, between(-180, 180, "degrees, a number")]


@dataclass(frozen=True)
class Key:
    """One key of a shape: a column, a list of references, a group of columns, or children."""

    name: str
    many: bool
    ref: Ref | None
    shape: type[Shape] | None

    @property
    def hangs(self) -> bool:
        """Whether it is kept in rows of another table: links to others, or children."""
        return self.many and bool(self.ref or self.shape)

    def identify(self, part: Any) -> Any:
        """What tells an entry of a list from its siblings, be it right or wrong."""
        if not self.shape or not isinstance(part, dict):
            return part
        fields = self.shape.model_fields
        return [part.get(name, fields[name].default) for name in self.shape.identity]


class Shape(BaseModel):
    """A record or a part of one."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_enum_values=True)

    identity: ClassVar[tuple[str, ...]] = ()
    """Of children: the keys that tell them apart."""
    model: ClassVar[str] = ""
    """Of a record: its model, if that is not called like the kind."""
    prefixed: ClassVar[bool] = False
    """Of a group: whether its columns begin with the name of its key."""
    relations: ClassVar[dict[str, str]] = {}
    """What the model calls children, where that is not the key."""
    unique: ClassVar[tuple[str, ...]] = ()
    """Keys that together are those of one record only."""
    in_order: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Pairs of keys of which the second is not less than the first."""
    either: ClassVar[tuple[str, ...]] = ()
    """Keys of which one must be given."""
    another: ClassVar[str] = ""
    """A key that names another record, not this one."""

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """Keys that do not go with others, and what is to be done about it."""
        for first, last in self.in_order:
            low, high = getattr(self, first), getattr(self, last)
            if low is not None and high is not None and high < low:
                word = "before" if isinstance(low, date) else "below"
                yield last, f"is {word} {first} ({low}); correct one of the two"
        if self.either and not any(getattr(self, key) for key in self.either):
            yield self.either[0], f"is missing; give {' or '.join(self.either)}"
        if self.another and self.value(self.another) == self.value("slug"):
            yield self.another, "is the record itself; name another one or leave the key out"

    def implied(self, key: str) -> Sequence[Shape]:
        """Children that follow from the record itself and are not written out."""
        return ()

    @model_validator(mode="after")
    def _refuse_contradictions(self) -> Self:
        if wrong := list(self.contradictions()):
            raise PydanticCustomError(CONTRADICTION, "contradicts itself", {"wrong": wrong})
        return self

    def value(self, key: str) -> Any:
        """What a key says, be it written or meant by its absence."""
        return getattr(self, key)

    def document(self) -> Document:
        """The record as plain data, without what goes without saying."""
        return self.model_dump(mode="json", exclude_defaults=True, warnings=False)


class NamedShape(Shape):
    """A record; `formerly` are the slugs that it had before in these files, the oldest first."""

    formerly: list[Slug] = Field([], exclude=True)

    def contradictions(self) -> Iterator[tuple[str, str]]:
        yield from super().contradictions()
        if self.value("slug") in self.formerly:
            yield "formerly", "names the slug of today; list only those it had before"


class Figures(Shape):
    """A count as a source or the record gives it: low, best, high."""

    prefixed = True
    in_order = (("low", "best"), ("best", "high"), ("low", "high"))
    low: Count = UNKNOWN
    best: Count = UNKNOWN
    high: Count = UNKNOWN


@cache
def keys_of(shape: type[Shape]) -> dict[str, Key]:
    """The keys of a shape, in the order of their declaration."""
    keys = {}
    for name, declared in shape.model_fields.items():
        hint: Any = declared.annotation
        marks = declared.metadata
        if type(None) in get_args(hint):
            hint = get_args(hint)[0]
        many = get_origin(hint) is list
        if many:
            (hint,) = get_args(hint)
            marks = [*getattr(hint, "__metadata__", ())]
        ref = next((mark for mark in marks if isinstance(mark, Ref)), None)
        part = hint if isinstance(hint, type) and issubclass(hint, Shape) else None
        keys[name] = Key(name, many, ref, part)
    return keys


def shape_at(shape: type[Shape], path: Path) -> type[Shape]:
    """The shape of the part of a record that a path leads to, or lies in."""
    for step in path:
        key = keys_of(shape).get(str(step))
        shape = (key and key.shape) or shape
    return shape


def normal(
    shape: type[Shape], document: Document, today: Callable[[Ref, str], str] = lambda _, slug: slug
) -> Document:
    """The document in a form in which equal means the same: lists without an order are sorted, and
    `today` gives the present slug of a record that is referred to."""
    values = {name: document[name] for name in keys_of(shape) if name in document}
    for name, value in values.items():
        key = keys_of(shape)[name]
        if key.ref and not key.many:
            values[name] = today(key.ref, value)
        if key.hangs:
            parts = (
                [normal(key.shape, part, today) for part in value]
                if key.shape
                else [today(key.ref, part) for part in value]
                if key.ref
                else value
            )
            values[name] = sorted(parts, key=lambda part: json.dumps(part, sort_keys=True))
    return values


def places(
    shape: type[Shape], written: Any, path: Path = ()
) -> Iterator[tuple[Path, Key, Any, Document]]:
    """Every key of a record as somebody wrote it, right or wrong, those of its parts included:
    where it stands, what it is, its value and the keys beside it."""
    for key in keys_of(shape).values() if isinstance(written, dict) else ():
        if key.name not in written:
            continue
        here, value = (*path, key.name), written[key.name]
        yield here, key, value, written
        if key.shape and not key.many:
            yield from places(key.shape, value, here)
        elif key.shape and isinstance(value, list):
            for n, part in enumerate(value):
                yield from places(key.shape, part, (*here, n))
