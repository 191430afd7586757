"""The filter bar of a page: its controls, what each offers, and what a choice would leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proxies.queries.facets import Facets
from proxies.record.search import names_beside_labels
from proxies.selection import MANY, Selection, each_of
from proxies.vocab import TargetType
from proxies.web.forms.filters import KeyField
from proxies.web.forms.question import QuestionForm, offered_by
from proxies.wording.questions import clauses

IN_VIEW = ("front", "faction", "weapon", "kind")
"""The lists that stand in the bar; the others, and what is not a list, are under “More”."""

PERIOD = ("since", "until")
"""The days of the control of the period, which stands beside them."""

MORE = ("target", "place", "patron", "state", "outcome", "grade", "direction", "dataset")
"""The lists under “More”, in the order in which they are shown."""

TYPED = ("q", "count", "sort")
"""What stands beside them there."""

SEARCHED_FROM = 6
"""A list of fewer choices is read faster than searched."""

HEADINGS: dict[str, Any] = {
    "target_types": _("Kinds of target"),
    "target_actors": _("Targets: states, patrons and others"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a list: how many events it would leave (None where that is not counted), the
    query that asks for it alone, and names of it that its label lacks, folded."""

    value: str
    label: str
    checked: bool
    count: int | None = None
    only: str = ""
    names: str = ""

    @property
    def id(self) -> str:
        """The end of the id of its box: the same wherever the choice stands in its list."""
        return self.value.replace(" ", "-").replace("+", "-or-better")


@dataclass(frozen=True, slots=True)
class Part:
    """Choices of a list under a heading, or under none."""

    heading: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Menu:
    """A filter that is a list of choices."""

    name: str
    label: str
    parts: tuple[Part, ...]
    chosen: tuple[str, ...]
    """What is chosen, as the button names it."""

    errors: Sequence[str]

    @property
    def first(self) -> str:
        return self.chosen[0]

    @property
    def others(self) -> int:
        return len(self.chosen) - 1

    @property
    def searched(self) -> bool:
        return sum(len(part.choices) for part in self.parts) >= SEARCHED_FROM


@dataclass(frozen=True, slots=True)
class Wider:
    """The question without some of its filters, which finds something where the whole does not."""

    words: str
    """What is left out."""

    query: str
    count: int


