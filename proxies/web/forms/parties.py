"""A party that was asked for by a filter of another kind: a state as a faction, say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS: dict[str, Any] = {
    "faction": gettext_lazy("a faction"),
    "state": gettext_lazy("an acting state"),
    "patron": gettext_lazy("a patron"),
}
"""What each filter takes, in the order in which they are offered instead of another."""

NONE: dict[str, Any] = {
    "faction": gettext_lazy("no faction"),
    "state": gettext_lazy("no acting state"),
    "patron": gettext_lazy("no patron"),
}


@dataclass(frozen=True)
class Misplaced:
    """A value that the filter `name` does not take, and those that do."""

    name: str
    value: str
    others: tuple[str, ...]

    def __str__(self) -> str:
        kinds = [str(KINDS[other]) for other in self.others]
        instead = [f"{other}={self.value}" for other in self.others]
        words = _("“%(value)s” is %(none)s of this record, but %(kinds)s. Ask for %(instead)s.")
        return words % {
            "value": self.value,
            "none": NONE[self.name],
            "kinds": get_text_list(kinds, _("and")),
            "instead": get_text_list(instead, _("or")),
        }


def misplaced(
    offered: Mapping[str, Collection[str]], given: Iterable[tuple[str, Iterable[str]]]
) -> Iterator[Misplaced]:
    """The values that another filter of parties takes; `offered` is what each takes on a page."""
    for name, values in given:
        for value in dict.fromkeys(values) if name in offered else ():
            others = tuple(one for one in KINDS if one in offered and value in offered[one])
            if others and name not in others:
                yield Misplaced(name, value, others)


def remedy(
    found: Misplaced, other: str, given: Iterable[tuple[str, Iterable[str]]]
) -> tuple[str, str]:
    """What to ask for instead, and the query of the same question with it."""
    asked = (found.name, found.value)
    pairs = [(name, value) for name, values in given for value in values]
    instead = [(other, found.value) if pair == asked else pair for pair in pairs]
    return f"{other}={found.value}", f"?{urlencode(list(dict.fromkeys(instead)))}"
