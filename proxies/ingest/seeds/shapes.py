"""What a record of each kind looks like in `seeds/`: a class per kind, a field per key.

To add a key, declare a field under the name of the model's column; its default is what an absent
key means. To add a kind, write a class and name it in `KINDS`. A list of shapes are the record's
children, a single shape is a group of columns.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from proxies import vocab
from proxies.ingest.seeds.actors import ActorShape, FactionShape, OpponentShape, PatronShape
from proxies.ingest.seeds.fields import (
    NONE,
    UNKNOWN,
    Address,
    Count,
    Country,
    Day,
    Document,
    Figures,
    Latitude,
    Longitude,
    NamedShape,
    Ref,
    Shape,
    Slug,
    Text,
    between,
    like,
)
from proxies.ingest.seeds.parts import (
    AccountShape,
    Actor,
    CitationShape,
    Event,
    Faction,
    Front,
    Pledge,
    Publishable,
    Report,
    Retractable,
    Spell,
    Wrong,
)


class DatasetShape(NamedShape):
    in_order = (("covered_from", "covered_until"),)
    slug: Slug = Field(max_length=80)
    name: Text = Field(max_length=160)
    version: Text = Field(max_length=40)
    licence: Text = Field("", max_length=120)
    citation: Text = ""
    url: Address = Field("", max_length=200)
    coverage: vocab.Coverage
    inclusion: Text
    covered_from: Day = UNKNOWN
    covered_until: Day = UNKNOWN
    released: Day = UNKNOWN
    undated_from: Day = UNKNOWN
    records_acts: list[vocab.Direction] = []
    records_parties: list[vocab.Role] = []


class Centre(Shape):
    lat: Latitude
    lon: Longitude


class Bounds(Shape):
    south: Latitude
    west: Longitude
    north: Latitude
    east: Longitude

    def contradictions(self) -> Wrong:
        for low, high in (("south", "north"), ("west", "east")):
            if getattr(self, high) <= getattr(self, low):
                yield high, f"must be greater than {low} ({getattr(self, low)})"


class ClosureShape(Spell):
    identity = ("start",)
    start: Day
    reason: vocab.ClosureReason


class SpanShape(Shape):
    identity = ("dataset", "start")
    in_order = (("start", "end"),)
    dataset: Annotated[str, Ref("dataset")] = "curated"
    start: Day
    end: Day
    depth: vocab.SpanDepth


class FrontShape(NamedShape):
    slug: Slug = Field(max_length=40)
    name: Text = Field(max_length=80)
    short_name: Text = Field(max_length=40)
    position: Annotated[int, between(0, 32_000)] = 0
    countries: list[Country] = Field(min_length=1)
    scope: Text
    centre: Centre
    bounds: Bounds
    tempo_dataset: Annotated[str, Ref("dataset")] = UNKNOWN
    closures: list[ClosureShape] = []
    spans: list[SpanShape] = []


class SourceShape(NamedShape):
    slug: Slug = Field(max_length=80)
    name: Text = Field(max_length=120)
    kind: vocab.SourceKind
    country: Country = ""
    language: Annotated[Text, like("[a-z]{2,3}|multi", "a language code such as ar, or multi")]
    alignment: Text = Field("", max_length=120)
    aligned_with: Actor = UNKNOWN
    reliability: vocab.Reliability
    reliability_note: Text = ""


class ReportShape(NamedShape):
    either = ("url", "title")
    unique = ("source", "url")
    slug: Slug = Field(max_length=120)
    source: Annotated[str, Ref("source")]
    published: Day = UNKNOWN
    title: Text = Field("", max_length=300)
    url: Address = Field("", max_length=600)
    archive_url: Address = Field("", max_length=600)


class PlaceShape(NamedShape):
    slug: Slug = Field(max_length=100)
    name: Text = Field("", max_length=120)
    names: list[Annotated[Text, Field(max_length=120)]] = []
    admin1: Text = Field("", max_length=80)
    country: Country = ""
    controlled_by: Country = ""
    lat: Latitude
    lon: Longitude
    precision: vocab.PlacePrecision


class AttributionShape(Retractable):
    identity = ("actor", "kind")
    actor: Actor
    kind: vocab.AttributionKind


class EventShape(NamedShape, Publishable):
    in_order = (("first_day", "last_day"),)
    another = "parent"
    model = "AttackEvent"
    unique = ("dataset", "source_key")
    slug: Slug = Field(max_length=120)
    dataset: Annotated[str, Ref("dataset")] = "curated"
    source_key: Text = Field("", max_length=120)
    first_day: Day
    last_day: Day = UNKNOWN
    precision: vocab.DatePrecision = vocab.DatePrecision.DAY
    front: Front
    direction: vocab.Direction
    attributions: list[AttributionShape] = []
    targets: list[Actor] = Field(min_length=1)
    place: Annotated[str, Ref("place")] = UNKNOWN
    weapon: vocab.Weapon
    also_weapons: list[vocab.Weapon] = []
    weapon_detail: Text = Field("", max_length=200)
    munitions: Figures = Figures()
    target_type: vocab.TargetType
    outcome: vocab.Outcome = vocab.Outcome.UNKNOWN
    killed: Figures = Figures()
    wounded: Figures = Figures()
    summary: Text
    note: Text = ""
    parent: Event = UNKNOWN
    accounts: list[AccountShape] = []

    def value(self, key: str) -> Any:
        """An event of one day ends on it; its own key is its first slug: a new one does not change
        it."""
        absent = {"last_day": self.first_day, "source_key": [*self.formerly, self.slug][0]}
        return getattr(self, key) or absent.get(key, getattr(self, key))

    def document(self) -> Document:
        plain = super().document() | {"source_key": self.value("source_key")}
        absent = {"last_day": plain["first_day"], "source_key": self.slug}
        return {key: value for key, value in plain.items() if value != absent.get(key)}


class BindingShape(Shape):
    identity = ("faction",)
    faction: Faction
    how: vocab.BindingKind


class IncidentShape(Shape):
    identity = ("event",)
    event: Event
    verdict: vocab.IncidentVerdict
    reason: Text
    decided: Day


class RepeatShape(Shape):
    identity = ("day",)
    day: Day
    report: Report


class PledgeShape(NamedShape, Publishable):
    in_order = (("effective", "ended"), ("effective", "expires"))
    either = ("declared", "effective")
    another = "extends"
    slug: Slug = Field(max_length=120)
    kind: vocab.PledgeKind
    by: list[Faction] = Field(min_length=1)
    toward: list[Actor] = Field(min_length=1)
    other_side: list[Actor] = []
    fronts: list[Front] = []
    declared: Day = UNKNOWN
    effective: Day = UNKNOWN
    ended: Day = UNKNOWN
    expires: Day = UNKNOWN
    de_facto_since: Day = UNKNOWN
    precision: vocab.DatePrecision = vocab.DatePrecision.DAY
    announced_via: Text = Field("", max_length=200)
    mediators: list[Annotated[Text, Field(max_length=120)]] = []
    disclosure: vocab.Disclosure = NONE
    conditions: Text = ""
    scope_weapons: list[vocab.Weapon] = []
    scope_targets: list[vocab.TargetType] = []
    narrow: bool = False
    extends: Pledge = UNKNOWN
    depends_on: list[Pledge] = []
    bindings: list[BindingShape] = []
    incidents: list[IncidentShape] = []
    summary: Text
    note: Text = ""
    repeated: list[RepeatShape] = []
    citations: list[CitationShape] = []

    def contradictions(self) -> Wrong:
        yield from super().contradictions()
        if both := {*self.by} & {*self.toward}:
            yield "toward", f"names {min(both)}, which makes the pledge; keep it on one side"
        for key in () if self.effective else ("ended", "expires"):
            if self.declared and (getattr(self, key) or self.declared) < self.declared:
                yield key, f"is before the pledge began ({self.declared}); correct one of the two"


class StatementShape(NamedShape, Publishable):
    in_order = (("since", "until"),)
    slug: Slug = Field(max_length=120)
    kind: vocab.StatementKind
    date: Day
    precision: vocab.DatePrecision = vocab.DatePrecision.DAY
    by: Actor = UNKNOWN
    speaker: Text = Field("", max_length=200)
    disclosure: vocab.Disclosure = NONE
    fronts: list[Front] = []
    about_actors: list[Actor] = []
    about_events: list[Event] = []
    about_pledges: list[Pledge] = []
    about_statements: list[Annotated[str, Ref("statement")]] = []
    figure: Count = UNKNOWN
    unit: Text = Field("", max_length=120)
    since: Day = UNKNOWN
    until: Day = UNKNOWN
    summary: Text
    note: Text = ""
    citations: list[CitationShape] = []

    def contradictions(self) -> Wrong:
        yield from super().contradictions()
        counts = self.kind == vocab.StatementKind.COUNT
        if counts and not (self.figure is not None and self.unit):
            yield "figure", "is missing; a count gives its figure and its unit"


class MilestoneShape(NamedShape, Publishable):
    in_order = (("date", "end"),)
    slug: Slug = Field(max_length=120)
    date: Day
    end: Day = UNKNOWN
    precision: vocab.DatePrecision = vocab.DatePrecision.DAY
    title: Text = Field(max_length=60)
    fronts: list[Front] = []
    killed: Figures = Figures()
    summary: Text
    note: Text = ""
    citations: list[CitationShape] = []


class AssessmentShape(NamedShape, Publishable):
    slug: Slug = Field(max_length=80)
    front: Front
    date: Day
    label: vocab.FrontLabel
    analyst_word: Text = Field("", max_length=40)
    confidence: vocab.Confidence
    statement: Text
    note: Text = ""
    author: Text = Field("", max_length=120)
    citations: list[CitationShape] = []


KINDS: dict[str, type[Shape]] = {
    "dataset": DatasetShape,
    "front": FrontShape,
    "patron": PatronShape,
    "faction": FactionShape,
    "opponent": OpponentShape,
    "source": SourceShape,
    "report": ReportShape,
    "place": PlaceShape,
    "event": EventShape,
    "pledge": PledgeShape,
    "assessment": AssessmentShape,
    "statement": StatementShape,
    "milestone": MilestoneShape,
}
"""In the order in which they are loaded: a row refers only to rows before it, or of its kind."""


def namespace(kind: str) -> str:
    """Records of one namespace share their slugs: all actors do."""
    return "actor" if issubclass(KINDS[kind], ActorShape) else kind
