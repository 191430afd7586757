"""What would change the label of a front, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.ahead import Turn, TurnReason
from proxies.methods.front_status import Status
from proxies.methods.grounds import COVERED_DAYS
from proxies.methods.halts import TESTED_DAYS, WINDOW_DAYS
from proxies.methods.incidents import DECIDES_DAYS
from proxies.methods.record import Record
from proxies.methods.tempo import NAMED_DAYS
from proxies.methods.would_change import Fact, Prospect
from proxies.wording.labels import in_sentence
from proxies.wording.phrases import day_in_words
from proxies.wording.pledges import names, title

TURNS = {
    TurnReason.CLOSES: _("the front is closed from then on"),
    TurnReason.OPENS: _("its closure is over then"),
    TurnReason.INCIDENTS_PAST: _("the last incident is then more than %(window)d days old"),
    TurnReason.TESTED: _("more than %(tested)d of its days are then covered"),
    TurnReason.INCIDENT_COUNTS: _("an incident already told of is counted from then on"),
    TurnReason.BEGINS: _("the %(pledge)s takes effect"),
    TurnReason.UNBARRED: _(
        "the %(pledge)s then has no attack outside it in the last %(window)d days"
    ),
    TurnReason.SPEAKS: _("the %(pledge)s then speaks for the front"),
    TurnReason.TERM_ENDS: _(
        "the term of the %(pledge)s runs out on %(expires)s, unless it is extended"
    ),
    TurnReason.UPSTREAM_TERM_ENDS: _(
        "the halt depends on the %(pledge)s, whose term runs out on %(expires)s, unless it is "
        "extended"
    ),
    TurnReason.OVER: _("the %(pledge)s is over by then"),
    TurnReason.BREACH_PAST: _("the breach that broke it is then more than %(decides)d days old"),
    TurnReason.REPLACED: _("a newer halt than the %(pledge)s takes effect"),
    TurnReason.BARRED: _("an attack outside the %(pledge)s is counted from then on"),
    TurnReason.TEMPO: _("by the tempo test, with no further event in %(dataset)s"),
    TurnReason.NOT_NAMED: _(
        "%(dataset)s has then named no faction of this front for more than %(named)d days"
    ),
    TurnReason.ATTACKS_PAST: _("the last attack is then more than %(window)d days old"),
    TurnReason.ATTACK_BEGINS: _("an attack already told of begins then"),
    TurnReason.SEARCHED: _("at least %(enough)d of the %(window)d days before are then covered"),
}
FACTS = {
    Fact.REOPENED: _(
        "A recorded end of the closure, or a retraction of every report of it: %(label)s."
    ),
    Fact.NEW_HALT: _(
        "A new halt on this front, from its start and without an incident: halt reported or, if "
        "it is in effect, halt untested."
    ),
    Fact.NEWER_HALT: _(
        "A newer halt on this front, from its start and without an incident: halt reported or, "
        "if it is in effect, halt untested."
    ),
    Fact.BREACH_DOUBTED: _(
        "An editor’s verdict that the breach of %(day)s is alleged or contested: %(label)s."
    ),
    Fact.SECOND_BREACH: _(
        "A second confirmed breach by %(actor)s by %(day)s, while the halt runs: %(label)s."
    ),
    Fact.ON_RECORD: _("A statement on the record by a bound party: %(label)s."),
    Fact.TWO_ORIGINS: _("Two origins that assert it, one of them rated A or B: %(label)s."),
    Fact.SECOND_ORIGIN: _("A second origin that asserts it, whatever its letter: %(label)s."),
    Fact.SECOND_RATED_ORIGIN: _("A second origin that asserts it, rated A or B: %(label)s."),
    Fact.FURTHER_RATED_ORIGIN: _("A further origin that asserts it, rated A or B: %(label)s."),
    Fact.ATTACK: _("An attack on %(toward)s by %(by)s%(above)s%(scope)s: %(label)s."),
    Fact.STRIKE: _("A strike on this front by %(by)s%(scope)s: %(label)s."),
    Fact.OUTSIDE_ATTACK: _(
        "An attack from this front%(after)s on somebody other than %(toward)s, or by somebody the "
        "halt does not bind%(aside)s: the halt no longer speaks for this front."
    ),
    Fact.RETRACTION: _("A retraction of the reports that assert it: the halt no longer runs."),
    Fact.UPSTREAM_END: _("An end of the %(pledge)s, on which it depends: the halt no longer runs."),
    Fact.CENSUS_EVENT: _("An event of this front in %(dataset)s: no longer quiet."),
    Fact.OTHER_PACE: _("A different pace of attacks: the tempo test is made anew each day."),
    Fact.ANY_ATTACK: _("An attack from this front: %(label)s."),
    Fact.ASSERTED: _("A report that asserts the %(pledge)s, so far only denied: %(label)s."),
}


def would_change(status: Status) -> Iterator[str]:
    """What would change a label, what time does first."""
    record, changes = status.grounds.known.record, status.would_change
    if changes.turns:
        yield by_time(status)
    for prospect in changes.prospects:
        yield by_fact(record, prospect)


def by_time(status: Status) -> str:
    """The turns of the label by time alone, in one sentence."""
    record = status.grounds.known.record
    turns = "; ".join(turn_in_words(record, turn) for turn in status.would_change.turns)
    facts = {"day": day_in_words(status.day), "turns": turns}
    text = gettext("If nothing more becomes known: %(turns)s.")
    if status.past_end:
        text = gettext(
            "Last known on %(day)s; not covered since. If the record went on from there and "
            "nothing more became known: %(turns)s."
        )
    return text % facts


def turn_in_words(record: Record, turn: Turn) -> str:
    """One turn: "halt holding from 15 January 2024 (it has then held for 14 days)"."""
    cause = turn.cause
    facts = {
        "pledge": title(record, record.pledge(cause.pledge)) if cause.pledge else "",
        "expires": day_in_words(cause.expires) if cause.expires else "",
        "dataset": cause.dataset,
        "window": WINDOW_DAYS,
        "tested": TESTED_DAYS,
        "decides": DECIDES_DAYS,
        "enough": COVERED_DAYS,
        "named": NAMED_DAYS,
    }
    reason = str(TURNS[cause.reason] % facts)
    if turn.successor:
        speaks = {"reason": reason, "pledge": title(record, record.pledge(turn.successor))}
        reason = gettext("%(reason)s; the %(pledge)s then speaks for the front") % speaks
    words = {"label": in_sentence(turn.label), "day": day_in_words(turn.day), "reason": reason}
    return gettext("%(label)s from %(day)s (%(reason)s)") % words


def by_fact(record: Record, prospect: Prospect) -> str:
    """A fact, and the label that it would lead to."""
    day = day_in_words(prospect.day) if prospect.day else ""
    above = {"names": names(record, prospect.above)} if prospect.above else None
    facts = {
        "label": in_sentence(prospect.label) if prospect.label else "",
        "pledge": title(record, record.pledge(prospect.pledge)) if prospect.pledge else "",
        "actor": record.name(prospect.actor) if prospect.actor else "",
        "day": day,
        "by": names(record, prospect.by),
        "toward": names(record, prospect.toward),
        "dataset": prospect.dataset,
        "above": gettext(", or in the name of %(names)s above them") % above if above else "",
        "aside": gettext(" (%(names)s aside)") % above if above else "",
        "after": gettext(" after %(day)s") % {"day": day} if day else "",
        "scope": gettext(" within its scope") if prospect.scoped else "",
    }
    return str(FACTS[prospect.fact] % facts)
