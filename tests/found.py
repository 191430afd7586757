"""The events that a question finds, as rows of the database."""

from __future__ import annotations

from proxies.models.events import AttackEventQuerySet
from proxies.queries.matching import Matching, of_keys
from proxies.selection import Selection


def matching(selection: Selection) -> AttackEventQuerySet:
    return of_keys(Matching(selection).keys)
