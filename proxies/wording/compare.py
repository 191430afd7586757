"""Two days compared in words: what differs of an event or a pledge, and why an event left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.evidence import Evidence
from proxies.methods.standing import judge
from proxies.models import AttackEvent
from proxies.vocab import WorkflowState
from proxies.wording.evidence import evidence_in_words
from proxies.wording.history import FieldChange
from proxies.wording.labels import in_sentence, label_of
from proxies.wording.phrases import day_in_words, events, isolated
from proxies.wording.record import named_in_words


def field_changes(old: Any, new: Any) -> tuple[FieldChange, ...]:
    """The fields in which an event as known on two days differs."""
    return tuple(
        FieldChange(str(name), before, after)
        for name, words in FIELDS
        if (before := words(old)) != (after := words(new))
    )


def label_on(label: str, last: date | None) -> str:
    """The label of a front; where it was not covered on the day asked for, when it was last known:
    "Halt holding, last known on 31 January 2025"."""
    if last is None:
        return label_of(label)
    facts = {"label": label_of(label), "day": day_in_words(last)}
    return gettext("%(label)s, last known on %(day)s") % facts


def release_name(release: Any) -> str:
    """A release: "version 2026-06", or "the release of 27 November 2026"."""
    if release.version:
        return gettext("version %(version)s") % {"version": isolated(release.version)}
    return gettext("the release of %(day)s") % {"day": day_in_words(release.day)}


def in_full(effect: Any) -> str:
    """That undated reports count in full from a release, how many, and in how many records."""
    form = ngettext(
        "%(number)d undated report counts in full from the release of this version on %(day)s, in "
        "%(events)s and %(pledges)s.",
        "%(number)d undated reports count in full from the release of this version on %(day)s, in "
        "%(events)s and %(pledges)s.",
        effect.reports,
    )
    pledges = ngettext("%(number)d pledge", "%(number)d pledges", len(effect.pledges))
    return form % {
        "number": effect.reports,
        "day": day_in_words(effect.release.day),
        "events": events(len(effect.events)),
        "pledges": pledges % {"number": len(effect.pledges)},
    }


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
