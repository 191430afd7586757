"""The rules are measured on labelled texts, and what the page of methods states of it is right."""

from __future__ import annotations

import pytest
import yaml

from proxies.methods.suggestions.thresholds import MOST_FIGURE
from proxies.vocab import Weapon
from tests.methods.suggestions import scoring
from tests.methods.suggestions.seeded import rows

LEAST_TEXTS = {"own": 80, "apart": 40}
LANGUAGES = {"en", "ar", "he", "fa"}
ACTS = {"attack", "strike", "pledge", "denial", "statement"}
THERE = [name for name in scoring.SETS if scoring.texts(name)]


def slugs(*names: str) -> set[str]:
    return {row["slug"] for name in names for row in rows(name)}


def test_what_the_page_states_is_what_the_sets_give() -> None:
    committed = yaml.safe_load(scoring.RESULTS.read_text("utf-8"))
    assert committed == scoring.results()
    assert set(committed) == set(THERE)


@pytest.mark.parametrize("name", THERE)
def test_a_set_has_enough_texts_in_each_language(name: str) -> None:
    texts = scoring.texts(name)
    assert len(texts) >= LEAST_TEXTS[name]
    assert {text["language"] for text in texts} == LANGUAGES
    assert len({text["title"] for text in texts}) == len(texts)


@pytest.mark.parametrize("name", THERE)
def test_labels_are_words_of_the_record(name: str) -> None:
    known = {
        "actors": slugs("factions", "patrons", "opponents"),
        "fronts": slugs("fronts"),
        "places": slugs("places"),
        "weapons": {one.value for one in Weapon},
        "acts": ACTS,
    }
    for text in scoring.texts(name):
        assert set(text["expect"]) <= set(scoring.KINDS), text["title"]
        for label, values in known.items():
            given = {one for each in scoring.wanted(text, label) for one in each.split("/")}
            assert given <= values, text["title"]
        for label in ("killed", "injured", "fired"):
            for one in scoring.wanted(text, label):
                assert 0 < int(one.removesuffix("+")) <= MOST_FIGURE
        for one in scoring.wanted(text, "origins"):
            assert " " in one or not one.isascii() or one in slugs("sources"), text["title"]
    relays = {row["slug"] for row in rows("sources") if row["kind"] in ("digest", "aggregator")}
    credited = {one for text in scoring.texts(name) for one in scoring.wanted(text, "origins")}
    assert not credited & relays


@pytest.mark.parametrize("label", scoring.KINDS)
def test_the_rules_do_not_fall_below_nine_of_ten_on_their_own_texts(label: str) -> None:
    found = scoring.scores("own")[label]
    assert found.right >= 5
    assert found.precision >= 0.9
    assert found.recall >= 0.9


def test_a_score_counts_right_wrong_and_missing() -> None:
    text = {"title": "t", "expect": {"killed": "3+", "places": ["a/b", "c"], "origins": ["a man"]}}
    assert scoring.compared(text, "killed", ["3"]) == (0, 1, 1)
    assert scoring.compared(text, "killed", ["3+"]) == (1, 0, 0)
    assert scoring.compared(text, "places", ["b", "d"]) == (1, 1, 1)
    assert scoring.compared(text, "origins", ["a man in a hat"]) == (1, 0, 0)
    assert scoring.compared(text, "acts", ["attack"]) == (0, 1, 0)
    score = scoring.Score(3, 1, 2)
    assert (score.precision, score.recall) == (0.75, 0.6)
    assert scoring.Score(0, 1, 2).precision == 0
