"""What records are called in a few words; here, since the admin asks the models themselves."""

from __future__ import annotations

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.models.countries import country_name
from proxies.models.labels import CODES, label
from proxies.vocab import Direction, Weapon

WITH_WEAPON = {
    Direction.FACTION_ATTACK: _("%(weapon)s attack"),
    Direction.STATE_STRIKE: _("%(weapon)s strike"),
}
WITHOUT_WEAPON = {Direction.FACTION_ATTACK: _("attack"), Direction.STATE_STRIKE: _("strike")}


def event_title(direction: str, weapon: str, where: object) -> str:
    """What and where, as "Drone attack, Ain al-Asad air base"."""
    if weapon == Weapon.OTHER:
        what = WITHOUT_WEAPON.get(Direction(direction), _("event"))
    elif weapon == Weapon.AIRSTRIKE:
        what = CODES[weapon]
    else:
        what = WITH_WEAPON.get(Direction(direction), _("%(weapon)s event"))
    words = capfirst(str(what) % {"weapon": CODES[weapon]})
    return gettext("%(what)s, %(where)s") % {"what": words, "where": where}


def pledge_title(kind: str, by: list[str], toward: list[str]) -> str:
    """Kind and parties, as "Ceasefire: Hezbollah toward Israel"."""
    names = (get_text_list(each, gettext("and")) for each in (by, toward))
    facts = dict(zip(("by", "toward"), names, strict=True))
    facts["toward"] = facts["toward"] or gettext("no one named")
    return gettext("%(kind)s: %(by)s toward %(toward)s") % {"kind": label(kind), **facts}


def statement_title(kind: str, who: str) -> str:
    """Kind and who, as "Denial: Iran"."""
    facts = {"kind": label(kind), "who": who or gettext("nobody named")}
    return gettext("%(kind)s: %(who)s") % facts


def unnamed_place(country: str) -> str:
    """A place of which only the country is known, or not even that."""
    where = country_name(country) or gettext("at sea")
    return gettext("%(where)s (place not named)") % {"where": where}


LONGEST_TITLE = 90


def shortened(text: str) -> str:
    """A text no longer than a title, cut between two words."""
    if len(text) <= LONGEST_TITLE:
        return text
    return text[:LONGEST_TITLE].rpartition(" ")[0].rstrip(",;:") + "…"
