"""The finding of a chart as its title; the rules stand beside it in docs/findings.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.charts.findings import Finding
from proxies.series.counts import Group
from proxies.vocab import Direction
from proxies.wording.labels import in_sentence
from proxies.wording.phrases import day_in_words, events, isolated, month_in_words

COUNTED: dict[str, Any] = {
    "": _("events"),
    Direction.FACTION_ATTACK.value: _("attacks by factions"),
    Direction.STATE_STRIKE.value: _("strikes by states"),
}
"""What is counted: events of one direction are called by it."""

FORMS: dict[str, Any] = {
    "counted-alone": _("%(n)s %(what)s in %(when)s"),
    "counted-most": _("Most %(what)s in %(when)s: %(n)s"),
    "counted-tied": _("Most %(what)s in %(when)s: %(n)s each"),
    "killed-alone": _("%(n)s people killed in %(when)s, by best figures"),
    "killed-most": _("Most people killed in %(when)s: %(n)s, by best figures"),
    "killed-tied": _("Most people killed in %(when)s: %(n)s each, by best figures"),
    "nobody-killed": _("Nobody killed, by the figures of %(events)s"),
    "no-figure": _("No figure of people killed is given"),
    "factions-alone": _("One faction is named: %(names)s, for %(events)s"),
    "factions-most": _("Named most often: %(names)s, for %(events)s"),
    "factions-tied": _("Named most often: %(names)s, for %(events)s each"),
    "factions-many": _("No faction is named most often: %(k)s of %(of)s for %(events)s each"),
    "weapons-alone": _("One kind of weapon: %(names)s, %(events)s"),
    "weapons-most": _("Weapon named most often: %(names)s, %(events)s"),
    "weapons-tied": _("Weapons named most often: %(names)s, %(events)s each"),
    "weapons-many": _("No weapon is named most often: %(k)s of %(of)s with %(events)s each"),
    "outcomes-alone": _("All of one kind: %(pairs)s, %(events)s"),
    "outcomes-most": _("Most often: %(pairs)s, %(events)s"),
    "outcomes-tied": _("Most often: %(pairs)s, %(events)s each"),
    "outcomes-many": _("Most often: %(k)s pairs of naming and outcome, %(events)s each"),
}
MANY: dict[tuple[str, bool], Any] = {
    ("counted-many", False): _("At most %(n)s %(what)s a month, in %(k)s of %(of)s months"),
    ("counted-many", True): _("At most %(n)s %(what)s a week, in %(k)s of %(of)s weeks"),
    ("killed-many", False): _(
        "At most %(n)s people killed a month, in %(k)s of %(of)s months, by best figures"
    ),
    ("killed-many", True): _(
        "At most %(n)s people killed a week, in %(k)s of %(of)s weeks, by best figures"
    ),
}


def finding_in_words(finding: Finding, direction: str = "") -> str:
    """The title that a finding gives to its chart; `direction` where all events share one."""
    if finding.code == "few":
        return _few(finding)
    form = FORMS.get(finding.code) or MANY[finding.code, finding.weekly]
    pairs = zip(finding.names[::2], finding.names[1::2], strict=False)
    outcomes = [_pair(row, column) for row, column in pairs]
    many = len(outcomes) if finding.code.startswith("outcomes") else len(finding.names)
    return str(form) % {
        "n": f"{finding.count:,}",
        "events": events(finding.count),
        "what": COUNTED.get(direction, COUNTED[""]),
        "when": _listed(_period(day, finding) for day in finding.days),
        "names": _listed(_name(one, finding) for one in finding.names),
        "pairs": "; ".join(outcomes),
        "k": many or len(finding.days),
        "of": finding.of,
    }


def _few(finding: Finding) -> str:
    days = [day_in_words(day) for day in finding.days]
    if len(days) == 1:
        return gettext("%(events)s, on %(day)s") % {"events": events(finding.count), "day": days[0]}
    facts = {"events": events(finding.count), "first": days[0], "last": days[1]}
    return gettext("%(events)s, from %(first)s to %(last)s") % facts


def _period(day: Any, finding: Finding) -> str:
    if finding.weekly:
        return gettext("the week from %(day)s") % {"day": day_in_words(day)}
    return month_in_words(day)


def _name(one: Group, finding: Finding) -> str:
    return in_sentence(one.key) if finding.code.startswith("weapons") else isolated(one.name)


def _pair(row: Group, column: Group) -> str:
    outcome = gettext("outcome %(outcome)s") % {"outcome": in_sentence(column.key)}
    named = row.name[:1].lower() + row.name[1:]
    return gettext("%(named)s, %(outcome)s") % {"named": named, "outcome": outcome}


def _listed(texts: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return get_text_list([*texts], gettext("and"))
