"""Two days compared in words: what differs of an event or a pledge, and why an event left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.evidence import Evidence
from proxies.methods.standing import judge
from proxies.models import AttackEvent
from proxies.vocab import WorkflowState
from proxies.wording.evidence import evidence_in_words
from proxies.wording.history import FieldChange
from proxies.wording.labels import in_sentence
from proxies.wording.record import named_in_words


def field_changes(old: Any, new: Any) -> tuple[FieldChange, ...]:
    """The fields in which an event as known on two days differs."""
    return tuple(
        FieldChange(str(name), before, after)
        for name, words in FIELDS
        if (before := words(old)) != (after := words(new))
    )


def why_gone(event: AttackEvent, *, counted_as_other: bool) -> str:
    """Why an event is no longer among those of the question."""
    if event.merged_into is not None:
        facts = {"event": event.merged_into, "reason": event.discount_reason.rstrip(".")}
        return gettext("merged into “%(event)s”: %(reason)s") % facts
    if event.state != WorkflowState.PUBLISHED:
        reason = event.discount_reason.rstrip(".")
        return gettext("known to be wrong: %(reason)s") % {"reason": reason}
    if counted_as_other:
        return gettext("counted as one with “%(event)s” of another dataset") % {
            "event": event.same_as
        }
    return gettext("its known state no longer fits this question")


def standing_with_evidence(evidence: Evidence) -> str:
    """How well a pledge is supported, as "in effect, 5 reports · 2 origins"."""
    standing = judge(evidence)
    if standing is None:
        return gettext("not known")
    return f"{in_sentence(standing)}, {evidence_in_words(evidence)}"


def _grade(event: Any) -> str:
    return in_sentence(event.graded.judgement.grade) if event.graded else gettext("not graded")


def _reports(event: Any) -> str:
    return str(event.graded.words) if event.graded else gettext("no report")


def _parties(event: Any) -> str:
    named = named_in_words(sorted(event.named, key=lambda one: (one["name"], one["kind"])))
    return named or gettext("nobody credibly named")


def _killed(event: Any) -> str:
    values = (event.known_low, event.known_best, event.known_high)
    if all(value is None for value in values):
        return gettext("not established")
    return " / ".join("?" if value is None else str(value) for value in values)


FIELDS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (_("grade"), _grade),
    (_("reports"), _reports),
    (_("parties named"), _parties),
    (_("outcome"), lambda event: in_sentence(event.known_outcome)),
    (_("killed, low / best / high"), _killed),
)
"""The fields compared, and how each is put into words."""
