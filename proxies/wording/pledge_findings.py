"""The findings of the ledger, and of what a faction said and did (docs/findings.md)."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from proxies.charts.findings import Counts, Latest
from proxies.wording.phrases import day_in_words


def ledger_finding(found: Counts) -> str:
    """The title of a ledger: "41 of 89 pledges promise to hold fire: 9 still run, incidents
    confirmed under 7"; where all of them do, "41 pledges to hold fire: …"."""
    parts = {
        "number": _number(found) % {"n": found.number, "of": found.of},
        "running": ngettext("%(n)d still runs", "%(n)d still run", found.running)
        % {"n": found.running},
        "confirmed": _confirmed(found.confirmed) % {"n": found.confirmed},
    }
    if found.code == "threats":
        return gettext("%(number)s, none to hold fire: %(running)s") % parts
    return gettext("%(number)s: %(running)s, %(confirmed)s") % parts


def _number(found: Counts) -> str:
    if found.code == "threats":
        return ngettext("%(n)d vow or threat", "%(n)d vows and threats", found.number)
    if found.number < found.of:
        return ngettext(
            "%(n)d of %(of)d pledges promises to hold fire",
            "%(n)d of %(of)d pledges promise to hold fire",
            found.number,
        )
    return ngettext("%(n)d pledge to hold fire", "%(n)d pledges to hold fire", found.number)


def _confirmed(number: int) -> str:
    if not number:
        return gettext("no incident confirmed")
    return ngettext("incidents confirmed under %(n)d", "incidents confirmed under %(n)d", number)


def line_finding(found: Latest) -> str:
    """The title of what a faction said and did: the last of each."""
    said = gettext("no pledge")
    if found.last_pledge:
        form = ngettext("last pledge on %(day)s", "last of %(n)d pledges on %(day)s", found.pledges)
        said = form % {"n": found.pledges, "day": day_in_words(found.last_pledge)}
    did = gettext("no attack")
    if found.last_attack:
        form = ngettext("last attack on %(day)s", "last of %(n)d attacks on %(day)s", found.attacks)
        did = form % {"n": found.attacks, "day": day_in_words(found.last_attack)}
    return capfirst(gettext("%(said)s, %(did)s") % {"said": said, "did": did})
