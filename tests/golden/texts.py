"""The addresses whose answers are recorded whole: file → address."""

from __future__ import annotations

TRUCE = "2024-11-27-israel-lebanon-ceasefire"
NARROW = "front=iraq&as_of=2024-12-23"
LAST_DAYS = "since=2024-12-20&until=2025-01-10"
REFUSED = (
    "front=mars&since=2024-02-30&colour=red&q=%21&until=2023-01-01&grade=good&as_of=2999-01-01"
)

PAGES = {
    "overview.html": "/",
    "overview-2024-12-23.html": "/?as_of=2024-12-23",
    "overview-2024-12-10.html": "/?as_of=2024-12-10&front=iraq",
    "overview-2025-01-15.html": "/?as_of=2025-01-15&grade=confirmed",
    "overview-empty.html": "/?front=syria&weapon=sabotage&q=nothing+at+all",
    "overview-members.html": "/?count=members&faction=islamic-resistance-in-iraq",
    "overview-cited.html": "/?as_of=2024-12-23&cited=100&front=yemen&outcome=hit",
    "refused.html": f"/?{REFUSED}",
    "events.html": "/events/",
    "events-deadliest.html": "/events/?sort=deadliest&page=2&direction=state-strike",
    "events-words.html": "/events/?q=Golan&as_of=2024-12-23",
    "events-arabic.html": "/events/?q=%D8%AD%D8%B2%D8%A8",
    "events-no-page.html": "/events/?page=99",
    "pledges.html": "/pledges/",
    "pledges-2024-12-23.html": "/pledges/?as_of=2024-12-23&kind=pause",
    "factions.html": "/factions/",
    "factions-2024-12-23.html": "/factions/?as_of=2024-12-23",
    "patrons.html": "/patrons/",
    "sources.html": "/sources/?as_of=2024-12-23",
    "front-iraq.html": "/fronts/iraq/",
    "front-iraq-2024-12-10.html": "/fronts/iraq/?as_of=2024-12-10",
    "front-iraq-2024-12-23.html": "/fronts/iraq/?as_of=2024-12-23",
    "front-lebanon-2024-12-23.html": "/fronts/lebanon/?as_of=2024-12-23&grade=corroborated%2B",
    "front-syria.html": "/fronts/syria/",
    "front-yemen-2025-01-15.html": "/fronts/yemen/?as_of=2025-01-15&weapon=drone",
    "faction.html": "/factions/hezbollah/",
    "faction-umbrella.html": "/factions/islamic-resistance-in-iraq/?as_of=2024-12-23",
    "patron.html": "/patrons/irgc/",
    "event.html": "/events/2024-01-28-tower-22/",
    "event-2024-01-29.html": "/events/2024-01-28-tower-22/?as_of=2024-01-29&cited=2",
    "event-not-yet-known.html": "/events/2024-01-28-tower-22/?as_of=2024-01-27",
    "pledge.html": f"/pledges/{TRUCE}/",
    "pledge-2024-12-23.html": f"/pledges/{TRUCE}/?as_of=2024-12-23",
    "source.html": "/sources/al-akhbar/",
    "about.html": "/about/",
    "methods.html": "/methods/",
    "methods-2024-12-23.html": "/methods/?as_of=2024-12-23",
    "datasets.html": "/datasets/",
    "compare-nothing.html": "/compare/",
    "compare.html": "/compare/?from=2024-12-10&to=2024-12-23",
    "compare-iraq.html": "/compare/?from=2024-11-27&to=2025-01-15&front=iraq",
    "corrections.html": "/corrections/",
    "corrections-changed.html": "/corrections/?changed=2024-12-23&front=iraq&as_of=2025-01-15",
    "error-report.html": "/report-an-error/?page=/events/2024-01-28-tower-22/",
    "error-report-sent.html": "/report-an-error/?sent=1",
    "not-found.html": "/events/no-such-event/",
    "tracking.html": "/?utm_source=x&front=iraq",
}

DOWNLOADS = {
    "fronts.json": "/fronts.json",
    "fronts-2024-12-23.json": "/fronts.json?as_of=2024-12-23",
    "fronts-2025-01-15.json": "/fronts.json?as_of=2025-01-15",
    "events.csv": "/events.csv",
    "events.csv-metadata.json": f"/events.csv-metadata.json?{NARROW}",
    "events.json": f"/events.json?{LAST_DAYS}",
    "events.geojson": f"/events.geojson?{LAST_DAYS}",
    "events.xlsx.txt": f"/events.xlsx?{LAST_DAYS}",
    "events-refused.json": "/events.json?front=mars&page=2",
    "pledges.csv": "/pledges.csv",
    "pledges-2024-12-23.csv": "/pledges.csv?as_of=2024-12-23&kind=pause",
    "pledges.csv-metadata.json": "/pledges.csv-metadata.json?as_of=2024-12-23&kind=pause",
    "events.atom": f"/feeds/events.atom?{LAST_DAYS}",
    "status.atom": "/feeds/status.atom",
    "figure-map.html": f"/figures/map.html?{NARROW}",
    "figure-weapons.html": f"/figures/weapons.html?{NARROW}",
    "figure-label-over-time.html": f"/figures/label-over-time.html?{NARROW}",
    "figure-ledger.html": "/figures/ledger.html?as_of=2024-12-23&kind=pause",
    "figure-said-and-did.html": "/figures/said-and-did/hezbollah.html?as_of=2024-12-23",
    "figure-empty.html": "/figures/map.html?q=nothing+at+all",
    "template.csv": "/datasets/template.csv",
    "template-examples.csv": "/datasets/template-examples.csv",
    "template.xlsx.txt": "/datasets/template.xlsx",
    "healthz.json": "/healthz",
    "readyz.json": "/readyz",
}

TEXTS = PAGES | DOWNLOADS

PARTS = {
    "part-overview.html": "/?front=iraq&as_of=2024-12-23",
    "part-refused.html": "/events/?front=mars",
}
"""Asked as htmx asks, for the part that changes."""
