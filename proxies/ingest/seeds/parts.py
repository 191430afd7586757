"""What kinds of record share in `seeds/`: references, citations, figures and spells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from proxies import vocab
from proxies.ingest.seeds.fields import (
    NONE,
    UNKNOWN,
    Day,
    Figures,
    Ref,
    Shape,
    Text,
    between,
)

Actor = Annotated[str, Ref("patron", "faction", "opponent")]
Event = Annotated[str, Ref("event")]
Faction = Annotated[str, Ref("faction")]
Front = Annotated[str, Ref("front")]
Patron = Annotated[str, Ref("patron")]
Pledge = Annotated[str, Ref("pledge")]
Report = Annotated[str, Ref("report")]

Wrong = Iterator[tuple[str, str]]
"""Keys that do not go with others, and what is to be done about it."""


class Retractable(Shape):
    retracted: Day = UNKNOWN
    retraction_reason: Text = ""
    entered_in_error: bool = False

    def contradictions(self) -> Wrong:
        yield from super().contradictions()
        if self.retracted and not self.retraction_reason:
            yield "retraction_reason", "is missing; readers are told why it was retracted"
        if self.entered_in_error and not self.retracted:
            yield "retracted", "is missing; give the day on which what was entered in error is out"


class CitationShape(Retractable):
    """What one report says of the record."""

    identity = ("report", "stance")
    report: Report
    stance: vocab.Stance = vocab.Stance.ASSERTS
    credibility: Annotated[int, between(1, 6)]
    origin: Annotated[str, Ref("source", or_self=True)] = UNKNOWN
    on_record: bool = False
    note: Text = ""


class AccountShape(CitationShape):
    outcome: vocab.Outcome = NONE
    killed: Figures = Figures()
    wounded: Figures = Figures()


class Publishable(Shape):
    state: vocab.WorkflowState = vocab.WorkflowState.PUBLISHED
    discount_reason: Text = ""
    withdrawn: Day = UNKNOWN
    entered_in_error: bool = False

    def contradictions(self) -> Wrong:
        yield from super().contradictions()
        if self.state == vocab.WorkflowState.DISCOUNTED and not self.discount_reason:
            yield "discount_reason", "is missing; a discounted record says why it no longer counts"
        out = self.state in (vocab.WorkflowState.DISCOUNTED, vocab.WorkflowState.MERGED)
        if out and not self.withdrawn:
            yield (
                "withdrawn",
                f"is missing; give the first day on which a {self.state} record is out",
            )
        if self.entered_in_error and not out:
            yield "entered_in_error", "is only of a record whose state is discounted or merged"


class Spell(Shape):
    in_order = (("start", "end"),)
    start: Day = UNKNOWN
    end: Day = UNKNOWN
    note: Text = Field("", max_length=300)
    citations: list[CitationShape] = []
