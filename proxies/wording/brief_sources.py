"""The sources of a brief in words: outlet, headline, day, origin and alignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from proxies.methods.evidence import Citation
from proxies.models import Report
from proxies.vocab import Stance
from proxies.wording.citations import headline
from proxies.wording.later import text_as_of, worded_by
from proxies.wording.phrases import day_in_words, isolated


@dataclass(frozen=True, slots=True)
class SourceText:
    """A numbered source. `headline` is empty where none is known; it is `readable` where it is no
    headline but the words of the address."""

    number: int
    outlet: str
    headline: str
    readable: bool
    day: str
    origin: str
    alignment: str
    url: str


def source_in_words(
    number: int, report: Report, citations: Sequence[Citation], known_by: date
) -> SourceText:
    """A numbered source: outlet, headline or readable words, day, origin and alignment, as of a
    day."""
    named = headline(report)
    words = worded_by(named.text, known_by) if named.from_address else named.text
    traced = [one for one in citations if one.origin]
    source = report.source
    aligned = source.aligned_with
    alignment = isolated(text_as_of(source, "alignment", known_by))
    if not alignment and aligned:
        alignment = gettext("aligned with %(name)s") % {"name": isolated(aligned.short_name)}
    return SourceText(
        number=number,
        outlet=isolated(source.name),
        headline=isolated(words),
        readable=named.from_address and bool(named.text),
        day=day_in_words(report.published) if report.published else gettext("no day given"),
        origin="; ".join(dict.fromkeys(map(_origin, traced or citations))),
        alignment=alignment,
        url=report.url,
    )


def _origin(citation: Citation) -> str:
    """Where a report has it from, and that it denies it where it does."""
    if citation.origin is None:
        words = gettext("origin not established")
    elif citation.origin == citation.source:
        words = gettext("its own reporting")
    else:
        words = gettext("repeats %(name)s") % {"name": isolated(citation.origin_name)}
    if citation.stance == Stance.DENIES:
        return gettext("%(origin)s, denies it") % {"origin": words}
    return words


def source_line(source: SourceText) -> str:
    """A source in one line, without its number and its address."""
    words = gettext("headline not known")
    if source.readable:
        words = gettext("“%(words)s” (words of its address)") % {"words": source.headline}
    elif source.headline:
        words = f"“{source.headline}”"
    parts = [source.outlet, source.day, words, source.origin, source.alignment]
    return "; ".join(filter(None, parts))
