"""The addresses of the pages; a name is the name of its view and of its template."""

from django.urls import path

from proxies.views import (
    about,
    actors,
    compare,
    corrections,
    errors,
    events,
    exports,
    fronts,
    methods,
    overview,
    pledges,
    sources,
    statuses,
)

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("fronts.json", statuses.fronts_json, name="fronts-json"),
    path("fronts/<slug:slug>/", fronts.front_detail, name="front-detail"),
    path("factions/", actors.faction_list, name="faction-list"),
    path("factions/<slug:slug>/", actors.faction_detail, name="faction-detail"),
    path("patrons/", actors.patron_list, name="patron-list"),
    path("patrons/<slug:slug>/", actors.patron_detail, name="patron-detail"),
    path("pledges/", pledges.pledge_list, name="pledge-list"),
    path("pledges/<slug:slug>/", pledges.pledge_detail, name="pledge-detail"),
    path("compare/", compare.compare, name="compare"),
    path("events.json", exports.events_json, name="events-json"),
    path("events/", events.event_list, name="event-list"),
    path("events/<slug:slug>/", events.event_detail, name="event-detail"),
    path("sources/", sources.source_list, name="source-list"),
    path("sources/<slug:slug>/", sources.source_detail, name="source-detail"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("methods/", methods.methods, name="methods"),
    path("about/", about.about, name="about"),
    path("report-an-error/", errors.error_report, name="error-report"),
    path("healthz", about.healthz, name="healthz"),
    path("readyz", about.readyz, name="readyz"),
]
