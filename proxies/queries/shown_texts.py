"""Rows found by words of their texts, as far as the pages of a day show these texts.

As of a past day a text that names a later one is left out (`wording/later.py`). Then it is not
searched either: what a page does not show must not be found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from proxies.record.columns.copying import Ints, keys_of
from proxies.record.search import SearchTerm, among, by_index, texts_hold
from proxies.wording.later import TERMS, is_left_out, terms_of

LAST_YEAR = 2100
"""Before it lie the years that texts are looked through for."""


def shown_texts_hold(
    rows: QuerySet[Any], words: str, term: SearchTerm, columns: tuple[str, ...], day: date | None
) -> Q:
    """Rows whose texts hold the words; `rows` are those that may be asked for."""
    return reduce(or_, _ways(rows, words, term, columns, day))


def keys_of_texts(
    rows: QuerySet[Any], words: str, term: SearchTerm, columns: tuple[str, ...], day: date | None
) -> list[Ints]:
    """The keys of the same rows, found by an index of all these texts."""
    with by_index():
        ways = _ways(rows, words, term, columns, day)
        return [keys_of(rows.filter(each)) for each in ways]


def _ways(
    rows: QuerySet[Any], words: str, term: SearchTerm, columns: tuple[str, ...], day: date | None
) -> list[Q]:
    """Conditions of which a row meets one whose texts hold the words."""
    held = texts_hold(words, term, *columns)
    if day is None:
        return [held]
    # A word that must not be there may stand in a text that is left out.
    candidates = rows if "-" in words else rows.filter(held)
    hidden: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, names in _left_out(candidates, columns, day):
        hidden[names].append(key)
    if not hidden:
        return [held]
    ways = [held & ~Q(pk__in=among([key for keys in hidden.values() for key in keys]))]
    for names, keys in hidden.items():
        rest = [column for column in columns if column not in names]
        if rest:
            ways.append(Q(pk__in=among(keys)) & texts_hold(words, term, *rest))
    return ways


def _left_out(
    rows: QuerySet[Any], columns: tuple[str, ...], day: date
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The keys of rows with texts that are left out as of a day, and the names of these."""
    years = [str(year) for year in range(day.year, LAST_YEAR)]
    begin = "20" if day.year >= LAST_YEAR - 100 else ""  # looked for first, and far sooner
    late = Q()
    for column in columns:
        late |= Q(**{f"{column}__contains": begin}) & Q(**{f"{column}__regex": "|".join(years)})
    own = {field.name for field in rows.model._meta.concrete_fields}
    terms = [name for name in TERMS if name in own]
    for row in rows.filter(late).order_by().only(*columns, *terms).iterator():
        known = terms_of(row)
        names = tuple(name for name in columns if is_left_out(getattr(row, name), day, known))
        if names:
            yield row.pk, names
