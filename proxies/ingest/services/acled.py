"""ACLED's service: events of a country, page by page, for who has a token of OAuth.

A token is given for an account's e-mail address and password and holds for a day, and so does a
second one, for longer, that renews it. An answer holds `status`, `success`, `count` and the rows
under `data`; the last page has fewer rows than were asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from proxies.ingest.services.asking import (
    RefusedError,
    Row,
    Service,
    ServiceError,
    rows_in,
)
from proxies.vocab.intake import VisitEnd

CLIENT = "acled"
ID = "event_id_cnty"
ROWS = 5000
"""Rows of a page, the most that ACLED gives."""
PAGES = 400
"""Pages of a country at most: more would be a service that repeats itself."""
COUNTRIES = ("Iraq", "Lebanon", "Syria", "Yemen", "Israel")
"""Those of the fronts, and Israel, where ACLED places what is fired at it."""


@dataclass
class Account:
    """An account and its token, which is asked for when it is first needed, and renewed once where
    the service does not accept it any more."""

    service: Service
    email: str
    password: str
    renewing: str = ""
    token: str = field(default="", init=False)

    def get(self, path: str, **asked: Any) -> Row:
        try:
            return self.service.get(path, self._headers(), **asked)
        except RefusedError:
            self.token = ""
            return self.service.get(path, self._headers(), **asked)

    def _headers(self) -> dict[str, str]:
        if not self.token:
            answer = self._renewed() or self._given()
            self.token, self.renewing = str(answer["access_token"]), answer.get("refresh_token", "")
        return {"Authorization": f"Bearer {self.token}"}

    def _renewed(self) -> Row | None:
        if not self.renewing:
            return None
        try:
            return self._asked(grant_type="refresh_token", refresh_token=self.renewing)
        except RefusedError:  # it has expired as well
            return None

    def _given(self) -> Row:
        return self._asked(grant_type="password", username=self.email, password=self.password)

    def _asked(self, **given: str) -> Row:
        answer = self.service.post("oauth/token", client_id=CLIENT, **given)
        if not isinstance(answer.get("access_token"), str):
            held = ", ".join(list(answer)[:8]) or "nothing"
            words = f"{self.service.name} gave no token, but {held}."
            raise ServiceError(VisitEnd.UNREADABLE, words)
        return answer


def pages(account: Account, first: date, last: date) -> Iterator[list[Row]]:
    """The events of the countries of the fronts in some days."""
    for country in COUNTRIES:
        yield from _pages_of(account, country, f"{first}|{last}")


def _pages_of(account: Account, country: str, days: str) -> Iterator[list[Row]]:
    name = account.service.name
    asked = {"country": country, "event_date": days, "event_date_where": "BETWEEN", "limit": ROWS}
    seen = set[str]()
    for page in range(1, PAGES + 1):
        answer = account.get("api/acled/read", _format="json", **asked, page=page)
        rows = rows_in(answer, "data", name)
        trouble = _trouble(answer, rows, seen)
        if trouble:
            words = (
                f"{name}: page {page} of {country} {trouble} Nothing was kept; it is asked again "
                "next time."
            )
            raise ServiceError(VisitEnd.UNREADABLE, words)
        yield rows
        if len(rows) < ROWS:
            return
    raise ServiceError(VisitEnd.UNREADABLE, f"{name} gives more than {PAGES} pages of {country}.")


def _trouble(answer: Row, rows: list[Row], seen: set[str]) -> str:
    """What is wrong with a page, if anything is; its events are added to those that were seen."""
    announced = answer.get("count", len(rows))
    if announced != len(rows):
        return f"is said to hold {announced} events, and holds {len(rows)}."
    if any(not row.get(ID) for row in rows):
        held = ", ".join(list(rows[0])[:8]) or "nothing"
        return (
            f"is in a layout that is not known here: an event has no “{ID}”; the first has {held}."
        )
    new = {str(row[ID]) for row in rows} - seen
    seen |= new
    if len(new) < len(rows):
        repeated = len(rows) - len(new)
        return f"repeats {repeated} of its {len(rows)} events, so that others may be missing."
    return ""
