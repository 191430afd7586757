"""What a record of each kind looks like in `seeds/`: its keys, what they mean when absent, and
the rules between them. The names are those of the models; the models themselves are not needed."""

from __future__ import annotations

from dataclasses import dataclass

from proxies.ingest.seeds.actors import FACTION, OPPONENT, PATRON
from proxies.ingest.seeds.fields import Code, Day, Degrees, Flag, Many, Ref, Slug, Text, Whole, refs
from proxies.ingest.seeds.parts import (
    ACTORS,
    address,
    citations,
    country,
    figures,
    long_text,
    precision,
    publishable,
    retractable,
)
from proxies.ingest.seeds.rules import (
    bounds_in_order,
    differs_from,
    one_of,
    ordered,
    reason_and_day_if_withdrawn,
    reason_if_retracted,
)
from proxies.ingest.seeds.structure import Children, Group, Shape
from proxies.vocab import (
    AttributionKind,
    BindingKind,
    ClosureReason,
    Confidence,
    Coverage,
    Direction,
    Disclosure,
    FrontLabel,
    IncidentVerdict,
    Outcome,
    PlacePrecision,
    PledgeKind,
    Reliability,
    SourceKind,
    TargetType,
    Weapon,
)


@dataclass(frozen=True)
class Kind:
    """A kind of record and the file, or folder of files, that holds it."""

    name: str
    plural: str
    shape: Shape
    space: str = ""
    unique: tuple[tuple[str, ...], ...] = ()

    @property
    def namespace(self) -> str:
        """Records of one namespace share their slugs: all actors do."""
        return self.space or self.name


