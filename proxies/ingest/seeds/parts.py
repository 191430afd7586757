"""Parts of seed records that several kinds share."""

from __future__ import annotations

from proxies.ingest.seeds.fields import Code, Day, Field, Flag, Origin, Ref, Text, Whole
from proxies.ingest.seeds.rules import low_best_high, reason_if_retracted
from proxies.ingest.seeds.structure import Children, Group, Shape
from proxies.vocab import DatePrecision, Stance, WorkflowState

ACTORS = ("patron", "faction", "opponent")
"""Kinds that share one namespace of slugs."""


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
        **retractable(),
    }
    return Children(shape=Shape(fields, (reason_if_retracted,)), identity=("report", "stance"))


def publishable() -> dict[str, Field]:
    published = WorkflowState.PUBLISHED.value
    return {
        "state": Code(words=WorkflowState, default=published),
        "discount_reason": Text(),
        "withdrawn": Day(),
    }


def retractable() -> dict[str, Field]:
    return {"retracted": Day(), "retraction_reason": Text()}


def precision() -> Code:
    return Code(words=DatePrecision, default=DatePrecision.DAY.value)
