"""What rows are called and where readers find them, for many rows of many tables in one query."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, NullIf
from django.urls import reverse

from proxies import models
from proxies.vocab import Role, WorkflowState
from proxies.wording.history import CLOSURE, HIDDEN, MEMBER, SUPPORTS, Key, RowName

DRAFTS = (WorkflowState.DRAFT.value, WorkflowState.REVIEW.value)
WORDS: CharField[str, str] = CharField()
PLACES = re.compile(r"%\((\w+)\)s")


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
    names = {}
    for kind, pk, text, page, slug in rows:
        shown = page and page != Role.OPPONENT
        names[kind, pk] = RowName(text, reverse(f"{page}-detail", args=[slug]) if shown else "")
    return names


def _naming(
    model: Any, text: Any, page: Any = "", slug: str = "", *, publishable: bool = False
) -> Callable[[bool], QuerySet[Any, Any]]:
    """`page` is a word, or an expression of it; `slug` names the column of the page's slug. Drafts
    of what is `publishable` have no name but for those who may see drafts."""
    page = Value(page) if isinstance(page, str) else page

    def rows(drafts: bool) -> QuerySet[Any, Any]:
        phrase = text() if callable(text) else text
        shown, leads_to = phrase, page
        if publishable and not drafts:
            hidden, nowhere = (When(state__in=DRAFTS, then=Value(v)) for v in (str(HIDDEN), ""))
            shown = Case(hidden, default=phrase, output_field=WORDS)
            leads_to = Case(nowhere, default=page, output_field=WORDS)
        columns = {
            "named_kind": Value(model._meta.model_name, WORDS),
            "named_text": Cast(shown, WORDS),
            "named_page": Cast(leads_to, WORDS),
            "named_slug": Cast(F(slug), WORDS) if slug else Value("", WORDS),
        }
        named: QuerySet[Any, Any] = model._default_manager.order_by().annotate(**columns)
        return named.values_list("named_kind", "pk", "named_text", "named_page", "named_slug")

    return rows


def _words(*parts: Any) -> Concat:
    return Concat(*parts, output_field=WORDS)


def _of_report(path: str = "") -> Concat:
    title = Coalesce(NullIf(f"{path}title", Value("")), f"{path}url", output_field=WORDS)
    return _words(f"{path}source__name", Value(": "), title)


def _phrase(form: Any, **columns: str) -> Callable[[], Concat]:
    """A phrase with columns in the places that it names, in the language of who asks."""

    def expression() -> Concat:
        parts = PLACES.split(str(form))
        return _words(*(F(columns[p]) if n % 2 else Value(p) for n, p in enumerate(parts)))

    return expression


PLACE = Coalesce(NullIf("name", Value("")), NullIf("admin1", Value("")), "slug")
ROLE = "actor__short_name"
FULL = _words("first_name", Value(" "), "last_name")
"""Of a user; those who work here see the name to log in with where there is none."""

NAMING: Mapping[str, Callable[[bool], QuerySet[Any, Any]]] = {
    "attackevent": _naming(models.AttackEvent, F("summary"), "event", "slug", publishable=True),
    "pledge": _naming(models.Pledge, F("summary"), "pledge", "slug", publishable=True),
    "assessment": _naming(
        models.Assessment, F("statement"), "front", "front__slug", publishable=True
    ),
    "actor": _naming(models.Actor, F("short_name"), F("role"), "slug"),
    "faction": _naming(models.Faction, F(ROLE), "faction", "actor__slug"),
    "patron": _naming(models.Patron, F(ROLE), "patron", "actor__slug"),
    "opponent": _naming(models.Opponent, F(ROLE)),
    "front": _naming(models.Front, F("name"), "front", "slug"),
    "source": _naming(models.Source, F("name"), "source", "slug"),
    "report": _naming(models.Report, _of_report(), "source", "source__slug"),
    "account": _naming(models.Account, _of_report("report__")),
    "attribution": _naming(models.Attribution, F(ROLE)),
    "place": _naming(models.Place, PLACE),
    "dataset": _naming(models.Dataset, F("name")),
    "support": _naming(
        models.Support,
        _phrase(SUPPORTS, patron=f"patron__{ROLE}", faction=f"faction__{ROLE}"),
        "faction",
        "faction__actor__slug",
    ),
    "membership": _naming(
        models.Membership,
        _phrase(MEMBER, faction=f"faction__{ROLE}", umbrella=f"umbrella__{ROLE}"),
        "faction",
        "faction__actor__slug",
    ),
    "frontclosure": _naming(
        models.FrontClosure, _phrase(CLOSURE, front="front__name"), "front", "front__slug"
    ),
    "user": lambda drafts: _naming(
        get_user_model(), Coalesce(NullIf(FULL, Value(" ")), "username") if drafts else FULL
    )(drafts),
}
"""Model name → its rows with their names; the argument says whether drafts are named too."""
