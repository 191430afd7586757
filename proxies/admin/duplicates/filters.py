"""The filters of the list of possible duplicates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from proxies.methods.duplicates import LIKELY
from proxies.models import Dataset, Front, PairState

Choices = list[tuple[str, str]]


class StateFilter(admin.SimpleListFilter):
    """What has become of a pair; those that wait unless asked otherwise."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [*((state.name.lower(), state.value) for state in PairState), ("all", "all")]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        chosen = self.value() or PairState.OPEN.name.lower()
        for value, words in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": chosen == value, "query_string": query, "display": words}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or PairState.OPEN.name.lower()
        if value == "all":
            return queryset
        states = [state.value for state in PairState if state.name.lower() == value]
        return queryset.filter(state__in=states)


class LikelihoodFilter(admin.SimpleListFilter):
    """Likely or possible, as the method has it."""

    title = "likelihood"
    parameter_name = "likelihood"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("likely", "likely"), ("possible", "possible"), ("hand", "proposed by an editor")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rules = {
            "likely": Q(points__gte=LIKELY),
            "possible": Q(points__gt=0, points__lt=LIKELY),
            "hand": Q(proposed_by__isnull=False),
        }
        return queryset.filter(rules.get(str(self.value()), Q()))


class EitherFilter(admin.SimpleListFilter):
    """Pairs of which one record or the other has this."""

    rows: Any
    """Slug and name of each."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return list(self.rows.all())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        path, value = f"{self.parameter_name}__slug", self.value()
        either = Q(**{f"first__{path}": value}) | Q(**{f"second__{path}": value})
        return queryset.filter(either) if value else queryset


class DatasetFilter(EitherFilter):
    title = parameter_name = "dataset"
    rows = Dataset.objects.values_list("slug", "name")


class FrontFilter(EitherFilter):
    title = parameter_name = "front"
    rows = Front.objects.values_list("slug", "short_name")
