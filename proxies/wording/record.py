"""How the facts of a record are written: days to their precision, figures, labels and counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.incidents import Side
from proxies.methods.tags import Tag
from proxies.models import AttackEvent
from proxies.selection import CURATED
from proxies.series.counts import Totals
from proxies.vocab import (
    AttributionKind,
    DatePrecision,
    FrontLabel,
    IncidentVerdict,
)
from proxies.wording.labels import in_sentence, label_of
from proxies.wording.phrases import (
    day_in_words,
    isolated,
    month_in_words,
    short_day,
    short_month,
)

ENDASH = "\N{EN DASH}"

STATUS_SENTENCES: dict[StrEnum, Any] = {
    FrontLabel.CLOSED: _("The front is closed, for another reason than a pledge."),
    FrontLabel.HALT_BROKEN: _(
        "A halt was broken by two confirmed breaches by one actor; a ceasefire by two of each side "
        "in the last 28 days."
    ),
    FrontLabel.HALT_ONE_SIDED: _(
        "A ceasefire runs that one side alone broke in the last 28 days, by two confirmed breaches."
    ),
    FrontLabel.HALT_STRAINED: _("A halt runs, with an incident in the last 28 days."),
    FrontLabel.HALT_REPORTED: _("A halt is reported, but nothing bears it out on the record."),
    FrontLabel.HALT_HOLDING: _(
        "A halt runs, with no incident known in the last 28 days; the record covers more than 14 "
        "of its days."
    ),
    FrontLabel.HALT_UNTESTED: _(
        "A halt runs, with no incident known; the record covers 14 of its days or fewer."
    ),
    FrontLabel.RISING: _("Attacks by factions come more often than in the 84 days before."),
    FrontLabel.FALLING: _("Attacks by factions come less often than in the 84 days before."),
    FrontLabel.QUIET: _(
        "No attack by factions in the last 28 days, in a record that would hold it."
    ),
    FrontLabel.STEADY: _("Attacks by factions come about as often as in the 84 days before."),
    FrontLabel.ACTIVE: _(
        "Attacks by factions in the last 28 days; how often they come cannot be said."
    ),
    FrontLabel.NONE_RECORDED: _(
        "No halt and no attack by factions of the last 28 days is recorded, though the record "
        "covers at least 14 of them. A selection does not show that there was none."
    ),
    FrontLabel.NO_DATA: _(
        "No halt and no attack by factions is known of. That is not quiet: the record does not "
        "cover enough."
    ),
    Tag.DENIED: _("A halt on this front is known only by denials."),
    Tag.VOWS_TO_CONTINUE: _("A vow to go on was made or repeated in the last 90 days."),
    Tag.FEW_BOUND: _(
        "Of the attacks on this front in the year before the halt that name an attacker, fewer "
        "than half name a party that it binds."
    ),
    Tag.UNDER_STRIKES: _("A state struck on this front in the last 28 days."),
    Tag.PARTIAL: _("In the year before, a party bound attacked somebody whom the halt leaves out."),
    Side.BOUND: _("By the side bound"),
    Side.OTHER: _("By the other side"),
}
"""Labels, tags and sides in plain words."""


def status_sentence(value: str) -> str:
    """What a label or tag of a front means."""
    return str(STATUS_SENTENCES.get(value, value))  # type: ignore[call-overload]


def verdicts(counts: Mapping[str, int]) -> str:
    """Incidents by verdict, as "1 confirmed, 2 alleged"; those out of scope are none."""
    counted = {verdict: n for verdict, n in counts.items() if n}
    counted.pop(IncidentVerdict.OUT_OF_SCOPE, None)
    return ", ".join(f"{n} {in_sentence(verdict)}" for verdict, n in counted.items()) or gettext(
        "none known"
    )


def day_to_precision(value: date | None, precision: str = DatePrecision.DAY) -> str:
    """A day to its precision: "3 October 2024", "week of 3 October 2024", "October 2024"."""
    if value is None:
        return gettext("not established")
    if precision == DatePrecision.MONTH:
        return month_in_words(value)
    if precision == DatePrecision.YEAR:
        return str(value.year)
    text = day_in_words(value)
    return gettext("week of %(day)s") % {"day": text} if precision == DatePrecision.WEEK else text


def moment(value: datetime) -> str:
    """A moment as "3 October 2024, 14:05 UTC"."""
    return f"{day_in_words(value.date())}, {value:%H:%M} UTC"


def when(event: AttackEvent) -> str:
    """The day or days of an event, to their precision; of one still going on the past day asked
    for "27 November 2023, ongoing on 9 October 2024"."""
    first, last = event.first_day, event.last_day
    if event.as_of and last > event.as_of and event.precision == DatePrecision.DAY:
        days = {"first": day_in_words(first), "day": day_in_words(event.as_of)}
        return gettext("%(first)s, ongoing on %(day)s") % days
    if event.precision != DatePrecision.DAY:
        return day_to_precision(first, event.precision)
    return days_in_words(first, last)


def when_in_short(event: AttackEvent) -> str:
    """The same where room is scarce: "3 Oct 2024", "29 Sep to 1 Oct 2024", "Oct 2024"."""
    first, last = event.first_day, event.last_day
    if event.precision == DatePrecision.MONTH:
        return short_month(first)
    if event.precision == DatePrecision.WEEK:
        return gettext("week of %(day)s") % {"day": short_day(first)}
    if event.precision == DatePrecision.YEAR:
        return str(first.year)
    if event.as_of and last > event.as_of:
        days = {"first": short_day(first), "day": short_day(event.as_of)}
        return gettext("%(first)s, ongoing on %(day)s") % days
    if first == last:
        return short_day(first)
    start = short_day(first)
    if first.year == last.year:
        start = str(first.day) if first.month == last.month else start.removesuffix(f" {last.year}")
    return f"{start}{ENDASH}{short_day(last)}"


def days_in_words(first: date, last: date) -> str:
    """A day, or a span of days without what both its ends share."""
    if first == last:
        return day_in_words(first)
    start = str(first.day)
    if first.year != last.year:
        start = day_in_words(first)
    elif first.month != last.month:
        start = f"{first.day} {MONTHS[first.month]}"
    return f"{start}{ENDASH}{day_in_words(last)}"


def place_name(name: str, province: str) -> str:
    """What a place is called on maps and in tables: by its name, else its province."""
    return name or province or gettext("Place not named")


def figures(record: Any, name: str) -> str:
    """Casualties in words: "3", a span with its best, "at least 2", or "not established". A best
    figure without bounds is what its source says, and no least one."""
    low, best, high = (getattr(record, f"{name}_{part}") for part in ("low", "best", "high"))
    if low is None and best is None and high is None:
        return gettext("not established")
    if low is None and high is None:
        return f"{best:,}"
    if low == high:
        return f"{high:,}"
    if high is None:
        span = gettext("at least %(n)s") % {"n": f"{low:,}"}
    elif low is None:
        span = gettext("up to %(n)s") % {"n": f"{high:,}"}
    else:
        span = between(low, high)
    if best is None or best in (low, high):
        return span
    return gettext("%(span)s, best %(best)s") % {"span": span, "best": f"{best:,}"}


def other_acts(totals: Totals) -> str:
    """The events that are neither attacks by factions nor strikes by states: "11 clashes"; empty
    where there is none."""
    clashes = totals.clashes
    others = totals.events - totals.faction_attacks - totals.state_strikes - clashes
    by_clash = ngettext("%(n)d clash", "%(n)d clashes", clashes) % {"n": clashes}
    of_others = ngettext("%(n)d of another kind", "%(n)d of other kinds", others) % {"n": others}
    listed = [by_clash if clashes else "", of_others if others else ""]
    if not any(listed):
        return ""
    return gettext("of them %(listed)s") % {"listed": ", ".join(filter(None, listed))}


def assessed_later(totals: Totals) -> str:
    """Of how many events, and how many people, figures rest on no account known by the day; where
    all do, the figure is not said once more."""
    later = totals.assessed_later
    counted = (later.killed_low, later.killed_high)
    if counted == (totals.killed_low, totals.killed_high) and totals.killed_high:
        form = ngettext(
            "all as assessed later, in %(n)d event",
            "all as assessed later, in %(n)d events",
            later.events,
        )
        return form % {"n": later.events}
    form = ngettext(
        "%(killed)s killed in %(n)d event as assessed later",
        "%(killed)s killed in %(n)d events as assessed later",
        later.events,
    )
    return form % {"killed": between(later.killed_low, later.killed_high), "n": later.events}


def for_each(shared: Mapping[str, str]) -> str:
    """What all rows of a table of support share, as "command unknown; no dated report"."""
    forms = {
        "confidence": gettext("confidence %(value)s"),
        "reports": gettext("no dated report"),
    }
    return "; ".join(forms[name] % {"value": label_of(one).lower()} for name, one in shared.items())


def between(low: int, high: int) -> str:
    """Two sums as "12" or, with a dash, "12 to 15"."""
    return f"{low:,}" if low == high else f"{low:,}{ENDASH}{high:,}"


def sides(parties: Iterable[Mapping[str, str]]) -> str:
    """The sides of a clash, as "Sides: Hamas, Israel; who attacked is not coded"; empty where none
    is named. A party has `name` and `kind`."""
    names = [isolated(party["name"]) for party in parties if party["kind"] == AttributionKind.PARTY]
    words = gettext("Sides: %(names)s; who attacked is not coded")
    return words % {"names": ", ".join(names)} if names else ""


def acting(parties: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Those who are named for an event, without the sides of a clash."""
    return [party for party in parties if party["kind"] != AttributionKind.PARTY]


def named_in_words(parties: Iterable[Mapping[str, str]]) -> str:
    """All who are named, as "Hezbollah (claimed), Hamas (denied)"; empty where nobody is."""
    parties = list(parties)
    named = ", ".join(
        f"{isolated(party['name'])} ({in_sentence(party['kind'])})" for party in acting(parties)
    )
    return ". ".join(filter(None, [named, sides(parties)]))


def coded(kind: str, event: AttackEvent) -> str:
    """By which dataset somebody is named: what it codes is its own word, not that of several
    outlets; empty where reports name them."""
    if kind != AttributionKind.ATTRIBUTED or event.dataset.slug == CURATED:
        return ""
    return gettext("coded so by %(dataset)s") % {"dataset": isolated(event.dataset.name)}


def attributed(kind: str, event: AttackEvent) -> str:
    """How somebody is named."""
    return coded(kind, event) or label_of(kind).lower()
