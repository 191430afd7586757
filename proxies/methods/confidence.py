"""How sure a label is: high, moderate or low, by the first reason that fits."""

from __future__ import annotations

from proxies.methods.grounds import Grounds
from proxies.methods.incidents import ESTABLISHED
from proxies.methods.running import said_as
from proxies.vocab import Confidence, Coverage, FrontLabel, IncidentVerdict, Standing

VERSION = "2"
ENOUGH = 2
ABSENCE = frozenset({FrontLabel.HALT_HOLDING, FrontLabel.HALT_UNTESTED})


def judge(grounds: Grounds) -> tuple[Confidence, str]:
    """The confidence in a label, and why."""
    low, moderate = _low(grounds), _moderate(grounds)
    if low:
        return Confidence.LOW, low
    if moderate:
        return Confidence.MODERATE, moderate
    return Confidence.HIGH, "The facts that decide it are in the record."


def _low(grounds: Grounds) -> str:
    if grounds.label == FrontLabel.NO_DATA:
        few = "The census holds too few events to say, and the record no attack."
        return few if grounds.tempo else "There are no data."
    if grounds.label == FrontLabel.QUIET and grounds.attacks:
        return _disagree(grounds)
    if grounds.label.startswith("halt-") and grounds.standing == Standing.REPORTED:
        return "The halt is reported, not in effect."
    if grounds.label == FrontLabel.HALT_STRAINED and not _confirmed(grounds):
        return "None of the incidents is confirmed."
    if grounds.label == FrontLabel.ACTIVE and not established(grounds):
        return "No attack of the last 28 days is confirmed or corroborated."
    return ""


def _disagree(grounds: Grounds) -> str:
    n = len(grounds.attacks)
    census = grounds.tempo.dataset if grounds.tempo else "The census"
    return (
        f"The two sources disagree: {census} has no event of the last 28 days, the record "
        f"{n} attack{'s' * (n != 1)}."
    )


def _confirmed(grounds: Grounds) -> bool:
    return any(one.verdict == IncidentVerdict.CONFIRMED for one in grounds.moving)


def established(grounds: Grounds) -> int:
    """Attacks of the last 28 days graded confirmed or corroborated."""
    return sum(one.grade in ESTABLISHED for one in grounds.attacks)


def _moderate(grounds: Grounds) -> str:
    extent, label = grounds.known.record.extent, grounds.label
    origins = len(grounds.evidence.asserting) if grounds.evidence else 0
    if grounds.past_end:
        return f"The record ended on {said_as(grounds.day)}; what came after it is not known."
    if label in ABSENCE and extent.coverage != Coverage.CENSUS:
        return "It rests on an absence of attacks in a selection, which may have missed one."
    if label == FrontLabel.CLOSED and origins < ENOUGH:
        return "The closure has a single origin."
    if label == FrontLabel.ACTIVE and established(grounds) < ENOUGH:
        return "Only one attack of the last 28 days is confirmed or corroborated."
    if label == FrontLabel.STEADY:
        return "A difference was not found; that does not show that there is none."
    return ""
