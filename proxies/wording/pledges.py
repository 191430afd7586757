"""Pledges in words: what they are called, whether they run, and what is judged under them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.facts import Pledge
from proxies.methods.incidents import Incident, VerdictReason
from proxies.methods.links import AT_STAKE, Link, LinkOutcome, State
from proxies.methods.record import Record
from proxies.methods.running import Run, RunState, StopReason
from proxies.models.titles import pledge_title
from proxies.vocab import Standing
from proxies.wording.labels import in_sentence
from proxies.wording.phrases import day_in_words

RUNS = {
    RunState.NOT_KNOWN: _("No report had told of it yet."),
    RunState.DENIED: _("Known only by denials."),
    RunState.NOT_BEGUN: _("Takes effect on %(start)s."),
    RunState.RUNNING: _("Runs since %(start)s."),
}
REPORTED_RUNS = _("Reported, not confirmed; would run since %(start)s.")
STOPS = {
    StopReason.ENDED: _("Ended on %(on)s."),
    StopReason.EXPIRED: _("Its term ran out on %(on)s."),
    StopReason.RESUMED: _("%(by)s resumed attacks on %(toward)s on %(on)s."),
}
STATES = {
    RunState.NOT_KNOWN: _("Not known"),
    RunState.DENIED: _("Denied"),
    RunState.NOT_BEGUN: _("Not begun"),
    RunState.STOPPED: _("Ended"),
    RunState.RUNNING: _("Runs since %(start)s"),
}
REPORTED = _("Reported, not confirmed; would run since %(start)s")
STOOD = {
    Standing.IN_EFFECT: _("was in effect"),
    Standing.REPORTED: _("was only reported"),
    Standing.DENIED: _("was denied"),
}
"""The standing of a pledge that is over."""

TO_STAND = {
    Standing.IN_EFFECT: _("announced, not yet in effect"),
    Standing.REPORTED: _("reported, not yet in effect"),
    Standing.DENIED: _("denied"),
}
"""The standing of a pledge that has not begun."""

BECAME = {State.BROKEN: _("Broken since %(day)s."), State.STRAINED: _("Last incident on %(day)s.")}
VERDICTS = {
    VerdictReason.OTHER_WEAPONS: _("The pledge covers %(scope)s only."),
    VerdictReason.OTHER_TARGETS: _("The pledge covers %(scope)s only."),
    VerdictReason.DENIED: _("The actor denies it."),
    VerdictReason.ALLY_ONLY: _("Claimed by an ally as joint; the actor is silent."),
    VerdictReason.STRADDLES: _("Its days begin before the start."),
    VerdictReason.CLAIMED: _("Claimed by the actor itself."),
    VerdictReason.ESTABLISHED: _("The event is graded %(grade)s."),
    VerdictReason.ABOVE: _("By an umbrella or facade of a bound party, not by itself."),
    VerdictReason.ATTRIBUTED: _("Attributed by others; the event is %(grade)s."),
    VerdictReason.NOT_JUDGED: _("No attacker is judged by the rules."),
}


def on_no_front() -> str:
    """The heading of pledges that belong to none of the fronts."""
    return gettext("Elsewhere")


def names(record: Record, slugs: Iterable[str]) -> str:
    """Actors by name: "Hezbollah", "Hezbollah and Hamas", "IRI, KH and KSS", "nobody"."""
    return get_text_list(sorted(map(record.name, slugs)), gettext("and")) or gettext("nobody")


def attacker(record: Record, actor: str | None) -> str:
    """The attacker of an incident, by name."""
    return record.name(actor) if actor else gettext("nobody named")


def title(record: Record, pledge: Pledge) -> str:
    """A pledge within a sentence: "ceasefire of Hezbollah toward Israel"."""
    parties = {"by": names(record, pledge.by), "toward": names(record, pledge.toward)}
    return gettext("%(kind)s of %(by)s toward %(toward)s") % {
        "kind": in_sentence(pledge.kind),
        **parties,
    }


def heading(record: Record, pledge: Pledge) -> str:
    """A pledge by itself: "Ceasefire: Hezbollah toward Israel"."""
    by, toward = (sorted(map(record.name, each)) for each in (pledge.by, pledge.toward))
    return pledge_title(pledge.kind, by, toward)


def part_in(pledge: Pledge, faction: str) -> str:
    """How a faction has to do with a pledge: "made it", "bound as: silent"."""
    made, how = faction in pledge.by, pledge.bindings.get(faction)
    bound = gettext("bound as: %(how)s") % {"how": in_sentence(how)} if how else ""
    return ", ".join(filter(None, [gettext("made it") if made else "", bound]))


def why_it_runs(record: Record, run: Run) -> str:
    """Why a pledge runs or does not."""
    stop = run.stop
    if not stop:
        runs = REPORTED_RUNS if run.only_reported else RUNS[run.state]
        return str(runs % {"start": day_in_words(run.start)})
    facts = {"by": names(record, stop.by), "toward": names(record, stop.toward)}
    reason = str(STOPS[stop.reason] % {"on": day_in_words(stop.on), **facts})
    if stop.upstream is None:
        return reason
    words = {"pledge": title(record, record.pledge(stop.upstream)), "reason": reason}
    return gettext("It depended on the %(pledge)s. %(reason)s") % words


def state_in_words(run: Run, broken: date | None = None) -> str:
    """Whether a pledge runs, by itself: "Runs since 27 November 2024", "Ended 2 March 2026; broken
    before"; one that is only reported is not said to run."""
    words = REPORTED if run.only_reported else STATES[run.state]
    state = str(words % {"start": day_in_words(run.start)})
    if run.stop:
        expired = run.stop.reason == StopReason.EXPIRED and run.stop.upstream is None
        form = gettext("Ran out %(day)s") if expired else gettext("Ended %(day)s")
        state = form % {"day": day_in_words(run.stop.on if expired else run.stop.day)}
    if not broken:
        return state
    form = gettext("%(state)s; broken before") if run.stop else gettext("%(state)s, broken")
    return form % {"state": state}


def standing_in_words(standing: Standing, run: Run) -> str:
    """The standing of a pledge, in the past tense of one that is over: "was in effect"; one that is
    yet to begin is not in effect yet."""
    if run.state == RunState.STOPPED:
        return str(STOOD[standing])
    if run.state == RunState.NOT_BEGUN:
        return str(TO_STAND[standing])
    return in_sentence(standing)


def what_became_of_it(record: Record, outcome: LinkOutcome) -> str:
    """Why a linked pledge is in its state."""
    if outcome.day is None:
        return why_it_runs(record, outcome.run)
    return str(BECAME[outcome.state] % {"day": day_in_words(outcome.day)})


@dataclass(frozen=True, slots=True)
class LinkWords:
    """A pledge linked to another: what it is called, its state, why, and the condition of the one
    that depends."""

    slug: str
    title: str
    state: State
    reason: str
    condition: str

    @property
    def at_stake(self) -> bool:
        return self.state in AT_STAKE


def link_in_words(record: Record, link: Link) -> LinkWords:
    """A pledge that another one depends on."""
    reason = what_became_of_it(record, link.outcome)
    name = title(record, link.upstream)
    return LinkWords(link.upstream.slug, name, link.state, reason, link.condition)


def why_the_verdict(incident: Incident) -> str:
    """Why the rules gave an incident its verdict."""
    scope = ", ".join(sorted(map(in_sentence, incident.scope)))
    facts = {"scope": scope, "grade": incident.grade or gettext("not graded")}
    return str(VERDICTS[incident.reason] % facts)
