"""A question in words: a clause per filter, and the question with its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.models import Dataset
from proxies.selection import Selection
from proxies.vocab import CountBy, Direction, Weapon
from proxies.wording.datasets import events_of
from proxies.wording.phrases import day_in_words, isolated, month_in_words

DIRECTIONS: dict[str, Any] = {
    Direction.FACTION_ATTACK: _("attacks by factions"),
    Direction.STATE_STRIKE: _("strikes by states"),
    Direction.CLASH: _("clashes"),
    Direction.OTHER: _("other events"),
}
WEAPONS: dict[str, Any] = {
    Weapon.ROCKET: _("rockets"),
    Weapon.DRONE: _("drones"),
    Weapon.BALLISTIC_MISSILE: _("ballistic missiles"),
    Weapon.CRUISE_MISSILE: _("cruise missiles"),
    Weapon.ANTI_TANK_MISSILE: _("anti-tank missiles"),
    Weapon.AIRSTRIKE: _("airstrikes"),
    Weapon.IED: _("IEDs"),
    Weapon.SHELLING: _("shelling"),
    Weapon.SMALL_ARMS: _("small arms"),
    Weapon.HIJACKING: _("hijackings"),
    Weapon.NAVAL_DRONE: _("naval drones"),
    Weapon.SABOTAGE: _("sabotage"),
    Weapon.OTHER: _("other weapons"),
}
"""Each weapon in the plural."""


def clauses(selection: Selection, names: Mapping[str, str]) -> list[str]:
    """The question in words, a clause per filter; `names` maps slugs to names of actors."""
    fronts = ngettext("%(names)s front", "%(names)s fronts", len(selection.front))
    as_of = day_in_words(selection.as_of) if selection.as_of else ""
    words = [
        _either(selection.front, names, fronts),
        _either(selection.faction, names),
        _either(selection.state, names, gettext("by %(names)s")),
        _either(selection.patron, names, gettext("backed by %(names)s")),
        _either(selection.direction, DIRECTIONS),
        _either(selection.weapon, WEAPONS),
        _either(selection.target, names, gettext("against %(names)s")),
        _either(selection.place, names, gettext("at %(names)s")),
        _either(selection.outcome, names, gettext("outcome %(names)s")),
        _either(selection.grade, names),
        _either(selection.dataset, names, gettext("from %(names)s")),
        _span(selection.since, selection.until),
        gettext("as known on %(day)s") % {"day": as_of} if as_of else "",
        gettext("umbrellas resolved to members") if selection.count == CountBy.MEMBERS else "",
        f"“{isolated(selection.q)}”" if selection.q else "",
    ]
    return list(filter(None, words))


def answer_in_words(clauses: Iterable[str], events: int, datasets: Sequence[Dataset]) -> str:
    """A question and what it found, in one sentence."""
    question = " · ".join(clauses) or everywhere()
    facts = {"question": question, "counted": events_of(events, datasets)}
    return gettext("%(question)s: %(counted)s.") % facts


def everywhere() -> str:
    """The question that asks for everything."""
    return gettext("Lebanon, Iraq, Yemen and Syria")


def _either(values: Sequence[str], names: Mapping[str, Any], form: str = "%(names)s") -> str:
    """Choices as "Iraq", "Iraq or Yemen", "Iraq, Syria or Yemen", in their clause; "" for none."""
    if not values:
        return ""
    named = [isolated(names.get(value, value.replace("-", " "))) for value in values]
    return form % {"names": get_text_list(named, gettext("or"))}


def _span(since: date | None, until: date | None) -> str:
    if since and until:
        days = {"first": day_in_words(since), "last": day_in_words(until)}
        return gettext("%(first)s to %(last)s") % days
    if since:
        start = month_in_words(since) if since.day == 1 else day_in_words(since)
        return gettext("since %(start)s") % {"start": start}
    return gettext("until %(day)s") % {"day": day_in_words(until)} if until else ""
