"""One sentence for a day: what is so on the fronts, the newest label first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.front_status import Status
from proxies.methods.halts import WINDOW_DAYS
from proxies.methods.incidents import Side
from proxies.vocab import FrontLabel, PledgeKind
from proxies.wording.parties import parties
from proxies.wording.phrases import day_in_words, isolated

CLAUSES = {
    FrontLabel.CLOSED: _("%(fronts)s stays closed"),
    FrontLabel.RISING: _("attacks from %(fronts)s rise"),
    FrontLabel.FALLING: _("attacks from %(fronts)s fall"),
    FrontLabel.STEADY: _("attacks from %(fronts)s go on"),
    FrontLabel.ACTIVE: _("attacks from %(fronts)s go on"),
    FrontLabel.QUIET: _("%(fronts)s is quiet"),
    FrontLabel.NONE_RECORDED: _("no attack from %(fronts)s is recorded in %(days)d days"),
    FrontLabel.NO_DATA: _("nothing is known of %(fronts)s"),
}
"""Of a front without a halt; fronts of one label are said together."""

SEVERAL = {
    FrontLabel.CLOSED: _("%(fronts)s stay closed"),
    FrontLabel.QUIET: _("%(fronts)s are quiet"),
}
"""The same of several fronts, where it reads otherwise."""

PAST = {
    FrontLabel.CLOSED: _("%(fronts)s was closed"),
    FrontLabel.RISING: _("attacks from %(fronts)s rose"),
    FrontLabel.FALLING: _("attacks from %(fronts)s fell"),
    FrontLabel.STEADY: _("attacks went on from %(fronts)s"),
    FrontLabel.ACTIVE: _("attacks went on from %(fronts)s"),
    FrontLabel.QUIET: _("%(fronts)s was quiet"),
    FrontLabel.NONE_RECORDED: _("no attack from %(fronts)s had been recorded in %(days)d days"),
    FrontLabel.NO_DATA: _("nothing was known of %(fronts)s"),
}
"""Of a front that was not covered up to the day, on the last one that was."""

SEVERAL_PAST = {
    FrontLabel.CLOSED: _("%(fronts)s were closed"),
    FrontLabel.QUIET: _("%(fronts)s were quiet"),
}

HALTS = {
    PledgeKind.CEASEFIRE: _("the ceasefire in %(front)s"),
    PledgeKind.UNILATERAL_HALT: _("the halt from %(front)s"),
    PledgeKind.PAUSE: _("the pause from %(front)s"),
}


def headline(statuses: Sequence[tuple[str, Status]]) -> str:
    """The statuses of some fronts, each with the name of the front, in the order given, those
    covered to the day first; what is only last known is said in the past tense, with its days.
    Fronts of one label without a halt are named together."""
    now = [(name, status) for name, status in statuses if not status.past_end]
    then = [(name, status) for name, status in statuses if status.past_end]
    sentences = [_listed(now)] if now else []
    if then:
        facts = {"days": _days_of(then), "sentence": _listed(then)}
        sentences.append(gettext("when last covered (%(days)s), %(sentence)s") % facts)
    return str(capfirst(f"{'; '.join(sentences)}."))


def _days_of(statuses: Sequence[tuple[str, Status]]) -> str:
    """The days on which some fronts were covered last: "28 February to 30 June 2026"."""
    days = [status.day for _, status in statuses]
    first, last = min(days), max(days)
    if first == last:
        return day_in_words(last)
    start = day_in_words(first)
    if first.year == last.year:
        start = start.removesuffix(f" {last.year}")
    return gettext("%(first)s to %(last)s") % {"first": start, "last": day_in_words(last)}


def _listed(statuses: Sequence[tuple[str, Status]]) -> str:
    words: dict[str, str] = {}
    for name, status in statuses:
        if status.halt:
            words[name] = _under_halt(name, status)
        elif status.label not in words:
            alike = [
                one for one, other in statuses if not other.halt and other.label == status.label
            ]
            words[status.label] = _without(status.label, alike, past=status.past_end)
    return "; ".join(words.values())


def _without(label: FrontLabel, fronts: Sequence[str], *, past: bool) -> str:
    one, several = (PAST, SEVERAL_PAST) if past else (CLAUSES, SEVERAL)
    clauses = several if len(fronts) > 1 and label in several else one
    names = get_text_list([isolated(front) for front in fronts], gettext("and"))
    return str(clauses[label] % {"fronts": names, "days": WINDOW_DAYS})


def _under_halt(front: str, status: Status) -> str:
    """What became of the halt that speaks for a front."""
    halt = status.grounds.halt
    assert halt is not None, "asked only where one speaks for it"  # noqa: S101
    name = str(HALTS[halt.pledge.kind]) % {"front": isolated(front)}
    key, who = UNDER[status.label](status)
    forms = UNDER_PAST if status.past_end else UNDER_NOW
    return str(forms[key] % {"halt": name, "who": who})


def _strained(status: Status) -> tuple[str, str]:
    sides = {one.side for one in status.grounds.moving}
    if len(sides) > 1:
        return "strained by both", ""
    who = parties(
        status.grounds.known.record, {one.actor for one in status.grounds.moving if one.actor}
    )
    return "strained", who


def _one_sided(status: Status) -> tuple[str, str]:
    halt = status.grounds.halt
    assert halt is not None, "the label rests on one"  # noqa: S101
    by = halt.breaches.broken_by(status.day)
    side = next(side for side in Side if side in by)
    actors = {one.actor for one in halt.breaches.incidents if one.side == side and one.breaks}
    return "one-sided", parties(status.grounds.known.record, {one for one in actors if one})


def _reported(status: Status) -> tuple[str, str]:
    number = len(status.evidence.asserting) if status.evidence else 0
    return "one voice" if number == 1 else "reported", ""


UNDER: dict[FrontLabel, Callable[[Status], tuple[str, str]]] = {
    FrontLabel.HALT_BROKEN: lambda _: ("broken", ""),
    FrontLabel.HALT_ONE_SIDED: _one_sided,
    FrontLabel.HALT_STRAINED: _strained,
    FrontLabel.HALT_REPORTED: _reported,
    FrontLabel.HALT_HOLDING: lambda _: ("holding", ""),
    FrontLabel.HALT_UNTESTED: lambda _: ("untested", ""),
}
"""Which form says what became of a halt, and who is named in it."""

UNDER_NOW = {
    "broken": _("%(halt)s is broken"),
    "one-sided": _("%(halt)s is broken by one side, %(who)s"),
    "strained": _("%(halt)s is strained by %(who)s"),
    "strained by both": _("%(halt)s is strained on both sides"),
    "one voice": _("%(halt)s rests on one voice"),
    "reported": _("%(halt)s is only reported"),
    "holding": _("%(halt)s holds"),
    "untested": _("%(halt)s is untested"),
}
UNDER_PAST = {
    "broken": _("%(halt)s was broken"),
    "one-sided": _("%(halt)s was broken by one side, %(who)s"),
    "strained": _("%(halt)s was strained by %(who)s"),
    "strained by both": _("%(halt)s was strained on both sides"),
    "one voice": _("%(halt)s rested on one voice"),
    "reported": _("%(halt)s was only reported"),
    "holding": _("%(halt)s held"),
    "untested": _("%(halt)s was untested"),
}
"""The same of a front that was not covered up to the day, on the last one that was."""
