"""Codes in words: within a sentence, and by themselves as a label."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.incidents import Side
from proxies.methods.links import State
from proxies.methods.tags import Tag
from proxies.models import labels
from proxies.vocab import AttributionKind

TABLES: dict[type[StrEnum], dict[StrEnum, Any]] = {
    **labels.TABLES,
    State: {
        State.DENIED: _("denied"),
        State.NOT_BEGUN: _("not begun"),
        State.STOPPED: _("stopped"),
        State.BROKEN: _("broken"),
        State.STRAINED: _("strained"),
        State.RUNNING: _("running"),
    },
    Tag: {
        Tag.DENIED: _("denied"),
        Tag.VOWS_TO_CONTINUE: _("vows to continue"),
        Tag.FEW_BOUND: _("few bound"),
        Tag.UNDER_STRIKES: _("under strikes"),
        Tag.PARTIAL: _("partial"),
    },
}
"""The words of each vocabulary within a sentence: those of the record, and of judgements."""

SIDES: dict[StrEnum, Any] = {
    Side.BOUND: _("bound side"),
    Side.OTHER: _("other side"),
}
"""The sides of a pledge; apart, since another vocabulary says "other" too."""

CODES: dict[str, Any] = {code: words for table in TABLES.values() for code, words in table.items()}


def in_sentence(code: str) -> str:
    """A code within a sentence: "halt holding"; a text that is no code as it is."""
    return str(CODES.get(code, code))


def each_in_sentence(codes: Iterable[str]) -> list[str]:
    """Some codes, each within a sentence."""
    return [in_sentence(code) for code in codes]


def attribution_label(kind: str) -> str:
    """The way a party is named, for a row: "Claimed"; for no kind, "Nobody named"."""
    if kind == AttributionKind.PARTY:
        return gettext("Side, not coded")
    return str(capfirst(in_sentence(kind))) if kind else gettext("Nobody named")


def label_of(code: str) -> str:
    """The label of a code: "Halt holding", "Claimed by the actor itself"."""
    return str(labels.LABELS.get(code) or capfirst(in_sentence(code)))  # type: ignore[call-overload]


def side_in_words(side: str) -> str:
    """A side of a pledge: "bound side"."""
    return str(SIDES[Side(side)])
