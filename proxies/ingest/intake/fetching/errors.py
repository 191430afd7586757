"""What stops a fetch, as a code and in words."""

from __future__ import annotations

from typing import Any, Self

from proxies.vocab.intake import VisitEnd
from proxies.wording.intake import fetch_fault

OURS = frozenset(
    {"scheme", "user", "host", "too-long", "number", "port", "private", "robots", "denied"}
)
"""Refused: by our own rule, or by theirs."""
CONTENT = frozenset({"kind", "packed", "too-large", "empty", "login", "program"})
"""It came, and cannot be read."""


class FetchError(Exception):
    """An address that was not read; the words say why, to people."""

    def __init__(
        self,
        words: str,
        code: str = "",
        end: VisitEnd = VisitEnd.UNREACHABLE,
        *,
        status: int | None = None,
        wait: float | None = None,
    ) -> None:
        super().__init__(words)
        self.words, self.code, self.end = words, code, end
        self.status, self.wait = status, wait

    @classmethod
    def of(
        cls, code: str, *, status: int | None = None, wait: float | None = None, **values: Any
    ) -> Self:
        """The error of a code; `wait`: the seconds for which its server asked us to stay away."""
        end = VisitEnd.UNREACHABLE
        if code in OURS:
            end = VisitEnd.REFUSED
        elif code in CONTENT:
            end = VisitEnd.UNREADABLE
        words = fetch_fault(code, status=status, **values)
        return cls(words, code, end, status=status, wait=wait)

    @property
    def gone(self) -> bool:
        """Whether its server says that there is nothing at this address."""
        return self.code == "gone"
