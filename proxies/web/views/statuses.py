"""The statuses of the fronts for programs: the same numbers as the panels."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from proxies.methods import tags
from proxies.methods.front_status import Status
from proxies.methods.incidents import Side
from proxies.methods.tags import NamedBefore
from proxies.queries.statuses import status_of
from proxies.record.current import record
from proxies.vocab import SpanDepth
from proxies.web.forms.pages import AsOfForm
from proxies.web.views.page import Question, bad_question_json, question_view
from proxies.wording.status import status_in_words


@question_view(AsOfForm, on_error=bad_question_json)
def fronts_json(request: HttpRequest, question: Question) -> HttpResponse:
    day = question.known_by
    in_memory = record()
    fronts = [
        status_row(status_of(in_memory, front.slug, day).status)
        for front in question.choices.fronts
    ]
    return JsonResponse({"as_of": day.isoformat(), "fronts": fronts})


def broken_by(status: Status) -> list[Side]:
    """The sides that broke the halt of a status, in order."""
    halt = status.grounds.halt
    by = halt.breaches.broken_by(status.day) if halt else ()
    return [side for side in Side if side in by]


def named_before(status: Status) -> NamedBefore | None:
    """The attacks of the year before its halt, by who was named."""
    known, halt = status.grounds.known, status.grounds.halt
    return tags.named_before(known, halt.pledge, status.front) if halt else None


def depth_of(status: Status) -> SpanDepth | None:
    """How far the front was searched for the day looked at."""
    return status.grounds.known.record.extent.depth(status.front, status.day)


def status_row(status: Status) -> dict[str, Any]:
    """A status as plain values; days as ISO text, null for not established."""
    last, assessed, words = status.last_attack, status.assessment, status_in_words(status)
    before = named_before(status)
    return {
        "slug": status.front,
        "label": status.label.value,
        "tags": [tag.value for tag in status.tags],
        "rule": status.rule,
        "standing": status.standing.value if status.standing else None,
        "origins": len(status.evidence.asserting) if status.evidence else None,
        "days_held": status.days_held,
        "days_held_covered": status.days_held_covered,
        "broken_by": [side.value for side in broken_by(status)],
        "bound": sorted(status.grounds.halt.pledge.bound) if status.grounds.halt else None,
        "attacks_before": {"named": before.attacks, "by": dict(sorted(before.by_actor.items()))}
        if before
        else None,
        "violations": {
            side.value: {verdict.value: n for verdict, n in counts.items()}
            for side, counts in status.violations.items()
        },
        "last_attack": {"slug": last.slug, "date": last.day.isoformat()} if last else None,
        "days_since_last_attack": status.days_since_last_attack,
        "coverage": words.coverage,
        "depth": depth.value if (depth := depth_of(status)) else None,
        "confidence": status.confidence.value,
        "confidence_reason": words.confidence,
        "would_change": list(words.would_change),
        "assessment": {
            "label": assessed.label.value,
            "confidence": assessed.confidence.value,
            "date": assessed.day.isoformat(),
            "statement": assessed.statement,
            "differs": status.differs,
        }
        if assessed
        else None,
        "looked_at": status.day.isoformat(),
        "record_ended": status.past_end,
        "halt": status.halt,
        "evidence": words.evidence or None,
        "inputs": {one.name: one.value for one in words.inputs},
        "method_version": status.version,
        "url": reverse("front-detail", args=[status.front]),
    }
