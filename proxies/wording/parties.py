"""Parties within a sentence: with an article where their name takes one, and few of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.record import Record
from proxies.wording.phrases import isolated

MOST_NAMES = 3
"""Parties named in a sentence; of more their number is given."""

MOST_SPELT_OUT = 2
"""Abbreviations spelt out within a title; with more it would be too long to read."""

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


AGENCIES = {
    "CENTCOM": _("US Central Command"),
    "IDF": _("Israel Defense Forces"),
    "UKMTO": _("UK Maritime Trade Operations"),
}
"""What abbreviations stand for that reports and reasons use of armed forces and agencies."""


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
    wanted = {name for name in names if _is_abbreviation(name)}
    found = {(one.name, one.full) for one in record.actors.values() if one.name in wanted}
    return tuple(sorted((short, full) for short, full in found if full and full != short))


def names_within(record: Record, text: str) -> tuple[tuple[str, str], ...]:
    """The abbreviations that stand in a text which does not itself spell them out, and what they
    stand for."""
    named = {one.name for one in record.actors.values() if one.name in text}
    agencies = {short: str(full) for short, full in AGENCIES.items() if short in text}
    found = agencies | dict(short_names(record, named))
    return tuple(
        (short, full)
        for short, full in sorted(found.items())
        if f"({short})" not in text and re.search(_alone(short), text)
    )


def spelt_out_within(record: Record, title: str) -> str:
    """A title with its abbreviations after what they stand for, where they are few: "Unilateral
    halt: Kata'ib Sayyid al-Shuhada (KSS) toward Israel"."""
    names = names_within(record, title)
    for short, _full in names if len(names) <= MOST_SPELT_OUT else ():
        title = re.sub(_alone(short), lambda found: spelt_out(record, found[0]), title, count=1)
    return title


def _is_abbreviation(name: str) -> bool:
    """Whether a word of a short name is written in capitals alone: "KSS", "HTS and allies"."""
    return any(len(word) > 1 and word.isupper() for word in name.split())


def _alone(name: str) -> str:
    """A pattern of a name that is no part of a longer word."""
    return rf"(?<!\w){re.escape(name)}(?!\w)"


def parties(record: Record, slugs: Iterable[str]) -> str:
    """A few by name, more by their number: "Hezbollah and Israel", "5 parties"."""
    names = [party(record, slug) for slug in sorted(slugs, key=record.name)]
    if len(names) > MOST_NAMES:
        number = len(names)
        return ngettext("%(number)d party", "%(number)d parties", number) % {"number": number}
    return get_text_list(names, gettext("and")) or gettext("nobody named")
