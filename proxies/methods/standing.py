"""The standing of a pledge, known by a day."""

from __future__ import annotations

from proxies.methods.evidence import ENOUGH_ORIGINS, RATED, Evidence
from proxies.vocab import Standing

VERSION = "1"


def judge(evidence: Evidence) -> Standing | None:
    """The standing of a pledge on its evidence; None where nothing counts yet."""
    if not evidence.citations:
        return None
    if not evidence.asserting:
        return Standing.DENIED
    if any(citations.on_record for origin in evidence.asserting for citations in origin.reports):
        return Standing.IN_EFFECT
    rated = any(origin.letter in RATED for origin in evidence.asserting)
    if len(evidence.asserting) >= ENOUGH_ORIGINS and rated:
        return Standing.IN_EFFECT
    return Standing.REPORTED