DATASET = Shape(
    {
        "slug": Slug(longest=80),
        "name": Text(required=True, longest=160),
        "version": Text(required=True, longest=40),
        "licence": Text(longest=120),
        "citation": Text(),
        "url": address(200),
        "coverage": Code(words=Coverage, required=True),
        "inclusion": long_text(),
        "covered_from": Day(),
        "covered_until": Day(),
        "released": Day(),
    },
    (ordered("covered_from", "covered_until"),),
)
FRONT = Shape(
    {
        "slug": Slug(longest=40),
        "name": Text(required=True, longest=80),
        "short_name": Text(required=True, longest=40),
        "position": Whole(default=0, most=32_000),
        "countries": Many(item=country(), required=True),
        "scope": long_text(),
        "centre": Group(shape=Shape({"lat": Degrees(most=90), "lon": Degrees()}), required=True),
        "bounds": Group(
            shape=Shape(
                {
                    "south": Degrees(most=90),
                    "west": Degrees(),
                    "north": Degrees(most=90),
                    "east": Degrees(),
                },
                (bounds_in_order,),
            ),
            required=True,
        ),
        "tempo_dataset": Ref(kinds=("dataset",)),
        "closures": Children(
            shape=Shape(
                {
                    "start": Day(required=True),
                    "end": Day(),
                    "reason": Code(words=ClosureReason, required=True),
                    "note": Text(longest=300),
                    "citations": citations(),
                },
                (ordered("start", "end"),),
            ),
            identity=("start",),
        ),
    }
)
SOURCE = Shape(
    {
        "slug": Slug(longest=80),
        "name": Text(required=True, longest=120),
        "kind": Code(words=SourceKind, required=True),
        "country": country(),
        "language": Text(
            required=True, pattern="[a-z]{2,3}|multi", like="a language code such as ar, or multi"
        ),
        "alignment": Text(longest=120),
        "aligned_with": Ref(kinds=ACTORS),
        "reliability": Code(words=Reliability, required=True),
        "reliability_note": Text(),
    }
)
REPORT = Shape(
    {
        "slug": Slug(longest=120),
        "source": Ref(kinds=("source",), required=True),
        "published": Day(),
        "title": Text(longest=300),
        "url": address(600),
        "archive_url": address(600),
    },
    (one_of("url", "title"),),
)
PLACE = Shape(
    {
        "slug": Slug(longest=100),
        "name": Text(longest=120),
        "names": Many(item=Text(longest=120)),
        "admin1": Text(longest=80),
        "country": country(),
        "controlled_by": country(),
        "lat": Degrees(most=90),
        "lon": Degrees(),
        "precision": Code(words=PlacePrecision, required=True),
    }
)
EVENT = Shape(
    {
        "slug": Slug(longest=120),
        "dataset": Ref(kinds=("dataset",), default="curated"),
        "source_key": Text(longest=120, same_as="slug"),
        "first_day": Day(required=True),
        "last_day": Day(same_as="first_day"),
        "precision": precision(),
        "front": Ref(kinds=("front",), required=True),
        "direction": Code(words=Direction, required=True),
        "attributions": Children(
            shape=Shape(
                {
                    "actor": Ref(kinds=ACTORS, required=True),
                    "kind": Code(words=AttributionKind, required=True),
                    **retractable(),
                },
                (reason_if_retracted,),
            ),
            identity=("actor", "kind"),
        ),
        "targets": refs(*ACTORS, required=True),
        "place": Ref(kinds=("place",)),
        "weapon": Code(words=Weapon, required=True),
        "also_weapons": Many(item=Code(words=Weapon)),
        "weapon_detail": Text(longest=200),
        "munitions": figures("munitions"),
        "target_type": Code(words=TargetType, required=True),
        "outcome": Code(words=Outcome, default=Outcome.UNKNOWN.value),
        "killed": figures("killed"),
        "wounded": figures("wounded"),
        "summary": long_text(),
        "note": Text(),
        "parent": Ref(kinds=("event",)),
        **publishable(),
        "accounts": citations(
            outcome=Code(words=Outcome), killed=figures("killed"), wounded=figures("wounded")
        ),
    },
    (ordered("first_day", "last_day"), differs_from("parent", "slug"), reason_and_day_if_withdrawn),
)
PLEDGE = Shape(
    {
        "slug": Slug(longest=120),
        "kind": Code(words=PledgeKind, required=True),
        "by": refs("faction", required=True),
        "toward": refs(*ACTORS, required=True),
        "fronts": refs("front"),
        "declared": Day(),
        "effective": Day(),
        "ended": Day(),
        "expires": Day(),
        "de_facto_since": Day(),
        "precision": precision(),
        "announced_via": Text(longest=200),
        "mediators": Many(item=Text(longest=120)),
        "disclosure": Code(words=Disclosure),
        "conditions": Text(),
        "scope_weapons": Many(item=Code(words=Weapon)),
        "scope_targets": Many(item=Code(words=TargetType)),
        "narrow": Flag(),
        "extends": Ref(kinds=("pledge",)),
        "depends_on": refs("pledge"),
        "bindings": Children(
            shape=Shape(
                {
                    "faction": Ref(kinds=("faction",), required=True),
                    "how": Code(words=BindingKind, required=True),
                }
            ),
            identity=("faction",),
        ),
        "incidents": Children(
            shape=Shape(
                {
                    "event": Ref(kinds=("event",), required=True),
                    "verdict": Code(words=IncidentVerdict, required=True),
                    "reason": long_text(),
                    "decided": Day(required=True),
                }
            ),
            identity=("event",),
        ),
        "summary": long_text(),
        "note": Text(),
        **publishable(),
        "citations": citations(),
    },
    (
        one_of("declared", "effective"),
        ordered("effective", "ended"),
        ordered("effective", "expires"),
        differs_from("extends", "slug"),
        reason_and_day_if_withdrawn,
    ),
)
ASSESSMENT = Shape(
    {
        "slug": Slug(longest=80),
        "front": Ref(kinds=("front",), required=True),
        "date": Day(required=True),
        "label": Code(words=FrontLabel, required=True),
        "analyst_word": Text(longest=40),
        "confidence": Code(words=Confidence, required=True),
        "statement": long_text(),
        "note": Text(),
        "author": Text(longest=120),
        **publishable(),
        "citations": citations(),
    },
    (reason_and_day_if_withdrawn,),
)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("dataset", "datasets", DATASET),
        Kind("front", "fronts", FRONT),
        Kind("patron", "patrons", PATRON, "actor"),
        Kind("faction", "factions", FACTION, "actor"),
        Kind("opponent", "opponents", OPPONENT, "actor"),
        Kind("source", "sources", SOURCE),
        Kind("report", "reports", REPORT, unique=(("source", "url"),)),
        Kind("place", "places", PLACE),
        Kind("event", "events", EVENT, unique=(("dataset", "source_key"),)),
        Kind("pledge", "pledges", PLEDGE),
        Kind("assessment", "assessments", ASSESSMENT),
    )
}
"""In the order in which they are loaded: a row refers only to rows before it, or of its kind."""
