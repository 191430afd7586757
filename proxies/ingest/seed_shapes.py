"""What a record of each kind looks like in `seeds/`: its keys, what they mean when absent, and
the rules between them. The names are those of the models; the models themselves are not needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from proxies.ingest.seed_fields import (
    Children,
    Code,
    Day,
    Degrees,
    Document,
    Field,
    Flag,
    Group,
    Many,
    Origin,
    Ref,
    Rule,
    Shape,
    Slug,
    Text,
    Whole,
    refs,
)
from proxies.vocab import (
    AttributionKind,
    BindingKind,
    ClosureReason,
    Confidence,
    ControlMode,
    Coverage,
    DatePrecision,
    Direction,
    Disclosure,
    FactionKind,
    FrontLabel,
    IncidentVerdict,
    NameKind,
    OpponentKind,
    Outcome,
    PatronKind,
    PlacePrecision,
    PledgeKind,
    Reliability,
    SourceKind,
    Stance,
    SupportType,
    TargetType,
    Weapon,
    WorkflowState,
)

ACTORS = ("patron", "faction", "opponent")


@dataclass(frozen=True)
class Kind:
    """A kind of record and the file, or folder of files, that holds it."""

    name: str
    plural: str
    shape: Shape
    space: str = ""

    @property
    def namespace(self) -> str:
        """Records of one namespace share their slugs: all actors do."""
        return self.space or self.name


# Rules between keys


def ordered(first: str, last: str) -> Rule:
    """`last` is not before `first` where both are known."""

    def rule(document: Document) -> Iterator[tuple[str, str]]:
        if (document.get(last) or "9999") < (document.get(first) or ""):
            yield last, f"is before {first} ({document[first]}); correct one of the two"

    return rule


def low_best_high(document: Document) -> Iterator[tuple[str, str]]:
    for lower, upper in combinations(("low", "best", "high"), 2):
        low, up = document.get(lower), document.get(upper)
        if isinstance(low, int) and isinstance(up, int) and low > up:
            yield upper, f"is below {lower} ({low}); they must rise from low over best to high"


def one_of(*keys: str) -> Rule:
    """At least one of the keys is there."""

    def rule(document: Document) -> Iterator[tuple[str, str]]:
        if not any(document.get(key) for key in keys):
            yield keys[0], f"is missing; give {' or '.join(keys)}"

    return rule


def differs_from(key: str, other: str) -> Rule:
    """A record does not refer to itself."""

    def rule(document: Document) -> Iterator[tuple[str, str]]:
        if document.get(key) and document.get(key) == document.get(other):
            yield key, "is the record itself; name another one or leave the key out"

    return rule


def reason_if_discounted(document: Document) -> Iterator[tuple[str, str]]:
    if document.get("state") == WorkflowState.DISCOUNTED and not document.get("discount_reason"):
        yield "discount_reason", "is missing; a discounted record says why it no longer counts"


def bounds_in_order(document: Document) -> Iterator[tuple[str, str]]:
    for low, high in (("south", "north"), ("west", "east")):
        if (document.get(high) or 0) <= (document.get(low) or 0):
            yield high, f"must be greater than {low} ({document.get(low)})"


def no_member_of_itself(document: Document) -> Iterator[tuple[str, str]]:
    members = document.get("memberships") or []
    if any(each.get("umbrella") == document.get("slug") for each in members):
        yield "memberships", "names the faction itself; a faction cannot be its own umbrella"


def names_not_implied(document: Document) -> Iterator[tuple[str, str]]:
    own = {(each["text"], "en") for each in implied_names(document)}
    for each in document.get("names") or []:
        if (each.get("text"), each.get("language", "en")) in own:
            yield "names", f"repeats {each['text']!r}, which name or short_name gives already"


# Parts that several kinds share


def implied_names(document: Document) -> list[Document]:
    """The name and the short name are searched like any other name."""
    name, short = document.get("name", ""), document.get("short_name", "")
    named = [{"text": name, "kind": NameKind.NAME.value}]
    return named if short == name else [*named, {"text": short, "kind": NameKind.SHORT.value}]


def country(like: str = "an ISO 3166-1 code of two capitals, such as LB") -> Text:
    return Text(pattern="[A-Z]{2}", like=like, longest=2)


def address(longest: int) -> Text:
    like = "a web address that starts with http:// or https:// and holds no space"
    return Text(pattern=r"https?://[^\s/]+\S*", like=like, longest=longest)


def long_text() -> Text:
    return Text(required=True)


def figures(name: str) -> Group:
    keys = {key: Whole() for key in ("low", "best", "high")}
    return Group(shape=Shape(keys, (low_best_high,)), prefix=f"{name}_")


def citations(**extra: Field) -> Children:
    fields: dict[str, Field] = {
        "report": Ref(kinds=("report",), required=True),
        "stance": Code(words=Stance, default=Stance.ASSERTS.value),
        "credibility": Whole(least=1, most=6, required=True),
        "origin": Origin(),
        "on_record": Flag(),
        **extra,
        "note": Text(),
    }
    return Children(shape=Shape(fields), identity=("report", "stance"))


def publishable() -> dict[str, Field]:
    published = WorkflowState.PUBLISHED.value
    return {"state": Code(words=WorkflowState, default=published), "discount_reason": Text()}


def precision() -> Code:
    return Code(words=DatePrecision, default=DatePrecision.DAY.value)


NAMES = Children(
    shape=Shape(
        {
            "text": Text(required=True, longest=200),
            "language": Text(
                default="en", pattern="[a-z]{2,3}", like="a language code such as ar", longest=8
            ),
            "script": Text(
                default="Latn", pattern="[A-Z][a-z]{3}", like="an ISO 15924 code such as Arab"
            ),
            "kind": Code(words=NameKind, default=NameKind.ALIAS.value),
        }
    ),
    identity=("text", "language"),
    implied=implied_names,
)
DESIGNATIONS = Children(
    shape=Shape(
        {
            "authority": Text(required=True, longest=40),
            "kind": Text(required=True, longest=40),
            "date": Day(),
            "precision": precision(),
            "status": Text(longest=80),
            "note": Text(longest=300),
        }
    ),
    identity=("authority", "kind", "date"),
)
MEMBERSHIPS = Children(
    shape=Shape(
        {
            "umbrella": Ref(kinds=("faction",), required=True),
            "start": Day(),
            "end": Day(),
            "note": Text(longest=300),
            "citations": citations(),
        },
        (ordered("start", "end"),),
    ),
    identity=("umbrella", "start"),
)
SUPPORT = Children(
    shape=Shape(
        {
            "patron": Ref(kinds=("patron",), required=True),
            "types": Many(item=Code(words=SupportType)),
            "control_mode": Code(words=ControlMode, default=ControlMode.UNKNOWN.value),
            "start": Day(),
            "end": Day(),
            "confidence": Code(words=Confidence, required=True),
            "note": Text(longest=300),
            "citations": citations(),
        },
        (ordered("start", "end"),),
    ),
    identity=("patron", "start"),
    relation="support_received",
)


def actor(**own: Field) -> dict[str, Field]:
    return {
        "slug": Slug(longest=80),
        "name": Text(required=True, longest=200),
        "short_name": Text(required=True, longest=80),
        **own,
        "summary": Text(),
        "note": Text(),
        "names": NAMES,
        "designations": DESIGNATIONS,
        "references": Many(item=Text(longest=500)),
    }


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
PATRON = Shape(
    actor(
        kind=Code(words=PatronKind, required=True),
        parent=Ref(kinds=("patron",)),
        country=country(),
        active_from=Day(),
        active_to=Day(),
    ),
    (ordered("active_from", "active_to"), differs_from("parent", "slug"), names_not_implied),
)
FACTION = Shape(
    actor(
        kind=Code(words=FactionKind, required=True),
        fronts=refs("front"),
        founded=Whole(least=1800, most=2100),
        founded_note=Text(longest=300),
        ended=Day(),
        pmf_brigades=Many(item=Text(longest=8), nullable=True),
        memberships=MEMBERSHIPS,
        support=SUPPORT,
    ),
    (no_member_of_itself, names_not_implied),
)
OPPONENT = Shape(
    actor(kind=Code(words=OpponentKind, required=True), country=country()), (names_not_implied,)
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
                }
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
    (ordered("first_day", "last_day"), differs_from("parent", "slug"), reason_if_discounted),
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
        reason_if_discounted,
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
    (reason_if_discounted,),
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
        Kind("report", "reports", REPORT),
        Kind("place", "places", PLACE),
        Kind("event", "events", EVENT),
        Kind("pledge", "pledges", PLEDGE),
        Kind("assessment", "assessments", ASSESSMENT),
    )
}
"""In the order in which they are loaded: a row refers only to rows before it, or of its kind."""
