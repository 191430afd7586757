"""The words inside figures, which whoever draws them gives: figures know no language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from proxies.series.counts import Dot, Range, Stack


@dataclass(frozen=True, slots=True)
class ChartWords:
    """Names of axes and traces, and texts with named places as "%(day)s" for what is pointed at."""

    events: str
    code: Callable[[str], str]
    day: Callable[[date], str]
    number_of_pledges: Callable[[int], str]
    and_more: Callable[[int], str]
    period: str
    in_period: Callable[[Stack, int], str]
    killed_in_period: Callable[[Range], str]
    tick: Callable[[date, bool, bool], str]
    dot: Callable[[Dot], str]
    people_killed: str
    partner_claimed: str
    span: str
    label_by_rule: str
    said: str
    did: str
    restraint: str
    vow_or_threat: str
    threats: str
    start_by_kind: str
    never_ran: str
    runs_on: str
    by_other_side: str
    other_side: str
    attack: str
    about: str
    not_covered: str
    last_known: str
    milestone: str
