"""What the entries of the feeds say: an event, a change of a front's status, and a correction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.evidence import Evidence
from proxies.methods.moved import Moved
from proxies.models import Front, Report, Statement
from proxies.series.spells import Spell
from proxies.vocab import StatementKind
from proxies.wording.evidence import evidence_in_words
from proxies.wording.labels import in_sentence, label_of
from proxies.wording.later import text_as_of, worded_by
from proxies.wording.phrases import day_in_words, front_name, isolated
from proxies.wording.record import moment, named_in_words
from proxies.wording.statements import count_in_words

TITLES: dict[str, Any] = {
    "events": _("Proxies: events"),
    "statements": _("Proxies: statements"),
    "status": _("Proxies: status of the fronts"),
    "corrections": _("Proxies: corrections"),
}


NAMED = 5
"""Events, pledges or reports that an entry names of each kind; the front's page has them all."""

LONGEST_NAME = 140
"""Letters of a record's name in a title, as in the list of corrections."""


@dataclass(frozen=True)
class Mover:
    """Something that moved a status: what it is called and the address of its page."""

    text: str
    url: str


@dataclass(frozen=True)
class Reason:
    """Things of one kind that moved a status, and how many more there are."""

    kind: str
    movers: tuple[Mover, ...]
    more: int = 0


def feed_title(feed: str, clauses: Iterable[str]) -> str:
    """The title of a feed, with the clauses of its question."""
    return " · ".join([str(TITLES[feed]), *clauses])


def event_title(event: Any) -> str:
    """An event with its first day."""
    return f"{isolated(event.title)}, {event.first_day.isoformat()}"


def event_text(event: Any, corrections: Iterable[Any] = ()) -> str:
    """What happened, who is named, what was established, how well, and what was corrected."""
    return "\n".join([_event(event), *map(_corrected, corrections)])


def _event(event: Any) -> str:
    return gettext("%(summary)s\nNamed: %(named)s. Killed, best figure: %(best)s. %(grade)s.") % {
        "summary": isolated(text_as_of(event, "summary", event.as_of)),
        "named": named_in_words(event.named) or gettext("nobody named"),
        "best": gettext("not established") if event.known_best is None else event.known_best,
        "grade": _grade(event.graded),
    }


def _grade(graded: Any) -> str:
    if not graded:
        return gettext("Not graded")
    words = {"grade": label_of(graded.judgement.grade), "evidence": graded.words}
    return gettext("%(grade)s, %(evidence)s") % words


def statement_feed_title(statement: Statement) -> str:
    """Kind and who, with the day."""
    return f"{isolated(statement.title)}, {statement.date.isoformat()}"


def statement_feed_text(
    statement: Statement, evidence: Evidence, day: date | None, corrections: Iterable[Any] = ()
) -> str:
    """What was said, by which office, how it is evidenced, and what was corrected, as of a past
    day."""
    facts = {
        "summary": isolated(text_as_of(statement, "summary", day)),
        "speaker": isolated(text_as_of(statement, "speaker", day)) or gettext("not established"),
        "evidence": evidence_in_words(evidence),
    }
    said = gettext("%(summary)s\nSpeaker: %(speaker)s. %(evidence)s.") % facts
    count = [count_in_words(statement)] if statement.kind == StatementKind.COUNT else []
    return "\n".join([said, *count, *map(_corrected, corrections)])


def status_title(front: Front, spell: Spell) -> str:
    """A front with its new label and tags."""
    words = {"front": front_name(front.short_name), "label": _label(spell)}
    return gettext("%(front)s: %(label)s") % words


def status_text(spell: Spell, before: Spell | None, reasons: Sequence[Reason]) -> str:
    """From when a label stands, by which rule, what stood before, and what moved it."""
    lines = [_stands(spell, before), *_covered(spell, before), *map(_reason, reasons)]
    if before is None and not reasons:
        lines.append(gettext("The record begins here: it knows no pledge, event or report for it."))
    elif before and not any(one.kind != str(HALT) for one in reasons):
        lines.append(gettext("No event or report moved it: it follows from the days that passed."))
    return "\n".join(lines)


