"""Factions and patrons: their lists and pages."""

from __future__ import annotations

from django.db.models import Count, Max, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from proxies.charts import pledges as figures_pledges
from proxies.models import Actor, ActorName, Attribution, Faction, Patron
from proxies.queries.corrections import corrections_of
from proxies.queries.counts import pinned
from proxies.queries.glance import Glance
from proxies.queries.ledger import before_axis
from proxies.queries.matching import matching
from proxies.queries.parties import by_faction, denied_for
from proxies.queries.said_and_did import line
from proxies.queries.support import memberships_known, support_known
from proxies.record.current import record
from proxies.series import Bar
from proxies.vocab import AttributionKind
from proxies.web.forms.pages import AsOfForm
from proxies.web.views import support
from proxies.web.views.charts import (
    Chart,
    casualty_chart,
    faction_chart,
    file_of,
    map_chart,
    time_chart,
    weapon_chart,
)
from proxies.web.views.page import Question, asks, render_page


@asks(AsOfForm)
def faction_list(request: HttpRequest, question: Question) -> HttpResponse:
    day, event = question.selection.as_of, "actor__attributions__event"
    known = Attribution.objects.known_by(day).exclude(kind=AttributionKind.DENIED)
    counted = Q(**{f"{event}__in": matching(question.selection).order_by().values("pk")})
    counted &= Q(actor__attributions__in=known.values("pk"))
    apart = counted & Q(actor__attributions__kind=AttributionKind.PARTNER_CLAIMED)
    firm = counted & ~Q(actor__attributions__kind=AttributionKind.PARTNER_CLAIMED)
    factions = (
        Faction.objects.select_related("actor")
        .annotate(
            events=Count(event, distinct=True, filter=firm),
            partner_claimed=Count(event, distinct=True, filter=apart),
            last=Max(f"{event}__last_day", filter=counted),
        )
        .prefetch_related("fronts", "support_received__patron__actor", _native_names())
        .order_by("-events", "actor__name")
    )
    context = {
        "question": question,
        "title": "Factions",
        "description": "Armed factions on four fronts, their umbrellas, patrons and events.",
        "factions": factions,
        "denied": denied_for(matching(question.selection), day),
    }
    return render_page(request, "faction_list.html", context)


def _native_names() -> Prefetch[str]:
    names = ActorName.objects.exclude(script="Latn")
    return Prefetch("actor__names", to_attr="native_names", queryset=names)


@asks(AsOfForm)
def faction_detail(request: HttpRequest, question: Question, slug: str) -> HttpResponse:
    actor = get_object_or_404(
        Actor.objects.factions().prefetch_related("names", "designations"), slug=slug
    )
    faction = Faction.objects.prefetch_related("fronts").get(actor=actor)
    glance = Glance.at(question.selection.but(faction=(slug,)), question.names)
    context = {
        "question": question,
        "actor": actor,
        "title": actor.name,
        "description": actor.summary,
        "faction": faction,
        "own": own_count(glance, slug),
        "denied": denied_for(matching(question.selection), question.selection.as_of).get(slug),
        "support": support.tables(
            support_known(Q(faction=faction), question.selection.as_of), actor
        ),
        "memberships": memberships_known(Q(faction=faction), question.selection.as_of),
        "members": memberships_known(Q(umbrella=faction), question.selection.as_of),
        "corrections": corrections_of(actor, day=question.selection.as_of),
        "charts": [line_chart(actor, question), *event_charts(glance)],
        **glance.context(),
    }
    return render_page(request, "faction_detail.html", context)


def event_charts(glance: Glance) -> list[Chart]:
    """The charts of a faction's events; none for a faction that no event names."""
    if not glance.totals.events:
        return []
    killed = casualty_chart(glance.ranges, file_of("casualties", glance))
    return [time_chart(glance), killed, weapon_chart(glance), map_chart(glance)]


def line_chart(actor: Actor, question: Question) -> Chart:
    """What a faction said and did, on one axis of time."""
    known_by = question.selection.as_of or question.names.today
    series = line(record(), actor.slug, known_by)
    figure = figures_pledges.said_and_did(series)
    return Chart(
        id="said-and-did",
        title="Said and did",
        note="Above: pledges that it made or that name it, by kind; vows and threats are hatched. "
        "Below: attacks by the way it is named for them; those in the name of an umbrella are on "
        f"that one’s page.{before_axis(series.said, series.first)}",
        figure=figure,
        table="charts/line_table.html",
        series=series,
        shape=figures_pledges.shape(figure),
        width="wide",
        empty=not series.said and not series.did,
        file=reverse("line-html", args=[actor.slug]) + pinned(question.selection),
    )


def own_count(glance: Glance, slug: str) -> Bar | None:
    """The faction's own bar: firm counts, and partner-claimed ones apart."""
    bars = by_faction(glance.named, glance.selection)
    return next((bar for bar in bars if bar.key == slug), None)


@asks(AsOfForm)
def patron_list(request: HttpRequest, question: Question) -> HttpResponse:
    patrons = (
        Patron.objects.select_related("actor", "parent__actor")
        .annotate(factions=Count("support_given__faction", distinct=True))
        .prefetch_related("bodies__actor", _native_names())
        .order_by("-factions", "actor__name")
    )
    context = {
        "question": question,
        "title": "Patrons",
        "description": "States and bodies of states that sponsor armed factions.",
        "patrons": patrons,
    }
    return render_page(request, "patron_list.html", context)


@asks(AsOfForm)
def patron_detail(request: HttpRequest, question: Question, slug: str) -> HttpResponse:
    actor = get_object_or_404(
        Actor.objects.patrons().prefetch_related("names", "designations"), slug=slug
    )
    patron = Patron.objects.select_related("parent__actor").get(actor=actor)
    glance = Glance.at(question.selection.but(patron=(slug,)), question.names)
    bodies = Patron.objects.filter(parent=patron).select_related("actor")
    context = {
        "question": question,
        "actor": actor,
        "title": actor.name,
        "description": actor.summary,
        "patron": patron,
        "bodies": bodies,
        "support": support.tables(
            support_known(
                Q(patron=patron) | Q(patron__parent=patron) | Q(patron__parent__parent=patron),
                question.selection.as_of,
            ),
            actor,
        ),
        "corrections": corrections_of(actor, day=question.selection.as_of),
        "charts": [time_chart(glance), faction_chart(glance)],
        **glance.context(),
    }
    return render_page(request, "patron_detail.html", context)
