"""How sure a label is: high, moderate or low, by the first reason that fits."""

from __future__ import annotations

from enum import StrEnum

from proxies.methods.grounds import Grounds
from proxies.methods.incidents import ESTABLISHED
from proxies.methods.tempo import Tempo
from proxies.vocab import Confidence, Coverage, FrontLabel, IncidentVerdict, SpanDepth, Standing

VERSION = "3"
ENOUGH = 2
ABSENCE = frozenset({FrontLabel.HALT_HOLDING, FrontLabel.HALT_UNTESTED, FrontLabel.NONE_RECORDED})


class ConfidenceReason(StrEnum):
    """Why a label is as sure as it is."""

    TOO_FEW = "too few data"
    NOT_NAMED = "the census does not name the front's factions"
    NO_DATA = "no data"
    DISAGREE = "the census and the record disagree"
    REPORTED = "only reported"
    NOT_CONFIRMED = "no incident is confirmed"
    NOT_ESTABLISHED = "no attack is established"
    PAST_END = "the front was not searched since"
    THIN = "few pages could be read"
    ABSENCE = "an absence in a selection"
    CENSUS_ABSENCE = "an absence in a census"
    SINGLE_ORIGIN = "a single origin"
    ONE_ESTABLISHED = "one attack is established"
    NO_DIFFERENCE = "a difference was not found"
    IN_RECORD = "the facts are in the record"


def judge(grounds: Grounds) -> tuple[Confidence, ConfidenceReason]:
    """The confidence in a label, and why."""
    low, moderate = _low(grounds), _moderate(grounds)
    if low:
        return Confidence.LOW, low
    if moderate:
        return Confidence.MODERATE, moderate
    return Confidence.HIGH, ConfidenceReason.IN_RECORD


def _low(grounds: Grounds) -> ConfidenceReason | None:
    label, extent = grounds.label, grounds.known.record.extent
    strained = label == FrontLabel.HALT_STRAINED
    confirmed = any(one.verdict == IncidentVerdict.CONFIRMED for one in grounds.moving)
    reported = label.startswith("halt-") and grounds.standing == Standing.REPORTED
    thin = extent.depth(grounds.front, grounds.day) == SpanDepth.THIN
    first_that_fits = {
        _unsaid(grounds.tempo): label == FrontLabel.NO_DATA,
        ConfidenceReason.DISAGREE: label == FrontLabel.QUIET and bool(grounds.attacks),
        ConfidenceReason.REPORTED: reported,
        ConfidenceReason.NOT_CONFIRMED: strained and not confirmed,
        ConfidenceReason.NOT_ESTABLISHED: label == FrontLabel.ACTIVE and not established(grounds),
        ConfidenceReason.PAST_END: grounds.past_end,
        ConfidenceReason.THIN: thin,
    }
    return next((reason for reason, fits in first_that_fits.items() if fits), None)


def _unsaid(tempo: Tempo | None) -> ConfidenceReason:
    """Why there is nothing to say."""
    if tempo is None:
        return ConfidenceReason.NO_DATA
    return ConfidenceReason.TOO_FEW if tempo.named else ConfidenceReason.NOT_NAMED


def established(grounds: Grounds) -> int:
    """Attacks of the last 28 days graded confirmed or corroborated."""
    return sum(one.grade in ESTABLISHED for one in grounds.attacks)


def _moderate(grounds: Grounds) -> ConfidenceReason | None:
    extent, label = grounds.known.record.extent, grounds.label
    origins = len(grounds.evidence.asserting) if grounds.evidence else 0
    if label in ABSENCE and extent.coverage != Coverage.CENSUS:
        return ConfidenceReason.ABSENCE
    if label == FrontLabel.QUIET:
        return ConfidenceReason.CENSUS_ABSENCE
    if label == FrontLabel.CLOSED and origins < ENOUGH:
        return ConfidenceReason.SINGLE_ORIGIN
    if label == FrontLabel.ACTIVE and established(grounds) < ENOUGH:
        return ConfidenceReason.ONE_ESTABLISHED
    return ConfidenceReason.NO_DIFFERENCE if label == FrontLabel.STEADY else None
