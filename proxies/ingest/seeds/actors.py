"""What patrons, factions and opponents look like in `seeds/`, with their names and ties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from proxies import vocab
from proxies.ingest.seeds.fields import (
    UNKNOWN,
    Country,
    Day,
    NamedShape,
    Shape,
    Slug,
    Text,
    between,
    like,
)
from proxies.ingest.seeds.parts import (
    CitationShape,
    Faction,
    Front,
    Patron,
    Spell,
    Wrong,
)


class NameShape(Shape):
    identity = ("text", "language")
    text: Text = Field(max_length=200)
    language: Annotated[Text, like("[a-z]{2,3}", "a language code such as ar")] = "en"
    script: Annotated[Text, like("[A-Z][a-z]{3}", "an ISO 15924 code such as Arab")] = "Latn"
    kind: vocab.NameKind = vocab.NameKind.ALIAS


class DesignationShape(Shape):
    identity = ("authority", "kind", "date")
    authority: Text = Field(max_length=40)
    kind: Text = Field(max_length=40)
    date: Day = UNKNOWN
    precision: vocab.DatePrecision = vocab.DatePrecision.DAY
    status: Text = Field("", max_length=80)
    note: Text = Field("", max_length=300)


class MembershipShape(Spell):
    identity = ("umbrella", "start")
    umbrella: Faction


class ControlShape(Shape):
    identity = ("mode", "start", "front")
    in_order = (("start", "end"),)
    mode: vocab.ControlMode
    start: Day = UNKNOWN
    start_precision: vocab.DatePrecision = vocab.DatePrecision.DAY
    end: Day = UNKNOWN
    end_precision: vocab.DatePrecision = vocab.DatePrecision.DAY
    front: Front = UNKNOWN
    said_by: Text = Field("", max_length=300)
    citations: list[CitationShape] = []


class SupportShape(Spell):
    identity = ("patron", "start")
    patron: Patron
    types: list[vocab.SupportType] = []
    start_precision: vocab.DatePrecision = vocab.DatePrecision.DAY
    end_precision: vocab.DatePrecision = vocab.DatePrecision.DAY
    control: list[ControlShape] = []
    confidence: vocab.Confidence


class ActorShape(NamedShape):
    """What patrons, factions and opponents have in common; they share one namespace of slugs."""

    slug: Slug = Field(max_length=80)
    name: Text = Field(max_length=200)
    short_name: Text = Field(max_length=80)
    summary: Text = ""
    note: Text = ""
    names: list[NameShape] = []
    designations: list[DesignationShape] = []
    references: list[Annotated[Text, Field(max_length=500)]] = []

    def implied(self, key: str) -> Sequence[Shape]:
        """The name and the short name are searched like any other name."""
        if key != "names":
            return ()
        name = NameShape(text=self.name, kind=vocab.NameKind.NAME)
        short = NameShape(text=self.short_name, kind=vocab.NameKind.SHORT)
        return (name,) if name.text == short.text else (name, short)

    def contradictions(self) -> Wrong:
        yield from super().contradictions()
        for each in self.names:
            if each.language == "en" and each.text in (self.name, self.short_name):
                yield "names", f"repeats {each.text!r}, which name or short_name gives already"


class PatronShape(ActorShape):
    in_order = (("active_from", "active_to"),)
    another = "parent"
    kind: vocab.PatronKind
    parent: Patron = UNKNOWN
    country: Country = ""
    active_from: Day = UNKNOWN
    active_to: Day = UNKNOWN


class FactionShape(ActorShape):
    relations = {"support": "support_received"}
    kind: vocab.FactionKind
    fronts: list[Front] = []
    founded: Annotated[int, between(1800, 2100)] = UNKNOWN
    founded_note: Text = Field("", max_length=300)
    ended: Day = UNKNOWN
    pmf_brigades: list[Annotated[Text, Field(max_length=8)]] | None = []
    """The one key that may be null: not known, where absent means none."""
    memberships: list[MembershipShape] = []
    support: list[SupportShape] = []

    def contradictions(self) -> Wrong:
        yield from super().contradictions()
        if any(each.umbrella == self.slug for each in self.memberships):
            yield "memberships", "names the faction itself; a faction cannot be its own umbrella"


class OpponentShape(ActorShape):
    kind: vocab.OpponentKind
    country: Country = ""
