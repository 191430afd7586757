"""Sources, origins, and how well an event is supported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from proxies.vocab import Grade
from proxies.wording.glossary.term import Chapter, Meaning, Term, terms_of

LETTERS = {
    "A": _("The source is completely reliable, by its record."),
    "B": _("The source is usually reliable: small doubts, and mostly right in the past."),
    "C": _("The source is fairly reliable: often right, with doubts."),
    "D": _("The source is not usually reliable, though it has been right."),
    "E": _("The source has been unreliable."),
    "F": _("How reliable the source is cannot be judged. That is unknown, not poor."),
}

"""The letters of the Admiralty scale."""

FIGURES = {
    "1": _("What the report says is confirmed by other, independent sources."),
    "2": _("What the report says is probably true."),
    "3": _("What the report says is possibly true."),
    "4": _("What the report says is doubtful."),
    "5": _("What the report says is improbable."),
    "6": _("Whether it is true cannot be judged. That is unknown, not improbable."),
}

"""The figures of the Admiralty scale."""


def _scale(slug: str, name: Any, texts: Mapping[str, Any]) -> Iterator[Term]:
    """A term for each sign of the Admiralty scale."""
    for sign, text in texts.items():
        yield Term(f"{slug}-{sign.lower()}", format_lazy(name, sign=sign), text, see=(slug,))


SOURCES = Chapter(
    "sources",
    _("Sources and reports"),
    (
        Term(
            "outlet",
            _("Outlet"),
            _("The source that published a report, which may only repeat what another one said."),
            see=("origin",),
        ),
        Term(
            "origin",
            _("Origin"),
            _(
                "The source whose reporting is repeated. Ten outlets that repeat one paper are "
                "one origin."
            ),
            "evidence",
            see=("outlet", "independent-origins", "origin-not-established"),
        ),
        Term(
            "origin-not-established",
            _("Origin not established"),
            _(
                "Nobody has found out whose reporting the outlet repeats. It counts once, as "
                "unchecked; a digest, aggregator or encyclopaedia not at all."
            ),
            "evidence",
            see=("independence",),
        ),
        Term(
            "independent-origins",
            _("Independent origins"),
            _("Origins of which none repeats another: two can err alike less easily than one."),
            "evidence",
            see=("origin", "grade-corroborated"),
        ),
        Term(
            "independence",
            _("Independence not checked"),
            _(
                "The judgement would be weaker without reports whose origin nobody has traced: "
                "they may all repeat one source."
            ),
            "grade",
            see=("origin-not-established", "grade"),
        ),
        Term(
            "outside-confirmation",
            _("Outside confirmation"),
            _("An established origin that is on no party’s side asserts it too."),
            "evidence",
            see=("alignment", "origin"),
        ),
        Term(
            "on-record",
            _("On the record"),
            _("The bound party, or who signed for it, is quoted in its own name."),
            "standing",
            see=("standing-in-effect",),
        ),
        Term(
            "disclosure",
            _("Speaker"),
            _("Whether who spoke is named, known by role only, or unnamed."),
            see=("on-record",),
        ),
        Term(
            "reliability",
            _("Reliability"),
            _(
                "The Admiralty letter of a source, A (best) to E, by its record; F means that it "
                "cannot be judged. Letters are never averaged."
            ),
            "source-record",
            see=("credibility",),
        ),
        *_scale("reliability", _("Reliability {sign}"), LETTERS),
        Term(
            "credibility",
            _("Credibility"),
            _(
                "The Admiralty figure of what one report says, 1 (confirmed by others) to 5 "
                "(improbable); 6 means that it cannot be judged."
            ),
            "grade",
            see=("reliability",),
        ),
        *_scale("credibility", _("Credibility {sign}"), FIGURES),
    ),
)


EVENT_GRADES = {
    Grade.CONFIRMED: Meaning(
        _(
            "At least two origins assert the event, and one of them is rated A or B with a "
            "report that is at least probable."
        ),
        ("grade-corroborated", "verdict-confirmed"),
    ),
    Grade.CORROBORATED: Meaning(
        _("At least two origins assert the event, none of them good enough to confirm it."),
        ("grade-confirmed", "grade-single-origin"),
    ),
    Grade.SINGLE_ORIGIN: Meaning(
        _("However many outlets carry the event, what they say goes back to one origin."),
        ("origin", "grade-corroborated"),
    ),
    Grade.CONTESTED: Meaning(
        _("A report denies the event that others assert."),
        ("verdict-contested", "attribution-denied"),
    ),
    Grade.DISCOUNTED: Meaning(
        _("An editor set the event aside, or every report that asserts it is improbable."),
        ("credibility",),
    ),
}


GRADES = Chapter(
    "grades",
    _("Grades of events"),
    (
        Term(
            "grade",
            _("Grade"),
            _(
                "How well an event is supported by the reports that count on the day, by rule "
                "and not by taste."
            ),
            "grade",
            see=("grade-confirmed", "origin", "standing"),
        ),
        *terms_of("grade", EVENT_GRADES, "grade"),
        Term(
            "grade-not-graded",
            _("Not graded"),
            _("The event comes from a dataset that cites no reports, so there is none to weigh."),
            "grade",
            see=("census",),
        ),
    ),
)
