"""The boxes by which an editor says that a doubt about a record is none."""

from __future__ import annotations

from hashlib import sha256

BOX = "confirmed-"
"""How the names of these boxes begin."""


def box_of(doubt: str) -> str:
    """The name of the box that confirms a doubt: a hash of its words, so that ticked it says yes to
    those values and to no others."""
    return BOX + sha256(doubt.encode()).hexdigest()[:12]
