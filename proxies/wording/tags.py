"""The tags beside a label in sentences of their own: who is meant, how many, and when last."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from proxies.methods import tags
from proxies.methods.front_status import Status
from proxies.methods.grounds import Grounds
from proxies.methods.halts import WINDOW_DAYS
from proxies.methods.incidents import Side
from proxies.methods.tags import Tag
from proxies.wording.parties import parties, party
from proxies.wording.phrases import day_in_words


def tag_sentences(status: Status) -> Iterator[str]:
    """A sentence for each tag of a status, what weighs most first; strikes are left
    out where they are the incidents of a halt, and said as such."""
    sides = {one.side for one in status.grounds.moving}
    for tag, words in BESIDE.items():
        incidents = tag == Tag.UNDER_STRIKES and Side.OTHER in sides
        if tag in status.tags and not incidents:
            yield words(status.grounds)


def window(grounds: Grounds) -> str:
    """The last days that count: "in 28 days", or those to the last day covered."""
    facts = {"days": WINDOW_DAYS, "day": day_in_words(grounds.day)}
    if grounds.past_end:
        return gettext("in the %(days)d days to %(day)s") % facts
    return gettext("in %(days)d days") % facts


def _few_bound(grounds: Grounds) -> str:
    """Who of those named before is bound, and who is not."""
    assert grounds.halt is not None, "the tag rests on one"  # noqa: S101
    pledge, record = grounds.halt.pledge, grounds.known.record
    before = tags.named_before(grounds.known, pledge, grounds.front)
    others = {slug: n for slug, n in before.by_actor.items() if slug not in pledge.bound}
    most = max(others, key=lambda slug: (others[slug], slug))
    facts = {
        "bound": capfirst(parties(record, pledge.bound)),
        "number": before.bound,
        "attacks": before.attacks,
        "other": party(record, most),
        "named": others[most],
    }
    if before.bound:
        words = gettext(
            "Of %(attacks)d attacks of the year before %(number)d name those it binds; %(other)s, "
            "named in %(named)d, is not bound."
        )
    else:
        words = gettext(
            "None of %(attacks)d attacks of the year before names those it binds; %(other)s, "
            "named in %(named)d, is not bound."
        )
    return words % facts


def _partial(grounds: Grounds) -> str:
    assert grounds.halt is not None, "the tag rests on one"  # noqa: S101
    pledge, record = grounds.halt.pledge, grounds.known.record
    attack = tags.not_spared(grounds.known, pledge, grounds.day)
    assert attack is not None, "the tag rests on one"  # noqa: S101
    facts = {
        "by": parties(record, tags.attackers(attack) & pledge.bound),
        "toward": parties(record, tags.others(pledge, attack)),
        "day": day_in_words(attack.event.last_day),
    }
    words = gettext(
        "It leaves out %(toward)s, attacked by %(by)s within the year, last on %(day)s."
    )
    return words % facts


def _denied(grounds: Grounds) -> str:
    pledges = tags.denied(grounds.known, grounds.front, grounds.day)
    by = frozenset().union(*(one.by for one in pledges))
    facts = {"by": parties(grounds.known.record, by)}
    return gettext("A halt by %(by)s is known by denials alone.") % facts


def _vows(grounds: Grounds) -> str:
    vows = tags.vows(grounds.known, grounds.front, grounds.day)
    by = frozenset().union(*(one.by for one in vows))
    last = max(tags.last_made(grounds.known.pledges[one.slug], grounds.day) for one in vows)
    facts = {"by": capfirst(parties(grounds.known.record, by)), "day": day_in_words(last)}
    return gettext("%(by)s vowed to go on, last on %(day)s.") % facts


def _strikes(grounds: Grounds) -> str:
    strikes = tags.strikes(grounds.known, grounds.front, grounds.day)
    by = frozenset().union(*(tags.attackers(one) for one in strikes))
    text = ngettext(
        "%(number)d strike by %(by)s %(window)s, on %(day)s.",
        "%(number)d strikes by %(by)s %(window)s, the last on %(day)s.",
        len(strikes),
    )
    last = max(min(one.event.last_day, grounds.day) for one in strikes)
    by_words = parties(grounds.known.record, by)
    return text % {
        "number": len(strikes),
        "by": by_words,
        "day": day_in_words(last),
        "window": window(grounds),
    }


BESIDE: dict[Tag, Callable[[Grounds], str]] = {
    Tag.FEW_BOUND: _few_bound,
    Tag.PARTIAL: _partial,
    Tag.DENIED: _denied,
    Tag.VOWS_TO_CONTINUE: _vows,
    Tag.UNDER_STRIKES: _strikes,
}
"""By tag, in the order in which they weigh."""
