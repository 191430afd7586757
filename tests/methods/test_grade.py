"""Origins, grades and standings: truth tables of the stated rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from proxies.methods import grade, standing
from proxies.methods.evidence import Citation, weigh
from proxies.methods.grade import at_least
from proxies.vocab import Grade, Standing
from proxies.wording.evidence import evidence_in_words

DAY = date(2024, 12, 23)


def cited(origin: str | None, letter: str = "C", credibility: int = 3, **fields: Any) -> Citation:
    """A report by an outlet rated F that repeats `origin`, whose letter is given; `?paper` is a
    report by the outlet `paper`, rated so, whose origin is not established."""
    unknown = origin is None or origin.startswith("?")
    source = (origin or "?outlet")[1:] if unknown else "outlet"
    values: dict[str, Any] = {
        "report": f"report-{fields.pop('number', 1)}-{origin}",
        "source": source,
        "source_name": source,
        "letter": letter if unknown else "F",
        "kind": "newspaper",
        "aligned_with": None,
        "origin": None if unknown else origin,
        "origin_name": None if unknown else origin,
        "origin_letter": None if unknown else letter,
        "origin_aligned_with": None,
        "stance": "asserts",
        "credibility": credibility,
        "day": DAY,
        "dated": True,
    }
    return Citation(**{**values, **fields})


def denial(origin: str = "denier", **fields: Any) -> Citation:
    return cited(origin, stance="denies", **fields)


GRADES = {
    "one origin": ([cited("a", "A", 1)], Grade.SINGLE_ORIGIN, True),
    "one origin in three outlets": (
        [cited("a", "A", 1, number=n) for n in range(3)],
        Grade.SINGLE_ORIGIN,
        True,
    ),
    "two origins, none rated": ([cited("a", "C", 1), cited("b", "D", 1)], Grade.CORROBORATED, True),
    "two origins, one rated B and probable": (
        [cited("a", "B", 2), cited("b", "F", 6)],
        Grade.CONFIRMED,
        True,
    ),
    "rated A but only possible": ([cited("a", "A", 3), cited("b")], Grade.CORROBORATED, True),
    "probable, but not by the rated one": (
        [cited("a", "A", 3), cited("b", "C", 1)],
        Grade.CORROBORATED,
        True,
    ),
    "asserted and denied": ([cited("a", "A", 1), cited("b"), denial()], Grade.CONTESTED, True),
    "denied alone": ([denial()], Grade.CONTESTED, True),
    "every assertion improbable": (
        [cited("a", credibility=5), cited("b", credibility=5)],
        Grade.DISCOUNTED,
        True,
    ),
    "improbable and denied": ([cited("a", credibility=5), denial()], Grade.DISCOUNTED, True),
    "cannot be judged is not improbable": (
        [cited("a", credibility=6), cited("b", credibility=5)],
        Grade.CORROBORATED,
        True,
    ),
    "falls without the unknown origin": (
        [cited("a", "A", 1), cited("?b", "A", 1)],
        Grade.CONFIRMED,
        False,
    ),
    "stands without the unknown origin": (
        [cited("a", "A", 1), cited("b"), cited("?c")],
        Grade.CONFIRMED,
        True,
    ),
    "nothing but an unknown origin": ([cited("?a", "A", 1)], Grade.SINGLE_ORIGIN, False),
    "two reports of one outlet, origins unknown": (
        [cited("?a", "A", 1, number=1), cited("?a", "A", 1, number=2)],
        Grade.SINGLE_ORIGIN,
        False,
    ),
    **{
        f"an origin, and a {kind} of origin unknown": (
            [cited("a", "A", 1), cited("?d", "A", 1, kind=kind)],
            Grade.SINGLE_ORIGIN,
            True,
        )
        for kind in ("digest", "aggregator", "encyclopedia")
    },
    "two items of a digest, origins unknown": (
        [cited("?d", "A", 1, number=n, kind="digest") for n in range(2)],
        Grade.SINGLE_ORIGIN,
        False,
    ),
    "two papers by way of a digest": (
        [cited("a", "A", 1, kind="digest"), cited("b", kind="digest")],
        Grade.CONFIRMED,
        True,
    ),
    "denied by a digest of origin unknown": (
        [cited("a", "A", 1), cited("?d", stance="denies", kind="digest")],
        Grade.CONTESTED,
        True,
    ),
    "the rated one probable in one of two reports": (
        [cited("a", "A", 6), cited("a", "A", 2, number=2), cited("b")],
        Grade.CONFIRMED,
        True,
    ),
    "one of two improbable": (
        [cited("a", credibility=5), cited("?d", credibility=3, kind="digest")],
        Grade.SINGLE_ORIGIN,
        True,
    ),
    "an outlet that repeats a paper, and the paper": (
        [cited("a", "A", 1), replace(cited("a", "A", 2), source="a", letter="A")],
        Grade.SINGLE_ORIGIN,
        True,
    ),
}


@pytest.mark.parametrize(("citations", "expected", "checked"), GRADES.values(), ids=GRADES)
def test_grade_of_an_event(citations: list[Citation], expected: Grade, checked: bool) -> None:
    found = grade.judge(weigh(citations, None))
    assert (found.grade, found.independence_checked) == (expected, checked)


def test_an_editor_discounts_whatever_the_reports_say() -> None:
    strong = weigh([cited("a", "A", 1), cited("b", "A", 1)], None)
    assert grade.judge(strong, discounted=True).grade == Grade.DISCOUNTED


def test_a_floor_takes_in_stronger_grades_and_never_the_contested() -> None:
    assert at_least(Grade.CORROBORATED) == {Grade.CORROBORATED, Grade.CONFIRMED}
    assert at_least(Grade.SINGLE_ORIGIN) == {
        Grade.SINGLE_ORIGIN,
        Grade.CORROBORATED,
        Grade.CONFIRMED,
    }


STANDINGS = {
    "nothing counts yet": ([], None),
    "only denials": ([denial()], Standing.DENIED),
    "one origin": ([cited("a", "A", 1)], Standing.REPORTED),
    "one origin on the record": ([cited("a", "F", on_record=True)], Standing.IN_EFFECT),
    "on the record, and denied": (
        [cited("a", on_record=True), denial()],
        Standing.IN_EFFECT,
    ),
    "a denial on the record is no assertion": ([denial(on_record=True)], Standing.DENIED),
    "three origins, none rated A or B": (
        [cited("a"), cited("b", "D"), cited("c", "F")],
        Standing.REPORTED,
    ),
    "two origins, one rated B, improbable": (
        [cited("a", "B", 5), cited("b", "F", 6)],
        Standing.IN_EFFECT,
    ),
    "on the record in one report of several": (
        [cited("a", "F"), cited("a", "F", number=2, on_record=True)],
        Standing.IN_EFFECT,
    ),
    "reported by a rated source, the same pledge not on the record there": (
        [cited("a", "A", on_record=False)],
        Standing.REPORTED,
    ),
    "two digests, one of them rated": (
        [cited("?d", "A", kind="digest"), cited("?e", "A", kind="digest")],
        Standing.REPORTED,
    ),
    "an origin rated B, and a digest": (
        [cited("a", "B"), cited("?d", "A", kind="digest")],
        Standing.REPORTED,
    ),
    "rated outlets that repeat unrated papers": (
        [replace(cited("a", "C"), letter="A"), replace(cited("b", "C"), letter="A")],
        Standing.REPORTED,
    ),
}


@pytest.mark.parametrize(("citations", "expected"), STANDINGS.values(), ids=STANDINGS)
def test_standing_of_a_pledge(citations: list[Citation], expected: Standing | None) -> None:
    assert standing.judge(weigh(citations, None)) == expected


@pytest.mark.parametrize(
    ("offset", "counts"), [(-1, False), (0, True), (9, True), (10, False), (11, False)]
)
def test_a_citation_counts_from_its_day_until_its_retraction(offset: int, counts: bool) -> None:
    one = cited("a", retracted=DAY + timedelta(10))
    assert one.counts_by(DAY + timedelta(offset)) is counts
    assert one.counts_by(None) is False


WORDS = {
    "aligned and alone": (
        [cited("a", origin_aligned_with="party")],
        "1 report · 1 origin · one aligned with a party · no outside confirmation",
    ),
    "confirmed from outside": (
        [cited("a", origin_aligned_with="party"), cited("b", number=2)],
        "2 reports · 2 origins · one aligned with a party",
    ),
    "two origins, one of them unknown": (
        [cited("a"), cited("?b", number=2)],
        "2 reports · 2 origins · independence not checked",
    ),
    "three origins, the only rated one unknown": (
        [cited("a"), cited("b", number=2), cited("?c", "A", number=3)],
        "3 reports · 3 origins · independence not checked",
    ),
    "three origins, one of them unknown and not needed": (
        [cited("a"), cited("b", number=2), cited("?c", number=3)],
        "3 reports · 3 origins",
    ),
    "origins unknown": ([cited("?a")], "1 report · 1 origin · independence not checked"),
    "denied": (
        [cited("a"), denial("b"), denial("c")],
        "3 reports · 1 origin · denied by 2",
    ),
}


@pytest.mark.parametrize(("citations", "expected"), WORDS.values(), ids=WORDS)
def test_evidence_in_words(citations: list[Citation], expected: str) -> None:
    assert evidence_in_words(weigh(citations, None, frozenset({"party"}))) == expected


def test_knowledge_that_rests_only_on_undated_reports_is_marked() -> None:
    undated = cited("a", dated=False)
    assert weigh([undated], None).only_undated
    assert not weigh([undated, cited("b")], None).only_undated
