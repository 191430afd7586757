"""Every term that readers meet has one definition, and leads to others and to its rule."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

import pytest

from proxies import vocab
from proxies.methods.tags import Tag
from proxies.queries.statements import METHODS, slug_of
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
from proxies.wording.glossary.entries import CHAPTERS, TERMS
from proxies.wording.glossary.term import Term, anchor

FAMILIES: dict[str, type[StrEnum]] = {
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

SHARED: dict[type[StrEnum], str] = {
    ControlMode: "control",
    Disclosure: "disclosure",
    StatementKind: "statement",
}
"""Vocabularies whose codes one term names and defines together."""

PLAIN = (Coverage, Role)
"""Vocabularies whose codes are the anchors themselves."""

DEFINED: tuple[type[StrEnum], ...] = (*FAMILIES.values(), *SHARED, *PLAIN)
ORDINARY = {
    *("PatronKind", "OpponentKind", "NameKind", "DatePrecision", "PlacePrecision", "Weapon"),
    *("TargetType", "Outcome", "SupportType", "SourceKind", "ClosureReason"),
}
"""Vocabularies of everyday words."""

NOT_FOR_READERS = {"WorkflowState", "UploadStep", "UploadState", "CountBy", "Stance"}
"""Vocabularies of the admin, and those whose codes pages never name by themselves."""

LONGEST = 260


def anchor_of(code: StrEnum) -> str:
    """The anchor of the term that defines a code of a vocabulary."""
    kind = type(code)
    if kind in SHARED:
        return SHARED[kind]
    if kind in PLAIN:
        return code.value
    return next(anchor(family, code) for family, own in FAMILIES.items() if own is kind)


def test_every_vocabulary_is_defined_or_everyday() -> None:
    kinds = vocab.Vocabulary.__subclasses__()
    named = {kind.__name__ for kind in kinds if kind.__module__ == vocab.__name__}
    defined = {kind.__name__ for kind in DEFINED} - {Tag.__name__}
    assert defined | ORDINARY | NOT_FOR_READERS == named
    assert not defined & (ORDINARY | NOT_FOR_READERS)


@pytest.mark.parametrize("code", [code for kind in DEFINED for code in kind], ids=repr)
def test_every_code_has_a_definition(code: StrEnum) -> None:
    assert anchor_of(code) in TERMS


def test_terms_without_a_code_are_there_too() -> None:
    assert {
        *("front", "origin", "independent-origins", "outlet", "alignment", "independence"),
        *("incident", "tempo", "as-known-on", "coverage", "selection", "census", "milestone"),
        *(f"credibility-{figure}" for figure in range(1, 7)),
    } <= TERMS.keys()


def test_each_term_is_defined_once() -> None:
    slugs = Counter(term.slug for chapter in CHAPTERS for term in chapter.terms)
    assert [slug for slug, n in slugs.items() if n > 1] == []
    names = Counter(str(term.name) for term in TERMS.values())
    assert [name for name, n in names.items() if n > 1] == []


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)
def test_a_definition_is_a_sentence_or_two(term: Term) -> None:
    text = str(term.text)
    assert text.endswith(".")
    assert text.count(". ") <= 1
    assert len(text) <= LONGEST


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)
def test_a_term_leads_to_others_and_to_a_rule_that_exist(term: Term) -> None:
    assert [slug for slug in term.see if slug not in TERMS or slug == term.slug] == []
    assert not term.rule or term.rule in {slug_of(name) for name in METHODS}


def test_an_anchor_is_made_of_family_and_code() -> None:
    assert anchor("verdict", "out of scope") == "verdict-out-of-scope"
    assert anchor("reliability", "B") == "reliability-b"
    assert anchor("origin") == "origin"


def test_definitions_give_the_figures_of_the_rules() -> None:
    assert "14" in str(TERMS["label-halt-holding"].text)
    assert "28" in str(TERMS["tempo"].text)
    assert "84" in str(TERMS["tempo"].text)
    assert "14 days apart" in str(TERMS["label-halt-broken"].text)
    assert "90 days" in str(TERMS["tag-vows-to-continue"].text)
