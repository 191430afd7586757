"""Parties within a sentence: with an article where their name takes one, and few of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.record import Record
from proxies.wording.phrases import isolated

MOST_NAMES = 3
"""Parties named in a sentence; of more their number is given."""

WITHIN = {
    "civilians": _("civilians"),
    "commercial-shipping": _("commercial shipping"),
    "eunavfor-aspides": _("Operation Aspides"),
    "houthis": _("the Houthis"),
    "international-coalition-oir": _("the Global Coalition"),
    "iran-backed-militias-syria": _("Iran-backed militias"),
    "iraq-government": _("the Government of Iraq"),
    "kurdistan-region-iraq": _("the Kurdistan Region"),
    "lebanon-government": _("the Government of Lebanon"),
    "operation-prosperity-guardian": _("Operation Prosperity Guardian"),
    "popular-mobilization-forces": _("the Popular Mobilization Forces (PMF)"),
    "islamic-resistance-in-iraq": _("the Islamic Resistance in Iraq"),
    "saudi-led-coalition": _("the Saudi-led coalition"),
    "sdf": _("the SDF"),
    "united-arab-emirates": _("the United Arab Emirates"),
    "united-kingdom": _("the United Kingdom"),
    "united-states": _("the United States"),
    "yemen-government": _("the Government of Yemen"),
}
"""By permanent id, which no rename changes; every other party goes by its short name alone."""


def party(record: Record, slug: str) -> str:
    """One party within a sentence: "the Houthis", "Hezbollah"."""
    known = record.actors.get(slug)
    key = (known and known.permanent_id) or slug
    return str(WITHIN[key]) if key in WITHIN else isolated(record.name(slug))


def spelt_out(record: Record, short: str) -> str:
    """A party by its short name; one that is an abbreviation after what it stands for: "Kata'ib
    Sayyid al-Shuhada (KSS)"."""
    full = dict(short_names(record, [short]))
    return (
        gettext("%(full)s (%(short)s)") % {"full": full[short], "short": short} if full else short
    )


def short_names(record: Record, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The abbreviations among some short names, and what they stand for."""
    wanted = {name for name in names if name.isupper()}
    found = {(one.name, one.full) for one in record.actors.values() if one.name in wanted}
    return tuple(sorted((short, full) for short, full in found if full and full != short))


def parties(record: Record, slugs: Iterable[str]) -> str:
    """A few by name, more by their number: "Hezbollah and Israel", "5 parties"."""
    names = [party(record, slug) for slug in sorted(slugs, key=record.name)]
    if len(names) > MOST_NAMES:
        number = len(names)
        return ngettext("%(number)d party", "%(number)d parties", number) % {"number": number}
    return get_text_list(names, gettext("and")) or gettext("nobody named")
