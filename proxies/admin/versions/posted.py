"""The rows of an inline as they were sent, and taking one out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

from proxies.admin.fields import A_KEY

MOST = 1_000
"""As many rows as a form can send at all."""


class PostedRows:
    """What was sent for the rows of one inline: those that were there, then the new ones."""

    def __init__(self, data: QueryDict, formset: Any) -> None:
        self.data, self.prefix = data, formset.prefix
        self.pk = formset.model._meta.pk.name
        self.initial, self.total = self._count("INITIAL"), self._count("TOTAL")
        self.kept = [*range(self.initial)]
        self.new = [*range(self.initial, self.total)]

    def _count(self, which: str) -> int:
        text = self.data.get(f"{self.prefix}-{which}_FORMS", "")
        return min(int(text), MOST) if re.fullmatch(A_KEY, text) else 0

    def positions(self) -> Iterator[tuple[int, str]]:
        """The position and the key of each row that was there when the form was opened."""
        for position in range(self.initial):
            yield position, self.data.get(f"{self.prefix}-{position}-{self.pk}", "")

    def is_deleted(self, position: int) -> bool:
        return f"{self.prefix}-{position}-DELETE" in self.data

    def take_out(self, position: int, *, keep: bool) -> str:
        """Row that is there no longer: make it a new one, or leave it out. Returns its key."""
        key = self.data.get(name := f"{self.prefix}-{position}-{self.pk}", "")
        self.data[name] = ""
        self.kept.remove(position)
        if keep:
            self.new.insert(0, position)
        return key

    def write(self) -> None:
        """Number the rows anew, where one was taken out."""
        if len(self.kept) == self.initial:
            return
        rows = [self._take(position) for position in [*self.kept, *self.new]]
        for position in range(self.total):
            self._take(position)
        for position, row in enumerate(rows):
            for name, values in row.items():
                self.data.setlist(f"{self.prefix}-{position}-{name}", values)
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(len(self.kept))
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(rows))

    def _take(self, position: int) -> dict[str, list[str]]:
        start = f"{self.prefix}-{position}-"
        names = [name for name in self.data if name.startswith(start)]
        return {name.removeprefix(start): self.data.pop(name) for name in names}
