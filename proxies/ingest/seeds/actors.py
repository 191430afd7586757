"""What patrons, factions and opponents look like in `seeds/`."""

from __future__ import annotations

from collections.abc import Iterator

from proxies.ingest.seeds.fields import Code, Day, Field, Many, Ref, Slug, Text, Whole, refs
from proxies.ingest.seeds.parts import citations, country, precision
from proxies.ingest.seeds.rules import differs_from, no_member_of_itself, ordered
from proxies.ingest.seeds.structure import Children, Document, Shape
from proxies.vocab import (
    Confidence,
    ControlMode,
    FactionKind,
    NameKind,
    OpponentKind,
    PatronKind,
    SupportType,
)


def implied_names(document: Document) -> list[Document]:
    """The name and the short name are searched like any other name."""
    name, short = document.get("name", ""), document.get("short_name", "")
    named = [{"text": name, "kind": NameKind.NAME.value}]
    return named if short == name else [*named, {"text": short, "kind": NameKind.SHORT.value}]


def names_not_implied(document: Document) -> Iterator[tuple[str, str]]:
    own = {(each["text"], "en") for each in implied_names(document)}
    for each in document.get("names") or []:
        if (each.get("text"), each.get("language", "en")) in own:
            yield "names", f"repeats {each['text']!r}, which name or short_name gives already"


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
