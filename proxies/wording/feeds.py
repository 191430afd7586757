"""What the entries of the feeds say: an event, and a change of a front's status."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.models import Front
from proxies.series import Spell
from proxies.wording.labels import in_sentence, label_of
from proxies.wording.phrases import front_name
from proxies.wording.record import named_in_words

TITLES: dict[str, Any] = {
    "events": _("Proxies: events"),
    "status": _("Proxies: status of the fronts"),
}


def feed_title(feed: str, clauses: Iterable[str]) -> str:
    """The title of a feed, with the clauses of its question."""
    return " · ".join([str(TITLES[feed]), *clauses])


def event_title(event: Any) -> str:
    """An event with its first day."""
    return f"{event.title}, {event.first_day.isoformat()}"


def event_text(event: Any) -> str:
    """What happened, who is named, what was established, and how well."""
    return gettext("%(summary)s\nNamed: %(named)s. Killed, best figure: %(best)s. %(grade)s.") % {
        "summary": event.summary,
        "named": named_in_words(event.named) or gettext("nobody named"),
        "best": gettext("not established") if event.known_best is None else event.known_best,
        "grade": _grade(event.graded),
    }


def _grade(graded: Any) -> str:
    if not graded:
        return gettext("Not graded")
    words = {"grade": label_of(graded.judgement.grade), "evidence": graded.words}
    return gettext("%(grade)s, %(evidence)s") % words


def status_title(front: Front, spell: Spell) -> str:
    """A front with its new label and tags."""
    words = {"front": front_name(front.short_name), "label": _label(spell)}
    return gettext("%(front)s: %(label)s") % words


def status_text(spell: Spell, before: Spell | None) -> str:
    """From when a label stands, by which rule, and what stood before."""
    words = {"day": spell.first.isoformat(), "rule": spell.rule}
    if before is None:
        return gettext("From %(day)s, as known on that day, by rule %(rule)s.") % words
    return gettext("From %(day)s, as known on that day, by rule %(rule)s, before: %(before)s.") % {
        **words,
        "before": _label(before),
    }


def _label(spell: Spell) -> str:
    words = {"label": spell.name, "tags": ", ".join(map(in_sentence, spell.tags))}
    return gettext("%(label)s (%(tags)s)") % words if spell.tags else spell.name
