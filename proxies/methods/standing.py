"""The standing of a pledge, known by a day."""

from __future__ import annotations

from proxies.methods.evidence import ENOUGH_ORIGINS, RATED, Evidence
from proxies.vocab import Standing

VERSION = "2"


def judge(evidence: Evidence) -> Standing | None:
    """The standing of a pledge on its evidence; None where nothing counts yet."""
    if not evidence.citations:
        return None
    if not evidence.asserted:
        return Standing.DENIED
    if any(one.asserts and one.on_record for one in evidence.citations):
        return Standing.IN_EFFECT
    rated = any(origin.letter in RATED for origin in evidence.asserting)
    if len(evidence.asserting) >= ENOUGH_ORIGINS and rated:
        return Standing.IN_EFFECT
    return Standing.REPORTED
