"""Factions and patrons: their lists and pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Prefetch, Q, prefetch_related_objects
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from proxies.charts.chart import Chart
from proxies.charts.findings import of_line
from proxies.charts.lanes import lanes_shape
from proxies.charts.said_and_did import said_and_did_figure
from proxies.models import Actor, ActorName, Patron
from proxies.queries.answer import Answer, answer_to
from proxies.queries.corrections import corrections_of
from proxies.queries.listed import Key, holding
from proxies.queries.public_statements import said_by_and_about
from proxies.queries.said_and_did import line
from proxies.queries.support import memberships_known, support_known
from proxies.record.current import record
from proxies.series.counts import Overlay
from proxies.web.forms import columns
from proxies.web.forms.pages import AsOfForm, FactionsForm, PatronsForm
from proxies.web.views import support
from proxies.web.views.charts import LINE, forms, worded
from proxies.web.views.listing import listing
from proxies.web.views.overview import (
    casualty_chart,
    faction_chart,
    map_chart,
    time_chart,
    weapon_chart,
)
from proxies.web.views.page import Context, Question, question_view
from proxies.wording.charts import before_axis, figure_words, hatching
from proxies.wording.labels import label_of
from proxies.wording.later import text_as_of
from proxies.wording.pledge_findings import line_finding


@question_view(FactionsForm, "faction_list.html")
def faction_list(request: HttpRequest, question: Question) -> Context:
    answer = answer_to(question.selection.but(q=""), question.choices)  # the words are for the list
    rows, links = answer.faction_rows(), ("fronts", "support_received__patron__actor")
    prefetch_related_objects(rows, *links, _native_names())
    holds = holding(question.selection.q, question.selection.as_of)
    found = [one for one in rows if holds([one.actor.name, one.actor.summary], [one.actor_id])]
    factions, shown = listing(question, columns.FACTIONS, found, FACTION_KEYS)
    return {
        **shown,
        "every": len(rows),
        "title": _("Factions"),
        "description": _("Armed factions on four fronts, their umbrellas, patrons and events."),
        "factions": factions,
        "denied": answer.denied(),
    }


FACTION_KEYS: Mapping[str, Key[Any]] = {
    "name": lambda one: one.actor.name,
    "kind": lambda one: label_of(one.kind),
    "fronts": lambda one: " ".join(front.short_name for front in one.fronts.all()),
    "patrons": lambda one: " ".join(
        link.patron.actor.short_name for link in one.support_received.all()
    ),
    "events": lambda one: one.events,
    "last": lambda one: one.last,
}
PATRON_KEYS: Mapping[str, Key[Any]] = {
    "name": lambda one: one.actor.name,
    "kind": lambda one: label_of(one.kind),
    "parent": lambda one: one.parent.actor.name if one.parent else None,
    "factions": lambda one: one.factions,
}
"""What each column is sorted by."""


def _native_names() -> Prefetch[str]:
    names = ActorName.objects.exclude(script="Latn")
    return Prefetch("actor__names", to_attr="native_names", queryset=names)


@question_view(AsOfForm, "faction_detail.html")
def faction_detail(request: HttpRequest, question: Question, slug: str) -> Context:
    actor = get_object_or_404(
        Actor.objects.factions()
        .select_related("faction")
        .prefetch_related("names", "designations", "faction__fronts"),
        slug=slug,
    )
    faction, day = actor.faction, question.selection.as_of
    made, about = said_by_and_about(actor, day)
    memberships, members = memberships_known(faction, day)
    answer = answer_to(question.selection.but(faction=(slug,)), question.choices)
    return {
        "answer": answer,
        "actor": actor,
        "title": actor.name,
        "description": text_as_of(actor, "summary", question.selection.as_of),
        "faction": faction,
        "own": next((bar for bar in answer.factions if bar.key == slug), None),
        "denied": question.answer.denied().get(slug),
        "support": support.tables(
            support_known(Q(faction=faction), question.selection.as_of), actor
        ),
        "memberships": memberships,
        "members": members,
        "said_by": made,
        "said_about": about,
        "corrections": corrections_of(actor, day=question.selection.as_of),
        "charts": [line_chart(actor, question), *event_charts(answer)],
    }


def event_charts(answer: Answer) -> list[Chart]:
    """The charts of a faction's events; none for a faction that no event names."""
    drawn = (time_chart, casualty_chart, weapon_chart, map_chart) if answer.totals.events else ()
    return [draw(answer) for draw in drawn]


def line_chart(actor: Actor, question: Question) -> Chart:
    """What a faction said and did, on one axis of time."""
    known_by = question.known_by
    series = line(record(), actor.slug, known_by)
    figure = said_and_did_figure(series, words=figure_words())
    hatched = hatching() if any(not gap.front for gap in series.gaps) else ""
    found = of_line(series)
    return worded(
        "said-and-did",
        finding=line_finding(found) if found else "",
        more=(before_axis(series.pledges, series.first), hatched),
        over=Overlay(series.gaps),
        draw=lambda: figure,
        table="charts/line_table.html",
        series=series,
        shape=lanes_shape(figure),
        width="wide",
        empty=not series.pledges and not series.attacks,
        **forms(LINE, question.selection.pin, actor.slug),
    )


@question_view(PatronsForm, "patron_list.html")
def patron_list(request: HttpRequest, question: Question) -> Context:
    rows = list(
        Patron.objects.select_related("actor", "parent__actor")
        .annotate(factions=Count("support_given__faction", distinct=True))
        .prefetch_related("bodies__actor", _native_names())
        .order_by("-factions", "actor__name")
    )
    holds = holding(question.selection.q, question.selection.as_of)
    found = [one for one in rows if holds([one.actor.name, one.actor.summary], _with_parent(one))]
    patrons, shown = listing(question, columns.PATRONS, found, PATRON_KEYS)
    return {
        **shown,
        "every": len(rows),
        "title": _("Patrons"),
        "description": _("States and bodies of states that sponsor armed factions."),
        "patrons": patrons,
    }


def _with_parent(patron: Patron) -> list[int]:
    """A patron and whom it answers to, by the keys of their actors."""
    return [patron.actor_id, *([patron.parent.actor_id] if patron.parent else [])]


@question_view(AsOfForm, "patron_detail.html")
def patron_detail(request: HttpRequest, question: Question, slug: str) -> Context:
    actor = get_object_or_404(
        Actor.objects.patrons().prefetch_related("names", "designations"), slug=slug
    )
    patron = Patron.objects.select_related("parent__actor").get(actor=actor)
    answer = answer_to(question.selection.but(patron=(slug,)), question.choices)
    bodies = Patron.objects.filter(parent=patron).select_related("actor")
    made, about = said_by_and_about(actor, question.selection.as_of)
    return {
        "answer": answer,
        "actor": actor,
        "title": actor.name,
        "description": text_as_of(actor, "summary", question.selection.as_of),
        "patron": patron,
        "bodies": bodies,
        "support": support.tables(
            support_known(
                Q(patron=patron) | Q(patron__parent=patron) | Q(patron__parent__parent=patron),
                question.selection.as_of,
            ),
            actor,
        ),
        "said_by": made,
        "said_about": about,
        "corrections": corrections_of(actor, day=question.selection.as_of),
        "charts": [time_chart(answer), faction_chart(answer)],
    }
