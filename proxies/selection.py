"""The reader's question: the filters of a page as one frozen value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from proxies.vocab import CountBy, TargetType

EVENTS_ALONE = ("state", "patron", "direction", "weapon", "place", "outcome", "grade")
"""Filters that no pledge answers; nor does one belong to any dataset but the curated one."""

CURATED = "curated"
"""Slug of the dataset that is meant where the question names none."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A question; equal questions are equal values and have one address.

    Entries of the tuples are slugs or coded values, sorted and without repeats; days are UTC and
    inclusive. `target` mixes kinds of target and slugs of actors; `since` and `until` test the
    first day of an event.
    """

    front: tuple[str, ...] = ()
    faction: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    patron: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    weapon: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    dataset: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    count: str = CountBy.BRAND.value
    q: str = ""

    def __post_init__(self) -> None:
        for name in MANY:
            value = getattr(self, name)
            if len(value) > 1 or not isinstance(value, tuple):
                object.__setattr__(self, name, tuple(sorted(set(value))))
        if self.since and self.until and self.until < self.since:
            raise ValueError("until is before since")

    @property
    def datasets(self) -> tuple[str, ...]:
        """Slugs of the datasets counted: the curated record unless others are asked for."""
        return self.dataset or (CURATED,)

    @property
    def target_types(self) -> tuple[str, ...]:
        return tuple(value for value in self.target if value in set(TargetType))

    @property
    def target_actors(self) -> tuple[str, ...]:
        return tuple(value for value in self.target if value not in set(TargetType))

    @property
    def of_events_alone(self) -> tuple[str, ...]:
        """The filters in use that events can answer and pledges cannot."""
        names = [name for name in EVENTS_ALONE if getattr(self, name)]
        return (*names, *(() if CURATED in self.datasets else ("dataset",)))

    def __bool__(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """The question as parameters of an address, in canonical order, defaults left out."""
        pairs: list[tuple[str, str]] = []
        for name, default in DEFAULTS:
            value = getattr(self, name)
            if value and value != default:
                texts = value if default == () else [str(value)]
                pairs += [(name, text) for text in texts]
        return pairs

    def query(self, **extra: str) -> str:
        """The query string with its question mark, or empty text for the empty question."""
        pairs = [*self.pairs(), *extra.items()]
        return f"?{encoded(pairs)}" if pairs else ""

    @property
    def pin(self) -> str:
        """The query that keeps the day of the question, for a link to a record."""
        return Selection(as_of=self.as_of).query()

    def but(self, **changes: Any) -> Selection:
        """The same question with some filters replaced."""
        return replace(self, **changes)

    def only(self, name: str, value: str) -> Selection:
        """The question that asks only this value of this filter."""
        alone: dict[str, Any] = {name: (value,) if name in MANY else getattr(self, name)}
        return Selection(**alone)

    def lacking(self, name: str, value: str) -> Selection:
        """The same question without this value of this filter."""
        if name not in MANY:
            return self.but(**{name: getattr(Selection(), name)})
        return self.but(**{name: tuple(v for v in getattr(self, name) if v != value)})


DEFAULTS = tuple((field.name, field.default) for field in fields(Selection))

MANY = tuple(name for name, default in DEFAULTS if default == ())
"""Filters that take several values, in canonical order; the single ones follow."""


MOST_VALUES = 8192
"""Values that are kept as addresses have them: a page names the same ones hundreds of times."""

_quoted = lru_cache(MOST_VALUES)(quote_plus)


def encoded(pairs: Iterable[tuple[str, str]]) -> str:
    """Parameters as an address has them, without the question mark; their names need no quoting."""
    return "&".join(f"{name}={_quoted(value)}" for name, value in pairs)


ANY_ONE, SPAN = "any-one", (date.min, date.max)
"""What stands in an address for a value, or for two days, that are put in later."""


def each_of(
    selection: Selection, name: str, query_of: Callable[[Selection], str] = Selection.query
) -> Callable[[str], str]:
    """The query of a question for any one value of a filter, the others kept. It is put together
    once, for such queries differ in that value alone."""
    before, after = query_of(selection.but(**{name: (ANY_ONE,)})).split(f"{name}={ANY_ONE}")
    return lambda value: f"{before}{name}={_quoted(value)}{after}"


def each_span(
    selection: Selection, query_of: Callable[[Selection], str] = Selection.query
) -> Callable[[date, date], str]:
    """The same for any two days as its period."""
    first, last = SPAN
    query = query_of(selection.but(since=first, until=last))
    before, after = query.split(f"since={first}&until={last}")
    return lambda since, until: f"{before}since={since}&until={until}{after}"
