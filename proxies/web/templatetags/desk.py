"""What the desk says, for its templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext

from proxies.queries.inbox import ClusterLookup, InboxGroup, InboxRow
from proxies.queries.suggested import Suggested
from proxies.vocab.intake import DecisionKind
from proxies.wording import desk as words
from proxies.wording.suggestions import kind_in_words

register = template.Library()


@register.filter
def weight(row: InboxRow) -> str:
    return words.weight_in_words(row.items, row.origins)


@register.filter
def weight_of(lookup: ClusterLookup) -> str:
    return words.weight_in_words(len(lookup.items), lookup.number_of_origins)


@register.filter
def group_weight(group: InboxGroup) -> str:
    clusters, items = words.clusters_in_words(group.clusters), words.items_in_words(group.items)
    return f"{clusters}, {items}"


@register.filter
def seeming(row: InboxRow) -> str:
    return words.seeming_in_words(row)


@register.filter
def desk_time(at: datetime | None) -> str:
    return words.time_in_words(at) if at else ""


@register.filter
def because_of(one: Suggested, lookup: ClusterLookup) -> str:
    return words.suggestion_in_words(one, len(lookup.items))


@register.filter
def hint(one: Suggested) -> str:
    return words.hint_in_words(one)


@register.filter
def decided(decision: Any) -> str:
    return words.decision_in_words(decision)


@register.filter
def front_lines(front: Any, today: date) -> list[tuple[str, str]]:
    return words.front_in_words(front, today)


@register.filter
def record_lines(effect: Any) -> list[tuple[str, str]]:
    return words.record_in_words(effect)


@register.filter
def record_head(effect: Any) -> str:
    return words.record_kind(effect)


@register.filter
def unmoved_words(fronts: Any) -> str:
    return words.nothing_else([front.name for front in fronts])


@register.filter
def suggestion_kind(kind: str) -> str:
    return kind_in_words(kind)


@register.filter
def action_label(kind: str) -> str:
    return words.action_label(kind)


@register.filter
def figure(value: float | None, decisions: int) -> str:
    """A median; where there is none, why: that is not zero."""
    if value is not None:
        return f"{value:g}"
    return gettext("not measured") if decisions else gettext("no decision yet")


@register.filter
def entry_address(decision: Any, records: Mapping[str, Any]) -> str:
    """The page of a record that came of a decision: of a draft, its page in the admin."""
    one = records.get(decision.record)
    if one is None:
        return ""
    if one.row.state == "published":
        return str(one.address)
    name = one.row._meta.model_name
    return reverse(f"admin:proxies_{name}_change", args=[one.row.pk])


def actions() -> list[dict[str, str]]:
    """The decisions with their keys, in the order in which they are offered."""
    return [
        {
            "kind": kind.value,
            "key": key,
            "label": str(words.ACTIONS[kind]),
            "at_once": "1" if kind == DecisionKind.NOT_FOR_US else "",
        }
        for kind, key in words.KEYS.items()
    ]