class FilterBar:
    """What the bar of a page shows. Without `facets` nothing is counted; `query` gives the address
    of a question put to the page. The lists under “More” are made where they are wanted: of a page
    that cannot be asked for them, at once."""

    def __init__(
        self,
        form: QuestionForm,
        *,
        more: bool = False,
        facets: Facets | None = None,
        query: Callable[[Selection], str] | None = None,
    ) -> None:
        self.form, self._facets, self._query = form, facets, query
        self._more_asked_for = more
        self.more = more or "filters" not in form.fields
        self._given = form.chosen()

    @cached_property
    def menus(self) -> list[Menu]:
        """The lists in view."""
        return [menu for name in IN_VIEW if name in self.form.fields for menu in self._menu(name)]

    @cached_property
    def further(self) -> list[Menu]:
        """The lists under “More”."""
        return [menu for name in MORE if name in self.form.fields for menu in self._menu(name)]

    @property
    def has_more(self) -> bool:
        """Whether the page takes anything that is under “More”."""
        return any(name in self.form.fields for name in (*MORE, *TYPED))

    @property
    def further_in_use(self) -> int:
        """How many filters under “More” are in use."""
        return sum(name in self._given for name in (*MORE, *TYPED))

    @property
    def in_use(self) -> bool:
        """Whether there is anything to clear; the day shown has a control of its own."""
        return any(name not in {"as_of", "filters", "cited", "page"} for name in self._given)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What is given under “More”, for a form that does not show it."""
        return [(name, value) for name in (*MORE, *TYPED) for value in self._given.get(name, [])]

    @property
    def opened(self) -> str:
        """The control that stands open from the start: the first with an error."""
        if not self.form.errors:
            return "more" if self._more_asked_for else ""
        in_view = {name: (name,) for name in IN_VIEW}
        filters = {**in_view, "period": PERIOD, "more": (*MORE, *TYPED)}
        wrong = set(self.form.errors)
        return next((control for control, own in filters.items() if wrong & {*own}), "")

    @property
    def more_query(self) -> str:
        """The query that shows the page with all that is under “More”."""
        if self._query is None:
            return "?filters=more"
        query = self._query(self.form.selection)
        return f"{query}&filters=more" if query else "?filters=more"

    @property
    def narrows(self) -> bool:
        """Whether the question asks for less than all that was known by its day."""
        return not self.form.errors and bool(self.form.selection.but(as_of=None))

    @cached_property
    def wider(self) -> list[Wider]:
        """The questions that leave out one filter, or the period, and find something; most first.

        The day that the record is known by is kept: no other day may speak on its page.
        """
        if self._facets is None or self._query is None:
            return []
        question = self.form.selection
        groups = (*((name,) for name in MANY), ("since", "until"), ("q",))
        left = [
            {name: getattr(question, name) for name in names if getattr(question, name)}
            for names in groups
        ]
        in_use = [each for each in left if each]
        counts = self._facets.without([tuple(each) for each in in_use])
        found = [
            self._without(each, count) for each, count in zip(in_use, counts, strict=True) if count
        ]
        return sorted(found, key=lambda one: -one.count)

    def _without(self, left: Mapping[str, Any], count: int) -> Wider:
        rest = self.form.selection.but(**{name: getattr(Selection(), name) for name in left})
        words = " · ".join(clauses(Selection(**left), self.form.words()))
        return Wider(words, self._query(rest) if self._query else "", count)

    def _menu(self, name: str) -> Iterator[Menu]:
        """The menu of a list, where there is a choice."""
        given, field = self._given.get(name, []), self.form.fields[name]
        parts = [part for part in self._parts(name, field) if part.choices]
        if sum(len(part.choices) for part in parts) < 2:  # noqa: PLR2004
            return
        words = self.form.words()
        chosen = {
            choice.value: words.get(choice.value, choice.label)
            for part in parts
            for choice in part.choices
            if choice.checked
        }
        named = tuple(chosen[value] for value in dict.fromkeys(given) if value in chosen)
        errors = [str(error) for error in self.form.errors.get(name, [])]
        yield Menu(name, str(field.label), tuple(parts), named, errors)

    def _parts(self, name: str, field: forms.Field) -> Iterator[Part]:
        if isinstance(field, KeyField):
            yield Part("", tuple(self._places(name, field)))
        elif name == "target":
            kinds = {str(kind) for kind in TargetType}
            for facet, heading in HEADINGS.items():
                wanted = facet == "target_types"
                rows = [row for row in offered_by(field) if (row[0] in kinds) is wanted]
                yield Part(str(heading), tuple(self._choices(name, facet, rows)))
        else:
            yield Part("", tuple(self._choices(name, name, offered_by(field))))

    def _choices(
        self, name: str, facet: str, offered: Sequence[tuple[str, str]]
    ) -> Iterator[Choice]:
        given, names, only = self._given.get(name, []), self._names, self._only(name)
        counts = self._counted(name, facet, offered)
        for value, label in offered:
            count = None if counts is None else counts.get(value, 0)
            yield Choice(value, label, value in given, count, only(value), names.get(value, ""))

    def _counted(
        self, name: str, facet: str, offered: Iterable[tuple[str, str]]
    ) -> Mapping[str, int] | None:
        if self._facets is None or name not in MANY:
            return None
        return self._facets.of(facet, [value for value, label in offered])

    def _places(self, name: str, field: KeyField) -> Iterator[Choice]:
        """The busiest places, and those chosen that are not among them."""
        given, busy = self._given.get(name, []), self._facets.places if self._facets else []
        among, only = {one.slug for one in busy}, self._only(name)
        for slug in given:
            if slug in field.names and slug not in among:
                count = 0 if busy else None
                yield Choice(slug, field.names[slug], True, count, only(slug))
        for one in busy:
            names = " | ".join(one.names)
            yield Choice(one.slug, one.name, one.slug in given, one.count, only(one.slug), names)

    def _only(self, name: str) -> Callable[[str], str]:
        """The queries that ask for one value of a list, and keep the other filters."""
        if self._query is None or name not in MANY:
            return lambda value: ""
        return each_of(self.form.selection, name, self._query)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Slug of an actor → its names that its label lacks."""
        return names_beside_labels() if self._query else {}
