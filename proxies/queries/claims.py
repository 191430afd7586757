"""Claims side by side: what each report of an event says, and where reports disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from proxies.models import Account, Attribution

Figures = tuple[int | None, int | None, int | None]
"""Low, best and high."""


@dataclass(frozen=True)
class Claim:
    """What one account says: figures, outcome, and the parties it names."""

    account: Account
    killed: Figures
    wounded: Figures
    outcome: str
    parties: tuple[Attribution, ...]

    def columns(self) -> dict[str, object]:
        """What it says, to compare with others; None where it says nothing."""
        return {
            "killed": None if set(self.killed) == {None} else self.killed,
            "wounded": None if set(self.wounded) == {None} else self.wounded,
            "outcome": self.outcome or None,
            "parties": frozenset((one.actor_id, one.kind) for one in self.parties) or None,
        }


@dataclass(frozen=True)
class Claims:
    """The claims of an event and the columns in which they disagree. Nothing is averaged.

    `specific` is whether any report is recorded with figures, an outcome or parties of its own.
    """

    rows: tuple[Claim, ...]
    specific: bool
    disagree: frozenset[str]


def side_by_side(accounts: Sequence[Account], attributions: Sequence[Attribution]) -> Claims:
    """The claims of an event; attributions must carry their accounts (`prefetch_related`)."""
    rows = tuple(
        Claim(
            account,
            (account.killed_low, account.killed_best, account.killed_high),
            (account.wounded_low, account.wounded_best, account.wounded_high),
            account.outcome,
            tuple(one for one in attributions if account in one.accounts.all()),
        )
        for account in accounts
    )
    values: defaultdict[str, set[object]] = defaultdict(set)
    for row in rows:
        for name, value in row.columns().items():
            if value is not None:
                values[name].add(value)
    return Claims(rows, bool(values), frozenset(name for name in values if len(values[name]) > 1))
