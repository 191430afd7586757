"""A question in words: a clause per filter, and the question with its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from proxies.models import Dataset
from proxies.selection import Selection
from proxies.vocab import CountBy, Direction, Weapon
from proxies.wording.datasets import events_of
from proxies.wording.phrases import day_in_words, month_in_words

DIRECTIONS: dict[str, Any] = {
    Direction.FACTION_ATTACK: later("attacks by factions"),
    Direction.STATE_STRIKE: later("strikes by states"),
    Direction.CLASH: later("clashes"),
    Direction.OTHER: later("other events"),
}
WEAPONS: dict[str, Any] = {
    Weapon.ROCKET: later("rockets"),
    Weapon.DRONE: later("drones"),
    Weapon.BALLISTIC_MISSILE: later("ballistic missiles"),
    Weapon.CRUISE_MISSILE: later("cruise missiles"),
    Weapon.ANTI_TANK_MISSILE: later("anti-tank missiles"),
    Weapon.AIRSTRIKE: later("airstrikes"),
    Weapon.IED: later("IEDs"),
    Weapon.SHELLING: later("shelling"),
    Weapon.SMALL_ARMS: later("small arms"),
    Weapon.HIJACKING: later("hijackings"),
    Weapon.NAVAL_DRONE: later("naval drones"),
    Weapon.SABOTAGE: later("sabotage"),
    Weapon.OTHER: later("other weapons"),
}
"""Each weapon in the plural."""


def clauses(selection: Selection, names: Mapping[str, str]) -> list[str]:
    """The question in words, a clause per filter; `names` maps slugs to names of actors."""
    fronts = ngettext("%(names)s front", "%(names)s fronts", len(selection.front))
    as_of = day_in_words(selection.as_of) if selection.as_of else ""
    words = [
        _either(selection.front, names, fronts),
        _either(selection.faction, names),
        _either(selection.patron, names, _("backed by %(names)s")),
        _either(selection.direction, DIRECTIONS),
        _either(selection.weapon, WEAPONS),
        _either(selection.target, names, _("against %(names)s")),
        _either(selection.place, names, _("at %(names)s")),
        _either(selection.outcome, names, _("outcome %(names)s")),
        _either(selection.grade, names),
        _either(selection.dataset, names, _("from %(names)s")),
        _span(selection.since, selection.until),
        _("as known on %(day)s") % {"day": as_of} if as_of else "",
        _("umbrellas resolved to members") if selection.count == CountBy.MEMBERS else "",
        f"“{selection.q}”" if selection.q else "",
    ]
    return list(filter(None, words))


def answered(clauses: Iterable[str], events: int, datasets: Sequence[Dataset]) -> str:
    """A question and what it found, in one sentence."""
    question = " · ".join(clauses) or _("Lebanon, Iraq, Yemen and Syria")
    facts = {"question": question, "counted": events_of(events, datasets)}
    return _("%(question)s: %(counted)s.") % facts


def _either(values: Sequence[str], names: Mapping[str, Any], form: str = "%(names)s") -> str:
    """Names as "Iraq", "Iraq or Yemen", "Iraq, Syria or Yemen", in their clause; "" for none."""
    if not values:
        return ""
    named = [str(names.get(value, value.replace("-", " "))) for value in values]
    return form % {"names": get_text_list(named, _("or"))}


def _span(since: date | None, until: date | None) -> str:
    if since and until:
        days = {"first": day_in_words(since), "last": day_in_words(until)}
        return _("%(first)s to %(last)s") % days
    if since:
        start = month_in_words(since) if since.day == 1 else day_in_words(since)
        return _("since %(start)s") % {"start": start}
    return _("until %(day)s") % {"day": day_in_words(until)} if until else ""
