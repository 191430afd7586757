"""The boxes by which an editor says that a doubt is none.

A box is named by a hash of the doubt's words: ticked, it says yes to those values and to no others.
"""

from __future__ import annotations

import re
from hashlib import sha256

PREFIX = "confirmed-"
NAME = re.compile(f"{PREFIX}[0-9a-f]{{12}}")
RIGHT = "This is right: {doubt}"
UNCONFIRMED = (
    "Not saved yet: something here may be right, but is likely an error. Correct it, or tick that "
    "it is right, and save again."
)


def box_of(doubt: str) -> str:
    """The name of the box that confirms a doubt."""
    return PREFIX + sha256(doubt.encode()).hexdigest()[:12]
