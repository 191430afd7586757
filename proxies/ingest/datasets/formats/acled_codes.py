"""ACLED's own codes of a row held against each other: the kind of event and the one within it, and
the actors and what ACLED says that they are.

Paraphrased from its codebook: each kind within belongs to one kind of event. "Disrupted weapons
use" is one of the strategic developments: weapons were found or an attack prevented, and none took
place. Rioters, protesters and civilians are unarmed and named so; all others bear arms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proxies.ingest.datasets.formats.cells import word
from proxies.ingest.datasets.formats.cross_checks import CODE_CHECK, KIND_CHECK
from proxies.ingest.datasets.formats.further_columns import contradicting
from proxies.ingest.datasets.formats.rows import (
    BadValueError,
    Cells,
    EventRow,
    NoAttack,
    Read,
    Rejection,
)

KINDS = {
    "Battles": (
        "government regains territory", "non-state actor overtakes territory", "armed clash",
    ),
    "Explosions/Remote violence": (
        "chemical weapon", "air/drone strike", "suicide bomb", "shelling/artillery/missile attack",
        "remote explosive/landmine/ied", "grenade",
    ),
    "Violence against civilians": (
        "sexual violence", "attack", "abduction/forced disappearance",
    ),
    "Protests": (
        "excessive force against protesters", "protest with intervention", "peaceful protest",
    ),
    "Riots": ("violent demonstration", "mob violence"),
    "Strategic developments": (
        "agreement", "arrests", "change to group/activity", "disrupted weapons use",
        "headquarters or base established", "looting/property destruction",
        "non-violent transfer of territory", "other",
    ),
}  # fmt: skip
"""The kinds of event of the codebook in force since 2019, and those within each."""
KIND_OF = {within: kind for kind, many in KINDS.items() for within in many}
CURRENT = {kind.lower() for kind in KINDS}
UNARMED = re.compile(r"(civilians|protesters|rioters)\b", re.IGNORECASE)
CODES = {"5": "rioters", "6": "protesters", "7": "civilians"}
"""Codes of those without arms; the others (1 to 4 and 8) stand for armed sides."""
ARMED = frozenset({"1", "2", "3", "4", "8"})
ARMED_WORDS = re.compile(
    r"(state forces|rebel groups?|(political|identity) militias?|external/other forces|"
    r"other forces)\Z",
    re.IGNORECASE,
)


def with_kind(read: EventRow | NoAttack, cells: Cells) -> Read:
    """A row, its kind of event held against the one within. Kinds of older codebooks, and those
    within that are not listed, are not judged."""
    kind, within = word(cells, "event_type"), word(cells, "sub_event_type")
    right = KIND_OF.get(within.lower())
    if right is None or kind.lower() not in CURRENT:
        return read
    reason = f"is a kind of {right}, not of {kind}"
    fault = BadValueError("sub_event_type", within, reason)
    fits = kind.lower() == right.lower()
    if isinstance(read, EventRow):
        rests_on = ("event_type",)
        return contradicting(read, KIND_CHECK, *([] if fits else [fault]), rests_on=rests_on)
    agreed = ((KIND_CHECK, fits),)
    if fits:
        return NoAttack(read.line, read.reason, read.key, agreed)
    reason = f"{reason}: correct the wrong one of the two"
    return Rejection(read.line, fault.column, within, reason, "", read.key, agreed=agreed)


def with_codes(row: EventRow, cells: Cells) -> EventRow:
    """A row, its actors held against ACLED's code or word for what they are (`inter1`, `inter2`):
    who is unarmed by name has that code, and nobody else has one of them."""
    judged = [*_judged(cells)]
    if not judged:
        return row
    return contradicting(row, CODE_CHECK, *(fault for fault in judged if fault is not None))


def _judged(cells: Cells) -> Iterator[BadValueError | None]:
    """For each side whose code says whether it bears arms: what is wrong, if anything is."""
    for side in ("1", "2"):
        actor, code = word(cells, f"actor{side}"), word(cells, f"inter{side}")
        says = _unarmed_by(code)
        if not actor or says is None:
            continue
        bare = UNARMED.match(actor)
        named = bare[1].lower() if bare else ""
        if says == named:
            yield None
        else:
            means = says or "an armed side"
            reason = f"means {means}, and actor{side} is {actor}"
            yield BadValueError(f"inter{side}", code, reason)


def _unarmed_by(code: str) -> str | None:
    """Which of those without arms a code or its word means, empty for an armed side; None where it
    is none of ACLED's."""
    if code in ARMED or ARMED_WORDS.match(code):
        return ""
    return CODES.get(code) or (code.lower() if code.lower() in CODES.values() else None)


def beside_unidentified(cells: Cells) -> tuple[tuple[str, str], ...]:
    """Column and name of those who are named as associates of an unidentified group."""
    return tuple(
        (f"assoc_actor_{side}", name.strip())
        for side in ("1", "2")
        if word(cells, f"actor{side}").lower().startswith("unidentified")
        for name in word(cells, f"assoc_actor_{side}").split(";")
        if name.strip()
    )
