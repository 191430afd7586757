"""Pledges in words: what they are called, whether they run, and what is judged under them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.facts import Pledge
from proxies.methods.incidents import Incident, VerdictReason
from proxies.methods.links import AT_STAKE, Link, LinkOutcome, State
from proxies.methods.record import Record
from proxies.methods.running import Run, RunState, StopReason
from proxies.models.titles import pledge_title
from proxies.wording.labels import in_sentence
from proxies.wording.phrases import day_in_words

RUNS = {
    RunState.NOT_KNOWN: _("No report had told of it yet."),
    RunState.DENIED: _("Known only by denials."),
    RunState.NOT_BEGUN: _("Takes effect on %(start)s."),
    RunState.RUNNING: _("Runs since %(start)s."),
}
STOPS = {
    StopReason.ENDED: _("Ended on %(on)s."),
    StopReason.EXPIRED: _("Its term ran out on %(on)s."),
    StopReason.RESUMED: _("%(by)s resumed attacks on %(toward)s on %(on)s."),
}
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
        return str(RUNS[run.state] % {"start": day_in_words(run.start)})
    facts = {"by": names(record, stop.by), "toward": names(record, stop.toward)}
    reason = str(STOPS[stop.reason] % {"on": day_in_words(stop.on), **facts})
    if stop.upstream is None:
        return reason
    words = {"pledge": title(record, record.pledge(stop.upstream)), "reason": reason}
    return gettext("It depended on the %(pledge)s. %(reason)s") % words


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
