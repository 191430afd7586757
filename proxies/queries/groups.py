"""Who stands for whom: umbrellas for their members, and patrons for the factions they back."""

from __future__ import annotations

from proxies.models import Membership, Support
from proxies.record.versions import Copy

Groups = list[tuple[str, str]]
"""Pairs of a name that stands for others, and one that it stands for."""


def members() -> Groups:
    """Each umbrella with each of its members."""
    return _members.get()


def sponsored() -> Groups:
    """Each patron, and each body up to two steps above it, with the factions it is linked to."""
    return _sponsored.get()


def _read_members() -> Groups:
    return [*Membership.objects.values_list("umbrella__actor__slug", "faction__actor__slug")]


def _read_sponsored() -> Groups:
    above = ("patron__actor", "patron__parent__actor", "patron__parent__parent__actor")
    rows = Support.objects.values_list("faction__actor__slug", *(f"{one}__slug" for one in above))
    return [(patron, faction) for faction, *patrons in rows for patron in patrons if patron]


_members, _sponsored = Copy(_read_members), Copy(_read_sponsored)
