"""The statuses of the fronts for programs: the same numbers as the panels."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from proxies.methods import tags
from proxies.methods.front_status import Status
from proxies.methods.incidents import Side
from proxies.queries.statuses import status_of
from proxies.record.current import record
from proxies.web.forms.pages import AsOfForm
from proxies.web.views.page import Question, bad_question_json, question_view
from proxies.wording.later import text_as_of
from proxies.wording.status import status_in_words


@question_view(AsOfForm, on_error=bad_question_json)
def fronts_json(request: HttpRequest, question: Question) -> HttpResponse:
    day = question.known_by
    in_memory = record()
    fronts = [
        status_row(status_of(in_memory, front.slug, day).status, question.selection.as_of)
        for front in question.choices.fronts
    ]
    return JsonResponse({"as_of": day.isoformat(), "fronts": fronts})


def status_row(status: Status, as_of: date | None) -> dict[str, Any]:
    """A status as plain values, as of a past day; days as ISO text, null for not established."""
    words = status_in_words(status)
    return {
        "slug": status.front,
        "label": status.label.value,
        "tags": [tag.value for tag in status.tags],
        "rule": status.rule,
        **_halt(status),
        **_days(status),
        "coverage": words.coverage,
        "confidence": status.confidence.value,
        "confidence_reason": words.confidence,
        "would_change": list(words.would_change),
        "assessment": _assessment(status, as_of),
        "evidence": words.evidence or None,
        "inputs": {one.name: one.value for one in words.inputs},
        "method_version": status.version,
        "url": reverse("front-detail", args=[status.front]),
    }


def _halt(status: Status) -> dict[str, Any]:
    """The halt that speaks for the front: whom it binds, who was named before it, who broke it."""
    known, halt = status.grounds.known, status.grounds.halt
    before = tags.named_before(known, halt.pledge, status.front) if halt else None
    by = halt.breaches.broken_by(status.day) if halt else frozenset()
    return {
        "halt": status.halt,
        "standing": status.standing.value if status.standing else None,
        "origins": len(status.evidence.asserting) if status.evidence else None,
        "bound": sorted(halt.pledge.bound) if halt else None,
        "attacks_before": {"named": before.attacks, "by": dict(sorted(before.by_actor.items()))}
        if before
        else None,
        "broken_by": [side.value for side in Side if side in by],
        "violations": {
            side.value: {verdict.value: n for verdict, n in counts.items()}
            for side, counts in status.violations.items()
        },
    }


def _days(status: Status) -> dict[str, Any]:
    """The day looked at, how far it was searched, and the days counted to it."""
    last = status.last_attack
    depth = status.grounds.known.record.extent.depth(status.front, status.day)
    return {
        "looked_at": status.day.isoformat(),
        "record_ended": status.past_end,
        "depth": depth.value if depth else None,
        "days_held": status.days_held,
        "days_held_covered": status.days_held_covered,
        "last_attack": {"slug": last.slug, "date": last.day.isoformat()} if last else None,
        "days_since_last_attack": status.days_since_last_attack,
    }


def _assessment(status: Status, as_of: date | None) -> dict[str, Any] | None:
    """The editor's own word, where there is one."""
    assessed = status.assessment
    if assessed is None:
        return None
    return {
        "label": assessed.label.value,
        "confidence": assessed.confidence.value,
        "date": assessed.day.isoformat(),
        "statement": text_as_of(assessed, "statement", as_of),
        "differs": status.differs,
    }