def _stands(spell: Spell, before: Spell | None) -> str:
    words = {"day": spell.first.isoformat(), "rule": spell.rule}
    if before is None:
        return gettext("From %(day)s, as known on that day, by rule %(rule)s.") % words
    return gettext("From %(day)s, as known on that day, by rule %(rule)s, before: %(before)s.") % {
        **words,
        "before": _label(before),
    }


def _covered(spell: Spell, before: Spell | None) -> Iterator[str]:
    """That a front was not covered on the day of its new status, or is so again."""
    if not spell.covered:
        last = day_in_words(spell.looked_at) if spell.looked_at else gettext("no day before")
        yield gettext("Not covered on that day; last covered: %(day)s.") % {"day": last}
    elif before and not before.covered:
        yield gettext("The days before were not covered; the front is covered again from here.")


HALT = _("Pledge that speaks for the front")


def reasons_of(moved: Moved, rows: Any, pin: str) -> list[Reason]:
    """What moved a status, in words; `pin` keeps links to records on the day of the change."""

    def named(kind: Any, slugs: Iterable[str], of: Mapping[str, Any]) -> Reason:
        present = [of[slug] for slug in slugs if slug in of]
        first = tuple(_mover(one, pin) for one in present[:NAMED])
        return Reason(str(kind), first, len(present) - len(first))

    reasons = (
        named(HALT, [moved.halt or ""], rows.pledges),
        named(_("Other pledges that moved it"), moved.pledges, rows.pledges),
        named(_("Events that moved it"), moved.events, rows.events),
        named(_("Events that no longer count for it"), moved.gone, rows.events),
        named(_("Reports that count from that day"), moved.reports, rows.reports),
    )
    return [one for one in reasons if one.movers]


def _mover(row: Any, pin: str) -> Mover:
    if isinstance(row, Report):
        return Mover(str(row), row.url or reverse("source-detail", args=[row.source.slug]) + pin)
    day = getattr(row, "first_day", None)
    text = event_title(row) if day else str(row.title)
    return Mover(text, row.get_absolute_url() + pin)


def _reason(reason: Reason) -> str:
    words = {"kind": reason.kind, "names": "; ".join(isolated(one.text) for one in reason.movers)}
    if reason.more:
        return gettext("%(kind)s: %(names)s; and %(more)d more") % {**words, "more": reason.more}
    return gettext("%(kind)s: %(names)s") % words


def correction_title(correction: Any, day: date | None) -> str:
    """What kind of record was corrected, and which, as of a past day."""
    name = isolated(Truncator(worded_by(correction.record, day)).chars(LONGEST_NAME))
    return gettext("%(kind)s: %(name)s") % {"kind": capfirst(correction.kind), "name": name}


def correction_text(correction: Any) -> str:
    """What was changed, when, by whom and why, as the list of corrections says it."""
    part = [isolated(capfirst(correction.part))] if correction.part else []
    words = {"moment": moment(correction.at), **_who_and_why(correction)}
    made = gettext("%(moment)s, by %(who)s. %(why)s") % words
    return "\n".join([*part, *_changes(correction), made])


def _corrected(correction: Any) -> str:
    """A correction in one line."""
    part = [isolated(correction.part)] if correction.part else []
    return gettext("Corrected %(moment)s by %(who)s: %(changes)s. %(why)s") % {
        "moment": moment(correction.at),
        "changes": "; ".join([*part, *_changes(correction)]),
        **_who_and_why(correction),
    }


def _who_and_why(correction: Any) -> dict[str, str]:
    none = gettext("No reason given")
    why = gettext("Why: %(why)s") % {"why": isolated(correction.why)} if correction.why else none
    return {"who": isolated(correction.who), "why": why}


def _changes(correction: Any) -> Iterator[str]:
    """Each field, what was done to it where it was not merely changed, before and after."""
    done, nothing = correction.done, gettext("nothing")
    for change in correction.changes:
        field = capfirst(change.field) + ("" if done == "changed" else f" ({done})")
        words = {
            "before": isolated(change.before or nothing),
            "after": isolated(change.after or nothing),
        }
        yield gettext("%(field)s: %(before)s → %(after)s") % {"field": field, **words}


def _label(spell: Spell) -> str:
    words = {"label": spell.name, "tags": ", ".join(map(in_sentence, spell.tags))}
    return gettext("%(label)s (%(tags)s)") % words if spell.tags else spell.name
