"""What the panel of a front says beside its label: whom the halt binds, who broke it, how far the
days were searched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.methods import tags
from proxies.methods.front_status import Status
from proxies.methods.grounds import Grounds
from proxies.methods.halts import WINDOW_DAYS, Halt
from proxies.methods.incidents import Incident, Side
from proxies.methods.tags import NamedBefore
from proxies.vocab import BindingKind, SpanDepth, Standing
from proxies.wording.coverage import stretch
from proxies.wording.labels import in_sentence, side_in_words
from proxies.wording.parties import spelt_out
from proxies.wording.phrases import day_in_words, isolated
from proxies.wording.pledges import attacker

DEPTHS = {
    SpanDepth.THOROUGH: _("thorough: the turning points found in public pages, not every attack"),
    SpanDepth.THIN: _("thin: few pages could be read"),
}
"""How far the span was searched in which the day looked at lies."""

NO_ATTACK, NO_STRIKE = _("no attack by factions"), _("no strike by states")


@dataclass(frozen=True, slots=True)
class PartyWords:
    """A party to a halt or beside it: whether it is bound, and how often it was named; `spelt_out`
    is its name with an abbreviation in full."""

    slug: str
    name: str
    role: str
    how: str
    spelt_out: str


@dataclass(frozen=True, slots=True)
class PanelWords:
    """Who is bound by the halt and who is not, by the attacks of the year before; which side broke
    it; how far the day was searched; the acts of both sides in the last days. Empty where there is
    no halt, or nothing to say."""

    bound: tuple[PartyWords, ...] = ()
    not_bound: tuple[PartyWords, ...] = ()
    in_return: tuple[PartyWords, ...] = ()
    year_before: str = ""
    broken_by: tuple[str, ...] = ()
    depth: str = ""
    acts: str = ""


def panel_in_words(status: Status) -> PanelWords:
    """The panel of a status."""
    grounds, halt = status.grounds, status.grounds.halt
    depth = grounds.known.record.extent.depth(status.front, status.day)
    searched = str(DEPTHS[depth]) if depth else ""
    acts = acts_of_all_sides(grounds)
    if halt is None:
        return PanelWords(depth=searched, acts=acts)
    pledge, before = halt.pledge, tags.named_before(grounds.known, halt.pledge, status.front)
    others = (before.by_actor.keys() | pledge.bindings.keys()) - pledge.bound
    return PanelWords(
        bound=_parties(grounds, halt, pledge.bound, before),
        not_bound=_parties(grounds, halt, others, before),
        in_return=_parties(grounds, halt, pledge.other_side, None),
        year_before=_year_before(halt, before),
        broken_by=tuple(_broken_by(grounds, halt)),
        depth=searched,
        acts=acts,
    )


def acts_of_all_sides(grounds: Grounds) -> str:
    """What the record holds of the last days, of factions and states in like words: "Recorded in
    the last 28 days: no attack by factions; 41 strikes by states"; nothing where no day is covered.
    """
    if not grounds.days_covered(grounds.day - timedelta(WINDOW_DAYS)):
        return ""
    attacks = len(grounds.attacks)
    strikes = len(tags.strikes(grounds.known, grounds.front, grounds.day))
    by_factions = ngettext(
        "%(number)d attack by a faction", "%(number)d attacks by factions", attacks
    )
    by_states = ngettext("%(number)d strike by a state", "%(number)d strikes by states", strikes)
    facts = {
        "days": WINDOW_DAYS,
        "attacks": by_factions % {"number": attacks} if attacks else str(NO_ATTACK),
        "strikes": by_states % {"number": strikes} if strikes else str(NO_STRIKE),
    }
    return gettext("Recorded in the last %(days)d days: %(attacks)s; %(strikes)s") % facts


def _parties(
    grounds: Grounds, halt: Halt, slugs: Iterable[str], before: NamedBefore | None
) -> tuple[PartyWords, ...]:
    """Those most often named first."""
    record, bindings = grounds.known.record, halt.pledge.bindings
    tally = before.by_actor if before else {}
    parties: list[PartyWords] = []
    for slug in sorted(slugs, key=lambda slug: (-tally.get(slug, 0), record.name(slug))):
        binding = _binding(halt, bindings[slug]) if slug in bindings else ""
        named = named_in(tally.get(slug, 0), before.attacks, parties) if before else ""
        role = record.actors[slug].role.value if slug in record.actors else ""
        words = ", ".join(filter(None, [binding, named]))
        name = record.name(slug)
        parties.append(PartyWords(slug, name, role, words, spelt_out(record, name)))
    return tuple(parties)


def _binding(halt: Halt, how: BindingKind) -> str:
    """How a party is bound; of a halt that is only reported it is said, not established."""
    if how == BindingKind.ANNOUNCED and halt.known.standing == Standing.REPORTED:
        return gettext("said to have announced it")
    return in_sentence(how)


def named_in(number: int, attacks: int, said: Sequence[PartyWords] = ()) -> str:
    """How often somebody is named: "named in 21 of 22 attacks", and after others of whom that is
    `said` already "named in 2"; nothing where no attack names anybody."""
    if not attacks:
        return ""
    facts = {"number": number, "attacks": attacks}
    if said:
        return gettext("named in %(number)d") % facts if number else gettext("named in none")
    if not number:
        text = ngettext(
            "not named in the one attack", "named in none of %(attacks)d attacks", attacks
        )
        return text % facts
    text = ngettext(
        "named in the one attack", "named in %(number)d of %(attacks)d attacks", attacks
    )
    return text % facts


def _year_before(halt: Halt, before: NamedBefore) -> str:
    start = halt.pledge.start
    days = stretch(start - timedelta(tags.YEAR_DAYS), start - timedelta(1))
    text = ngettext(
        "%(number)d attack of the year before it (%(days)s) names an attacker",
        "%(number)d attacks of the year before it (%(days)s) name an attacker",
        before.attacks,
    )
    return text % {"number": before.attacks, "days": days}


def _broken_by(grounds: Grounds, halt: Halt) -> Iterable[str]:
    """Each side that broke the halt, with the two incidents of one actor that did."""
    for side, pair in halt.breaches.broken_with(grounds.day).items():
        yield _broken(grounds, side, pair)


def _broken(grounds: Grounds, side: Side, pair: tuple[Incident, Incident]) -> str:
    first, second = pair
    facts = {
        "side": side_in_words(side),
        "who": isolated(attacker(grounds.known.record, second.actor)),
        "first": day_in_words(first.day),
        "second": day_in_words(second.day),
    }
    words = gettext("%(side)s: %(who)s, confirmed on %(first)s and %(second)s")
    if first.day == second.day:
        words = gettext("%(side)s: %(who)s, confirmed twice on %(second)s")
    return words % facts
