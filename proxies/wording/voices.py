"""Who says so: the origins on which a label rests, with whom each is aligned, and who denies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from proxies.methods import front_status
from proxies.methods.evidence import Evidence, Origin
from proxies.methods.front_status import Status
from proxies.methods.record import Record
from proxies.wording.phrases import isolated, origins, reports

MOST_ORIGINS = 3
"""Origins named in the row of a front; the page behind the link names all."""


@dataclass(frozen=True, slots=True)
class Voices:
    """What a label rests on: `page` is the kind of the record that holds the reports ("pledge",
    "event" or "front") and `slug` its own; `names` are the origins that assert it, `denials` those
    that deny it, `extent` how many there are. All empty where it rests on no report."""

    page: str = ""
    slug: str = ""
    names: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    extent: str = ""


def voices(status: Status) -> Voices:
    """Who says what the label rests on: the halt, the closure, or the last attack."""
    record = status.grounds.known.record
    if status.evidence:
        page, slug = ("pledge", status.halt) if status.halt else ("front", status.front)
        return _of(record, page, slug or "", status.evidence)
    last = front_status.attack_of(status)
    if last is None or not last.evidence.citations:
        return Voices()
    return _of(record, "event", last.event.slug, last.evidence)


def _of(record: Record, page: str, slug: str, evidence: Evidence) -> Voices:
    extent = gettext("%(reports)s, %(origins)s") % {
        "reports": reports(len(evidence.citations)),
        "origins": origins(len(evidence.asserting)),
    }
    return Voices(
        page,
        slug,
        tuple(_named(record, evidence.asserting)),
        tuple(_named(record, evidence.denying)),
        extent,
    )


def _named(record: Record, several: Iterable[Origin]) -> Iterator[str]:
    """Each origin by name, with whom it is aligned, and whether it speaks for itself on the
    record; of more than a few how many others there are."""
    own = list(several)
    for origin in own[:MOST_ORIGINS]:
        yield _origin(record, origin)
    rest = len(own) - MOST_ORIGINS
    if rest > 0:
        yield ngettext("%(number)d other", "%(number)d others", rest) % {"number": rest}


def aligned_with(record: Record, origin: Origin) -> str:
    """With whom an origin is aligned, be it a party or not: "aligned with Hezbollah"; empty of one
    that is aligned with nobody."""
    if origin.aligned_with is None:
        return ""
    who = isolated(record.name(origin.aligned_with))
    return gettext("aligned with %(who)s") % {"who": who}


def _origin(record: Record, origin: Origin) -> str:
    name, notes = isolated(origin.name), [*filter(None, [aligned_with(record, origin)])]
    if any(one.on_record for one in origin.reports):
        notes.append(gettext("on the record"))
    return f"{name} ({', '.join(notes)})" if notes else name
