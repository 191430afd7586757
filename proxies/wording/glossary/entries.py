"""Every term, by chapter and by anchor, and the term that defines a code."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from proxies.methods.tags import Tag
from proxies.vocab import (
    AttributionKind,
    BindingKind,
    Confidence,
    ControlMode,
    Coverage,
    Direction,
    Disclosure,
    FactionKind,
    FrontLabel,
    Grade,
    IncidentVerdict,
    PledgeKind,
    Reliability,
    Role,
    SpanDepth,
    Standing,
    StatementKind,
)
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

FAMILIES: Mapping[str, type[StrEnum]] = {
    "act": Direction,
    "attribution": AttributionKind,
    "binding": BindingKind,
    "confidence": Confidence,
    "depth": SpanDepth,
    "faction": FactionKind,
    "grade": Grade,
    "label": FrontLabel,
    "pledge": PledgeKind,
    "reliability": Reliability,
    "standing": Standing,
    "tag": Tag,
    "verdict": IncidentVerdict,
}
"""Vocabularies of which each code has a term of its own, `family-code`."""

SHARED: Mapping[type[StrEnum], str] = {
    ControlMode: "control",
    Disclosure: "disclosure",
    StatementKind: "statement",
}
"""Vocabularies whose codes one term names and defines together."""

PLAIN = frozenset({Coverage, Role})
"""Vocabularies whose codes are the anchors themselves."""


def anchor(family: str, code: str = "") -> str:
    """The anchor of a term: of "label" and "halt-holding", "label-halt-holding"."""
    return "-".join(filter(None, [family, code])).lower().replace(" ", "-")


def anchor_of(code: StrEnum) -> str:
    """The anchor of the term that defines a code of a vocabulary."""
    kind = type(code)
    if kind in SHARED:
        return SHARED[kind]
    if kind in PLAIN:
        return code.value
    return next(anchor(family, code) for family, own in FAMILIES.items() if own is kind)
