"""Every term, by chapter and by anchor."""

from __future__ import annotations

from collections.abc import Mapping

from proxies.wording.glossary.evidence import GRADES, SOURCES
from proxies.wording.glossary.labels import BESIDE, DAYS, LABELS
from proxies.wording.glossary.parties import ACTS, PARTIES
from proxies.wording.glossary.pledges import BINDINGS, INCIDENTS, PLEDGES
from proxies.wording.glossary.term import Term

CHAPTERS = (
    *(LABELS, BESIDE, PLEDGES, BINDINGS, INCIDENTS),
    *(PARTIES, ACTS, SOURCES, GRADES, DAYS),
)
"""The chapters of the page, in order of reading."""

TERMS: Mapping[str, Term] = {term.slug: term for chapter in CHAPTERS for term in chapter.terms}
"""Every term by its anchor."""
