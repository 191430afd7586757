"""UCDP's service: events of a release, page by page, for who sends a token in a header.

An answer holds `TotalCount`, `TotalPages`, `NextPageUrl` (empty on the last page) and the rows
under `Result`; countries are asked for by their numbers of Gleditsch and Ward. The first page is
asked for without a number: clients of the service differ on whether it is 0 or 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from proxies.ingest.datasets.formats.further_columns import GLEDITSCH_WARD
from proxies.ingest.services.asking import Row, Service, ServiceError, rows_in
from proxies.vocab.intake import VisitEnd

TOKEN = "x-ucdp-access-token"  # noqa: S105  (the name of a header)
ROWS = 1000
"""Rows of a page, the most that UCDP gives."""
PAGES = 1000
"""Pages of a release at most: more would be a service that repeats itself."""
COUNTRIES = ("iraq", "lebanon", "syria", "yemen (north yemen)", "israel")
"""Those of the fronts, and Israel, where UCDP places what is fired at it."""


def pages(service: Service, token: str, release: str) -> Iterator[list[Row]]:
    """The events of a release in the countries of the fronts. `ServiceError` where pages are
    missing or repeat: half a release would look like a correction."""
    headers = {TOKEN: token}
    countries = ",".join(str(GLEDITSCH_WARD[name]) for name in COUNTRIES)
    answer = service.get(f"gedevents/{release}", headers, pagesize=ROWS, Country=countries)
    expected, seen, asked = answer.get("TotalCount"), set[str](), set[str]()
    while True:
        rows = rows_in(answer, "Result", service.name)
        seen.update(str(row.get("id")) for row in rows)
        yield rows
        following = str(answer.get("NextPageUrl") or "")
        if not following or following in asked or len(asked) + 1 == PAGES:
            break
        asked.add(following)
        answer = service.get(following, headers)
    if expected != len(seen):
        words = (
            f"{service.name} announced {expected} events and gave {len(seen)} different ones. "
            "Nothing of it was kept; it is asked again next time."
        )
        raise ServiceError(VisitEnd.UNREADABLE, words)
