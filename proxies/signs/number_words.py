"""Whole numbers as English words: "twenty-one", "a hundred and four", "two dozen"."""

from __future__ import annotations

import re

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VALUES = {
    **{name: number for number, name in enumerate(ONES)},
    **{name: 10 * number for number, name in enumerate(TENS, 2)},
    "fourty": 40,
    "a": 1,
    "and": 0,
}
TIMES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_ONE, _TEN = "|".join(reversed(ONES)), "|".join((*TENS, "fourty"))
_UNDER = rf"(?:(?:{_TEN})(?:[- ](?:{'|'.join(ONES[1:10])})\b)?|(?:{_ONE})\b)"
_HUNDREDS = rf"(?:(?:a|{_UNDER}) hundred(?: and {_UNDER}| {_UNDER})?|(?:a|{_UNDER}) dozen|{_UNDER})"
WORDED = rf"(?:(?:a|{_HUNDREDS}) thousand(?:(?: and)? {_HUNDREDS})?|{_HUNDREDS})"
"""A number in words, in the lower case, or with its case ignored."""


def number_in(words: str) -> int:
    """The number that such words mean."""
    total = part = 0
    for word in re.split(r"[- ]+", words.lower()):
        times = TIMES.get(word)
        if times == TIMES["thousand"]:
            total, part = total + part * times, 0
        elif times:
            part *= times
        else:
            part += VALUES[word]
    return total + part
