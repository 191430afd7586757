"""The verdict on a front: what its label rests on, in one sentence or two, made from the codes and
facts of the judgement."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.methods import front_status, tags
from proxies.methods.front_status import Status
from proxies.methods.halts import WINDOW_DAYS, Halt
from proxies.methods.incidents import Incident, Side
from proxies.vocab import FrontLabel, PledgeKind, Standing
from proxies.wording.labels import in_sentence
from proxies.wording.parties import parties
from proxies.wording.phrases import day_in_words, isolated
from proxies.wording.status import CLOSED_BY
from proxies.wording.tags import tag_sentences, window

SENTENCES = 3
"""Sentences of a verdict: what the label rests on, then what weighs most beside it."""

KINDS = {
    PledgeKind.CEASEFIRE: _("ceasefire"),
    PledgeKind.UNILATERAL_HALT: _("halt"),
    PledgeKind.PAUSE: _("pause"),
}

TEMPO = {
    FrontLabel.RISING: _(
        "Attacks rise: %(recent)d %(window)s, after %(baseline)d in the 84 before."
    ),
    FrontLabel.FALLING: _(
        "Attacks fall: %(recent)d %(window)s, after %(baseline)d in the 84 before."
    ),
    FrontLabel.STEADY: _(
        "Attacks go on at one pace: %(recent)d %(window)s, after %(baseline)d in the 84 before."
    ),
    FrontLabel.QUIET: _("The census of this front counts no event %(window)s."),
}


def verdict(status: Status, sentences: int = SENTENCES) -> str:
    """What is so on a front, on the day looked at, in so many sentences at most."""
    first = FIRST[status.rule](status)
    return " ".join([first, *islice(tag_sentences(status), sentences - 1)])


def _closed(status: Status) -> str:
    closure = status.grounds.closure
    assert closure is not None, "rule 1 rests on one"  # noqa: S101
    facts = {"day": day_in_words(closure.start), "reason": CLOSED_BY[closure.reason]}
    return gettext("The front is closed since %(day)s: %(reason)s.") % facts


def _of(status: Status) -> dict[str, str]:
    """What each sentence about a halt may name: its kind, its makers and its start."""
    halt = _halt(status)
    return {
        "kind": str(KINDS[halt.pledge.kind]),
        "by": parties(status.grounds.known.record, halt.pledge.by),
        "start": day_in_words(halt.pledge.start),
        "window": window(status.grounds),
    }


def _halt(status: Status) -> Halt:
    halt = status.grounds.halt
    assert halt is not None, "rules 2 to 7 rest on one"  # noqa: S101
    return halt


def _broken(status: Status) -> str:
    """Rule 2: by those who made it; a ceasefire by both sides."""
    pairs = _halt(status).breaches.broken_with(status.day)
    if _halt(status).pledge.two_sided:
        words = gettext("Both sides have broken the ceasefire of %(start)s: %(pairs)s.")
    elif _halt(status).known.standing == Standing.REPORTED:
        words = gettext("The reported %(kind)s of %(start)s did not last: %(pairs)s.")
    else:
        words = gettext("The %(kind)s of %(start)s is broken: %(pairs)s.")
    said = [_pair(status, pair) for pair in pairs.values()]
    return words % {**_of(status), "pairs": "; ".join(said)}


def _pair(status: Status, pair: tuple[Incident, Incident]) -> str:
    record, (first, second) = status.grounds.known.record, pair
    facts = {
        "who": parties(record, [second.actor] if second.actor else []),
        "first": day_in_words(first.day),
        "second": day_in_words(second.day),
    }
    if first.day == second.day:
        return gettext("%(who)s, two incidents confirmed on %(second)s") % facts
    return gettext("%(who)s, incidents confirmed on %(first)s and %(second)s") % facts


def _one_sided(status: Status) -> str:
    """Rule 3: by one side of a ceasefire, whichever it is."""
    ((side, pair),) = _halt(status).breaches.broken_with(status.day).items()
    words = gettext("One side has broken the ceasefire of %(start)s: %(pair)s. %(other)s")
    other = _of_other_side(status, Side.BOUND if side == Side.OTHER else Side.OTHER)
    return words % {**_of(status), "pair": _pair(status, pair), "other": other}


def _of_other_side(status: Status, side: Side) -> str:
    """What is known against the side that has not broken a ceasefire; a selection may have missed
    some."""
    if any(one.side == side for one in status.grounds.moving):
        incidents = {"incidents": _incidents(status, side)}
        return gettext("Against the other side, too little to break it: %(incidents)s.") % incidents
    pledge = _halt(status).pledge
    who = pledge.by if side == Side.BOUND else pledge.other_side or pledge.toward
    facts = {"who": parties(status.grounds.known.record, who), "window": _since(status)}
    return gettext("No breach by %(who)s is known %(window)s.") % facts


def _since(status: Status) -> str:
    """The last days that count, or those since the halt began where they would reach before it."""
    if (status.day - _halt(status).pledge.start).days > WINDOW_DAYS:
        return window(status.grounds)
    if status.past_end:
        return gettext("since it began, up to %(day)s") % {"day": day_in_words(status.day)}
    return gettext("since it began")


def _strained(status: Status) -> str:
    """Rule 4: by whom, how often and when last."""
    sides = {one.side for one in status.grounds.moving}
    if len(sides) > 1:
        words = gettext("The %(kind)s of %(start)s runs, strained by both sides: %(incidents)s.")
    elif _halt(status).known.standing == Standing.REPORTED:
        words = gettext(
            "The %(kind)s by %(by)s, reported since %(start)s, is strained: %(incidents)s."
        )
    else:
        words = gettext("The %(kind)s by %(by)s runs since %(start)s, strained: %(incidents)s.")
    said = (_incidents(status, side) for side in Side if side in sides)
    return words % {**_of(status), "incidents": "; ".join(said)}


def _incidents(status: Status, side: Side) -> str:
    own = [one for one in status.grounds.moving if one.side == side]
    actors, last = {one.actor for one in own if one.actor}, own[-1]
    text = ngettext(
        "%(who)s, %(number)d incident, %(verdict)s, on %(day)s",
        "%(who)s, %(number)d incidents %(window)s, the last %(verdict)s, on %(day)s",
        len(own),
    )
    return text % {
        "who": parties(status.grounds.known.record, actors),
        "number": len(own),
        "verdict": in_sentence(last.verdict),
        "window": _since(status),
        "day": day_in_words(last.day),
    }


def _reported(status: Status) -> str:
    """Rule 5: on how many voices it rests."""
    evidence = _halt(status).known.evidence
    origins = evidence.asserting
    facts = {**_of(status), "number": len(origins)}
    if not origins:
        words = gettext("A %(kind)s by %(by)s is reported, by outlets that only repeat others.")
    elif len(origins) == 1:
        facts["origin"] = isolated(origins[0].name)
        words = gettext("A %(kind)s by %(by)s rests on one voice, %(origin)s.")
    else:
        words = gettext("A %(kind)s by %(by)s has %(number)d origins, none of them rated A or B.")
    denied = gettext(" It is denied too.") if evidence.denied else ""
    return f"{words % facts} {gettext('Nobody bound says so on the record.')}{denied}"


def _holding(status: Status) -> str:
    """Rule 6."""
    days = status.days_held or 0
    text = ngettext(
        "A %(kind)s by %(by)s runs since %(start)s, %(days)d day, without an incident%(window)s.",
        "A %(kind)s by %(by)s runs since %(start)s, %(days)d days, without an incident%(window)s.",
        days,
    )
    facts = _of(status)
    facts["window"] = f" {facts['window']}" if days > WINDOW_DAYS else ""
    return text % {**facts, "days": days}


def _untested(status: Status) -> str:
    """Rule 7: begun too lately, or searched too little, to be tested."""
    if status.evidence and status.evidence.known_from == status.known_by:
        return gettext("A %(kind)s by %(by)s, made public on this day, runs.") % _of(status)
    covered = status.grounds.days_covered(_halt(status).pledge.start)
    text = ngettext(
        "A %(kind)s by %(by)s runs since %(start)s; %(days)d day covered is too few to test it.",
        "A %(kind)s by %(by)s runs since %(start)s; %(days)d days covered are too few to test it.",
        covered,
    )
    return text % {**_of(status), "days": covered}


def _paced(status: Status) -> str:
    """Rule 8."""
    tempo = status.tempo
    assert tempo is not None, "rule 8 rests on one"  # noqa: S101
    facts = {"recent": tempo.recent, "baseline": tempo.baseline}
    return str(TEMPO[status.label] % {**facts, "window": window(status.grounds)})


def _active(status: Status) -> str:
    """Rule 9: who attacked whom last."""
    attacks, record = status.grounds.attacks, status.grounds.known.record
    last = front_status.attack_of(status)
    assert last is not None, "rule 9 rests on one"  # noqa: S101
    facts = {
        "number": len(attacks),
        "window": window(status.grounds),
        "by": parties(record, tags.attackers(last)),
        "toward": parties(record, last.event.targets),
        "day": day_in_words(min(last.event.last_day, status.day)),
    }
    named = tags.attackers(last)
    single = (
        gettext("One attack %(window)s: by %(by)s on %(toward)s, on %(day)s.")
        if named
        else gettext("One attack %(window)s, on %(toward)s, on %(day)s; nobody is named.")
    )
    several = (
        gettext("%(number)d attacks %(window)s, the last by %(by)s on %(toward)s on %(day)s.")
        if named
        else gettext(
            "%(number)d attacks %(window)s, the last on %(toward)s on %(day)s, nobody named."
        )
    )
    return (single if len(attacks) == 1 else several) % facts


def _none_recorded(status: Status) -> str:
    """Rule 10."""
    words = gettext("No attack by factions is recorded in the %(days)d days to %(day)s.")
    return words % {"days": WINDOW_DAYS, "day": day_in_words(status.day)}


def _no_data(status: Status) -> str:
    """Rule 11."""
    grounds = status.grounds
    if grounds.known.record.extent.looked_at(status.known_by, status.front) is None:
        return gettext("Not covered on or before this day.")
    return gettext("Too few of the days to %(day)s were searched to say.") % {
        "day": day_in_words(status.day)
    }


FIRST: dict[int, Callable[[Status], str]] = {
    1: _closed,
    2: _broken,
    3: _one_sided,
    4: _strained,
    5: _reported,
    6: _holding,
    7: _untested,
    8: _paced,
    9: _active,
    10: _none_recorded,
    11: _no_data,
}
"""By the number of the rule that fired."""
