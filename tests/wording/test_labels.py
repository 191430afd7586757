"""Every code of the record has its words in the tables, and they read as they always have."""

from __future__ import annotations

from enum import StrEnum

import pytest

from proxies import vocab
from proxies.methods.incidents import Side
from proxies.methods.links import State
from proxies.methods.tags import Tag
from proxies.models.labels import LABELS
from proxies.wording.labels import (
    SIDES,
    TABLES,
    attribution_label,
    each_in_sentence,
    in_sentence,
    label_of,
    side_in_words,
)

VOCABULARIES = [
    one for one in vocab.Vocabulary.__subclasses__() if one.__module__ == vocab.__name__
]
"""Those of the record; what comes in and the desk have words of their own."""
WITH_HYPHEN = {"partner-claimed", "anti-tank missile", "non-intervention"}
"""Codes whose hyphen is one of the word."""
IN_WORDS = {
    "assessment-by-official": "assessment by an official",
    "halt-one-sided": "halt broken by one side",
}
"""Codes that read in other words."""


@pytest.mark.parametrize("vocabulary", [*VOCABULARIES, State, Tag], ids=lambda one: one.__name__)
def test_every_code_has_its_words(vocabulary: type[StrEnum]) -> None:
    assert list(TABLES[vocabulary]) == list(vocabulary)
    for code in vocabulary:
        words = code.value if code.value in WITH_HYPHEN else code.value.replace("-", " ")
        words = IN_WORDS.get(code.value, words)
        if code == vocab.SourceKind.OFFICIAL and vocabulary is vocab.SourceKind:
            words = "official body"
        assert in_sentence(code.value) == words
        assert str(TABLES[vocabulary][code]) == words
        assert code in LABELS or label_of(code.value) == words[:1].upper() + words[1:]


def test_a_longer_label_stands_for_its_words() -> None:
    assert label_of("partner-claimed") == "Claimed by an ally as joint; the actor is silent"
    assert label_of("facade") == "Facade (cover name)"


def test_a_text_that_is_no_code_is_said_as_it_is() -> None:
    assert in_sentence("un-heard of") == "un-heard of"
    assert label_of("un-heard of") == "Un-heard of"
    assert label_of("") == ""


def test_each_side_is_named() -> None:
    assert list(SIDES) == list(Side)
    assert [side_in_words(side) for side in Side] == ["bound side", "other side"]


def test_codes_of_a_list_are_each_said_within_a_sentence() -> None:
    assert each_in_sentence(["halt-holding", "IED", "a text that is no code"]) == [
        "halt holding",
        "IED",
        "a text that is no code",
    ]


def test_a_row_of_attributions_is_named_by_the_way_alone() -> None:
    named = [attribution_label(kind) for kind in ("claimed", "partner-claimed", "")]
    assert named == ["Claimed", "Partner-claimed", "Nobody named"]
