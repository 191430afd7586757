"""Rules between the keys of a seed record. Each yields the key that is wrong and what to do.

They also see records with errors in single values, and do not stumble over those.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from proxies.ingest.seeds.structure import Document, Rule
from proxies.vocab import WorkflowState


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


def reason_and_day_if_withdrawn(document: Document) -> Iterator[tuple[str, str]]:
    state = document.get("state")
    if state == WorkflowState.DISCOUNTED and not document.get("discount_reason"):
        yield "discount_reason", "is missing; a discounted record says why it no longer counts"
    withdrawn = (WorkflowState.DISCOUNTED, WorkflowState.MERGED)
    if state in withdrawn and not document.get("withdrawn"):
        yield "withdrawn", f"is missing; give the first day on which a {state} record is out"


def reason_if_retracted(document: Document) -> Iterator[tuple[str, str]]:
    if document.get("retracted") and not document.get("retraction_reason"):
        yield "retraction_reason", "is missing; readers are told why it was retracted"


def bounds_in_order(document: Document) -> Iterator[tuple[str, str]]:
    for low, high in (("south", "north"), ("west", "east")):
        if (document.get(high) or 0) <= (document.get(low) or 0):
            yield high, f"must be greater than {low} ({document.get(low)})"


def no_member_of_itself(document: Document) -> Iterator[tuple[str, str]]:
    members = document.get("memberships") or []
    if any(each.get("umbrella") == document.get("slug") for each in members):
        yield "memberships", "names the faction itself; a faction cannot be its own umbrella"
