"""What is likely an error in a record and its reports, though it may be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from proxies import models
from proxies.admin.confirming.page import RowsOf
from proxies.circles import Tie, circle_of

EARLY = (
    "the report “{report}” is dated {published}, more than a day before the {what} that it tells "
    "of ({day})."
)
NO_REPORT = "the assessment rests on no report."
TENFOLD = (
    "“{name}” is {number}, at least ten times as many, or as few, as in each report that gives "
    "a figure ({reported})."
)
ITS_OWN_MEMBER = "A faction cannot be a member of itself: name another one, or take the row out."
CIRCLE = (
    "These memberships would make {faction} a member of itself on some day ({way}). Correct the "
    "days, or take one of the rows out."
)
A_DAY = timedelta(days=1)
"""Clocks differ: a report may be dated the day before by those who write it."""
FIGURES = {
    kind: tuple(f"{kind}_{bound}" for bound in ("low", "best", "high"))
    for kind in ("killed", "wounded")
}


DAY_OF: dict[str, tuple[Any, str]] = {
    "event": (models.Account, "event__first_day"),
    "pledge": (models.PledgeCitation, "pledge__declared"),
    "statement": (models.StatementCitation, "statement__date"),
    "milestone": (models.MilestoneCitation, "milestone__date"),
}
"""What a report tells of → its citation, and the day of it. A pledge may take effect later than it
is made and told of."""


def unretracted(rows: Iterable[Any]) -> list[Any]:
    return [row for row in rows if row.retracted is None]


def early_reports(what: str, record: Any, rows: RowsOf) -> Iterator[str]:
    """Reports of a record that are older than what they tell of; `what` is one of `DAY_OF`."""
    model, path = DAY_OF[what]
    day = getattr(record, path.removeprefix(f"{what}__"))
    for report in (citation.report for citation in unretracted(rows(model))):
        if day and report.published and report.published < day - A_DAY:
            yield EARLY.format(report=report, published=report.published, what=what, day=day)


def early_for(report: models.Report) -> Iterator[str]:
    """What it tells of that is younger than the report."""
    published = report.published
    if report.pk is None or published is None:
        return
    for what, (model, path) in DAY_OF.items():
        after = {"report": report, "retracted": None, f"{path}__gt": published + A_DAY}
        for day in model._default_manager.filter(**after).values_list(path, flat=True):
            yield EARLY.format(report=report, published=published, what=what, day=day)


def far_figures(event: models.AttackEvent, accounts: list[models.Account]) -> Iterator[str]:
    """Figures of an event that are far from those of every report that gives one."""
    for names in FIGURES.values():
        given = (getattr(account, name) for account in accounts for name in names)
        reported = sorted({number for number in given if number is not None})
        for name in names if reported else ():
            number = getattr(event, name)
            if number is not None and all(_tenfold(number, other) for other in reported):
                label = name.replace("_", ", ")
                words = ", ".join(map(str, reported))
                yield TENFOLD.format(name=label, number=number, reported=words)


def _tenfold(one: int, other: int) -> bool:
    """Whether one is ten times the other; nobody counts like one person."""
    low, high = sorted((one, other))
    return high >= 10 * max(low, 1)


def circles(faction: models.Faction, rows: list[models.Membership]) -> Iterator[str]:
    """Memberships entered together that make a faction, through others, its own member."""
    elsewhere = models.Membership.objects.exclude(faction=faction).exclude(umbrella=faction)
    known = elsewhere.select_related("faction__actor", "umbrella__actor")
    ties = [_tie(row) for row in (*rows, *known)]
    if any(row.faction_id == row.umbrella_id for row in rows):
        yield ITS_OWN_MEMBER
        return
    way = next(filter(None, (circle_of(_tie(row), ties) for row in rows)), None)
    if way:
        yield CIRCLE.format(faction=way[0], way=" → ".join(map(str, way)))


def _tie(row: models.Membership) -> Tie:
    return Tie(row.faction, row.umbrella, row.start, row.end)
