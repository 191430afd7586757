"""What a chart shows first, by stated rules (docs/findings.md): codes and values. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from proxies.series.counts import Bar, Group, Matrix, Range, Stack
from proxies.series.ledger import Line, Stretch
from proxies.vocab import IncidentVerdict

TIED_AT_MOST = 3
"""Periods or names that share a peak are named up to so many, and counted beyond."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names the rule; the periods or names that it is about, and the count of each."""

    code: str
    count: int
    days: tuple[date, ...] = ()
    weekly: bool = False
    names: tuple[Group, ...] = ()
    of: int = 0
    """How many periods or names there are in all."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Of a ledger: how many pledges of one sort, how many of them run on, how many have a confirmed
    incident, and how many pledges of any sort there are."""

    code: str
    number: int
    running: int
    confirmed: int
    of: int


@dataclass(frozen=True, slots=True)
class Latest:
    """Of a faction: its pledges and the last of them begun, its attacks and the last of them."""

    pledges: int
    last_pledge: date | None
    attacks: int
    last_attack: date | None


def of_stack(stack: Stack) -> Finding | None:
    """The period with the most events."""
    totals = [(day, total) for day, _, total in stack.rows()]
    return _peak(totals, "counted", weekly=stack.weekly) if stack.total else None


def of_days(days: Sequence[date]) -> Finding:
    """Few events, each shown by itself: how many, from the first to the last."""
    return Finding("few", len(days), tuple(sorted({min(days), max(days)})))


def of_ranges(ranges: Sequence[Range]) -> Finding | None:
    """The period with the most people killed, by best figures; nobody killed and no figure given
    are not the same."""
    counts = [(row.period, row.best) for row in ranges]
    events, without = sum(r.events for r in ranges), sum(r.without for r in ranges)
    if any(best for _, best in counts):
        return _peak(counts, "killed", weekly=any(row.weekly for row in ranges))
    if not events:
        return None
    return Finding("no-figure" if without == events else "nobody-killed", events - without)


def _peak(counts: Sequence[tuple[date, int]], what: str, *, weekly: bool) -> Finding:
    most = max(count for _, count in counts)
    days = tuple(day for day, count in counts if count == most)
    code = f"{what}-{_how_many(len(days), len(counts))}"
    return Finding(code, most, days, weekly, of=len(counts))


def _how_many(peaks: int, of: int) -> str:
    """Whether one of several has the most, some share it, many do, or there is but one."""
    if of == 1:
        return "alone"
    if peaks == 1:
        return "most"
    return "tied" if peaks <= TIED_AT_MOST else "many"


def of_ledger(pledges: Sequence[Stretch]) -> Counts | None:
    """How many pledges to hold fire run on, and under how many an incident is confirmed; where
    there are none of these, how many vows and threats run on."""
    if not pledges:
        return None
    restraint = [one for one in pledges if one.restraint]
    own = restraint or list(pledges)
    confirmed = sum(
        any(breach.verdict == IncidentVerdict.CONFIRMED for breach in one.breaches) for one in own
    )
    code = "hold-fire" if restraint else "threats"
    return Counts(code, len(own), sum(one.runs for one in own), confirmed, len(pledges))


def of_line(line: Line) -> Latest | None:
    """The last pledge begun and the last attack of a faction, with the number of each."""
    said = [one.first for one in line.pledges]
    did = {deed.url: deed.day for deed in line.attacks if deed.how != "denied"}
    if not said and not did:
        return None
    return Latest(len(said), max(said, default=None), len(did), max(did.values(), default=None))


def of_bars(bars: Sequence[Bar]) -> Finding | None:
    """The faction that most events name; partner claims do not count."""
    return _named([((Group(bar.key, bar.full_name),), bar.count) for bar in bars], "factions")


def of_rows(matrix: Matrix, what: str) -> Finding | None:
    """The row with the greatest sum: of rows between which no event is counted twice in one."""
    return _named([((row,), sum(counts)) for row, counts in matrix.table()], what)


def of_cells(matrix: Matrix, what: str) -> Finding | None:
    """The cell with the greatest count; its row and column are one name after the other."""
    return _named(
        [
            ((row, column), count)
            for row, counts in matrix.table()
            for column, count in zip(matrix.columns, counts, strict=True)
        ],
        what,
    )


def _named(counts: Sequence[tuple[tuple[Group, ...], int]], what: str) -> Finding | None:
    """The name, or the pair of names, with the greatest count, and those that share it."""
    most = max((count for _, count in counts), default=0)
    peaks = [groups for groups, count in counts if count == most]
    if not most:
        return None
    code = f"{what}-{_how_many(len(peaks), len(counts))}"
    return Finding(code, most, names=tuple(chain(*peaks)), of=len(counts))
