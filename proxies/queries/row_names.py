"""What rows are called and where readers find them, for many rows of many tables in one query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.urls import reverse

from proxies import models
from proxies.vocab import Role, WorkflowState
from proxies.wording.history import HIDDEN, Key, RowName

DRAFTS = (WorkflowState.DRAFT.value, WorkflowState.REVIEW.value)
WORDS: CharField[str, str] = CharField()


def names_of(keys: Iterable[Key], *, drafts: bool = False) -> dict[Key, RowName]:
    """The names of those rows that are still there; those of drafts only where asked for."""
    wanted: dict[str, set[int]] = {}
    for kind, pk in keys:
        wanted.setdefault(kind, set()).add(pk)
    queries = [
        NAMING[kind](drafts).filter(pk__in=pks) for kind, pks in wanted.items() if kind in NAMING
    ]
    if not queries:
        return {}
    rows = reduce(lambda one, other: one.union(other, all=True), queries)
    return {(kind, pk): RowName(text, _address(page, slug)) for kind, pk, text, page, slug in rows}


def _address(page: str, slug: str) -> str:
    return reverse(f"{page}-detail", args=[slug]) if page and page != Role.OPPONENT else ""


def _rows(model: Any, kind: str, text: Any, page: Any = "", slug: Any = "") -> QuerySet[Any, Any]:
    """`page` is a word, or an expression of it; `slug` names the column of the page's slug."""
    rows: QuerySet[Any] = model._default_manager.order_by()
    columns = {
        "named_kind": Value(kind, WORDS),
        "named_text": Cast(text, WORDS),
        "named_page": Value(page, WORDS) if isinstance(page, str) else Cast(page, WORDS),
        "named_slug": Cast(F(slug), WORDS) if slug else Value("", WORDS),
    }
    named: QuerySet[Any, Any] = rows.annotate(**columns).values_list(
        "named_kind", "pk", "named_text", "named_page", "named_slug"
    )
    return named


def _publishable(model: Any, text: Any, page: str, slug: str = "slug") -> Callable[[bool], Any]:
    kind: str = model._meta.model_name

    def rows(drafts: bool) -> QuerySet[Any, Any]:
        if drafts:
            return _rows(model, kind, text, page, slug)
        hidden = Case(
            When(state__in=DRAFTS, then=Value(str(HIDDEN))), default=text, output_field=WORDS
        )
        nowhere = Case(
            When(state__in=DRAFTS, then=Value("")), default=Value(page), output_field=WORDS
        )
        return _rows(model, kind, hidden, nowhere, slug)

    return rows


def _plain(model: Any, text: Any, page: Any = "", slug: str = "") -> Callable[[bool], Any]:
    return lambda drafts: _rows(model, model._meta.model_name, text, page, slug)


def _words(*parts: Any) -> Concat:
    return Concat(*parts, output_field=WORDS)


def _of_report(path: str = "") -> Concat:
    title = Coalesce(NullIf(f"{path}title", Value("")), f"{path}url", output_field=WORDS)
    return _words(f"{path}source__name", Value(": "), title)


def _pair(one: str, between: str, other: str) -> Concat:
    return _words(f"{one}__actor__short_name", Value(between), f"{other}__actor__short_name")


PLACE = Coalesce(NullIf("name", Value("")), NullIf("admin1", Value("")), "slug")
ROLE = "actor__short_name"

NAMING: Mapping[str, Callable[[bool], QuerySet[Any, Any]]] = {
    "attackevent": _publishable(models.AttackEvent, F("summary"), "event"),
    "pledge": _publishable(models.Pledge, F("summary"), "pledge"),
    "assessment": _publishable(models.Assessment, F("statement"), "front", "front__slug"),
    "actor": _plain(models.Actor, F("short_name"), F("role"), "slug"),
    "faction": _plain(models.Faction, F(ROLE), "faction", "actor__slug"),
    "patron": _plain(models.Patron, F(ROLE), "patron", "actor__slug"),
    "opponent": _plain(models.Opponent, F(ROLE)),
    "front": _plain(models.Front, F("name"), "front", "slug"),
    "source": _plain(models.Source, F("name"), "source", "slug"),
    "report": _plain(models.Report, _of_report(), "source", "source__slug"),
    "account": _plain(models.Account, _of_report("report__")),
    "attribution": _plain(models.Attribution, F(ROLE)),
    "place": _plain(models.Place, PLACE),
    "dataset": _plain(models.Dataset, F("name")),
    "support": _plain(
        models.Support, _pair("patron", " supports ", "faction"), "faction", "faction__actor__slug"
    ),
    "membership": _plain(
        models.Membership, _pair("faction", " in ", "umbrella"), "faction", "faction__actor__slug"
    ),
    "frontclosure": _plain(
        models.FrontClosure,
        _words(Value("Closure of the "), "front__name"),
        "front",
        "front__slug",
    ),
    "user": lambda drafts: _rows(
        get_user_model(),
        "user",
        _words("first_name", Value(" "), "last_name") if not drafts else _known_as(),
    ),
}
"""Model name → its rows with their names; the argument says whether drafts are named too."""


def _known_as() -> Coalesce:
    """A full name, else the name to log in with, for those who work here."""
    full = _words("first_name", Value(" "), "last_name")
    return Coalesce(NullIf(full, Value(" ")), "username")
