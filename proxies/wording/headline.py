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
from proxies.wording.phrases import isolated

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

HALTS = {
    PledgeKind.CEASEFIRE: _("the ceasefire in %(front)s"),
    PledgeKind.UNILATERAL_HALT: _("the halt from %(front)s"),
    PledgeKind.PAUSE: _("the pause from %(front)s"),
}


def headline(statuses: Sequence[tuple[str, Status]]) -> str:
    """The statuses of some fronts, each with the name of the front, in the order given; fronts of
    one label without a halt are named together."""
    words: dict[str, str] = {}
    for name, status in statuses:
        if status.halt:
            words[name] = _under_halt(name, status)
        elif status.label not in words:
            alike = [
                one for one, other in statuses if not other.halt and other.label == status.label
            ]
            words[status.label] = _without(status.label, alike)
    sentence = f"{'; '.join(words.values())}."
    if all(status.past_end for _, status in statuses):
        return gettext("When last covered, %(sentence)s") % {"sentence": sentence}
    return str(capfirst(sentence))


def _without(label: FrontLabel, fronts: Sequence[str]) -> str:
    clauses = SEVERAL if len(fronts) > 1 and label in SEVERAL else CLAUSES
    names = get_text_list([isolated(front) for front in fronts], gettext("and"))
    return str(clauses[label] % {"fronts": names, "days": WINDOW_DAYS})


def _under_halt(front: str, status: Status) -> str:
    """What became of the halt that speaks for a front."""
    halt = status.grounds.halt
    assert halt is not None, "asked only where one speaks for it"  # noqa: S101
    name = str(HALTS[halt.pledge.kind]) % {"front": isolated(front)}
    return UNDER[status.label](name, status)


def _strained(name: str, status: Status) -> str:
    sides = {one.side for one in status.grounds.moving}
    if len(sides) > 1:
        return gettext("%(halt)s is strained on both sides") % {"halt": name}
    who = parties(
        status.grounds.known.record, {one.actor for one in status.grounds.moving if one.actor}
    )
    return gettext("%(halt)s is strained by %(who)s") % {"halt": name, "who": who}


def _one_sided(name: str, status: Status) -> str:
    halt = status.grounds.halt
    assert halt is not None, "the label rests on one"  # noqa: S101
    by = halt.breaches.broken_by(status.day)
    side = next(side for side in Side if side in by)
    actors = {one.actor for one in halt.breaches.incidents if one.side == side and one.breaks}
    who = parties(status.grounds.known.record, {one for one in actors if one})
    return gettext("%(halt)s is broken by one side, %(who)s") % {"halt": name, "who": who}


def _reported(name: str, status: Status) -> str:
    number = len(status.evidence.asserting) if status.evidence else 0
    if number == 1:
        return gettext("%(halt)s rests on one voice") % {"halt": name}
    return gettext("%(halt)s is only reported") % {"halt": name}


UNDER: dict[FrontLabel, Callable[[str, Status], str]] = {
    FrontLabel.HALT_BROKEN: lambda name, _: gettext("%(halt)s is broken") % {"halt": name},
    FrontLabel.HALT_ONE_SIDED: _one_sided,
    FrontLabel.HALT_STRAINED: _strained,
    FrontLabel.HALT_REPORTED: _reported,
    FrontLabel.HALT_HOLDING: lambda name, _: gettext("%(halt)s holds") % {"halt": name},
    FrontLabel.HALT_UNTESTED: lambda name, _: gettext("%(halt)s is untested") % {"halt": name},
}
