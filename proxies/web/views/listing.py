"""Lists that are sorted by a column and searched: their headings, and what their forms keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from django.core.paginator import Paginator

from proxies.queries.listed import Key, in_order
from proxies.web.forms.columns import Column, Holds
from proxies.web.views.page import Context, Question

T = TypeVar("T")


@dataclass(frozen=True)
class Heading:
    """The heading of a column: how the list is sorted by it ("ascending", "descending" or empty),
    and the query of its link, None where the list cannot be sorted by it."""

    name: str
    label: Any
    numeric: bool
    sorted: str = ""
    query: str | None = None


def headings(question: Question, columns: Iterable[Column]) -> list[Heading]:
    """The headings of some columns, each leading to the order that a click on it asks for."""
    return [_heading(question, column) for column in columns]


def _heading(question: Question, column: Column) -> Heading:
    numeric = column.holds == Holds.NUMBER
    if not column.up:
        return Heading(column.name, column.label, numeric)
    first, other = column.orders
    wanted = other if question.sort == first else first
    how = {column.up: "ascending", column.down: "descending"}.get(question.sort, "")
    query = question.query(question.selection, sort=wanted)
    return Heading(column.name, column.label, numeric, how, query)


def listing(
    question: Question, columns: Sequence[Column], rows: Iterable[T], keys: Mapping[str, Key[T]]
) -> tuple[list[T], Context]:
    """The rows of a list in the order asked for, and what its template shows beside them."""
    named = {value: column.name for column in columns for value in (column.up, column.down)}
    down = {column.down for column in columns}
    sort = question.sort
    found = in_order(rows, keys[named[sort]], downwards=sort in down)
    return found, {
        "headings": headings(question, columns),
        "passed_on": kept(question, q="", sort=""),
        "without_words": question.query(question.selection.but(q="")),
    }


def paged(question: Question, rows: Sequence[Any], per_page: int) -> Context:
    """One page of a list, with what leads to the others."""
    pages = Paginator(rows, per_page)
    return {
        "page": pages.get_page(question.page),
        "beyond": question.page > pages.num_pages,
        "around": pages.get_elided_page_range(min(question.page, pages.num_pages)),
        "query": question.query(question.selection),
    }


def kept(question: Question, **left_out: Any) -> list[tuple[str, str]]:
    """The parameters of a question that a form of its own passes on, but for some."""
    filters = {name: "" for name in left_out if name == "q"}
    others = {name: value for name, value in left_out.items() if name != "q"}
    return parse_qsl(question.query(question.selection.but(**filters), **others)[1:])
