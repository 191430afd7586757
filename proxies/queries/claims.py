"""Claims side by side: what each report of an event says, and where reports disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proxies.models import Account, Attribution


@dataclass(frozen=True)
class Claim:
    """What one account says: figures as (low, best, high), outcome, and the parties it names."""

    account: Account
    killed: tuple[int | None, int | None, int | None]
    wounded: tuple[int | None, int | None, int | None]
    outcome: str
    parties: tuple[Attribution, ...]

    @property
    def says_something(self) -> bool:
        return bool(self.parties or self.outcome or any(v is not None for v in self._figures))

    @property
    def _figures(self) -> tuple[int | None, ...]:
        return (*self.killed, *self.wounded)


@dataclass(frozen=True)
class Claims:
    """The claims of an event and the columns in which they disagree. Nothing is averaged."""

    rows: tuple[Claim, ...]
    disagree: frozenset[str]

    @property
    def specific(self) -> bool:
        """Whether any report is recorded with figures, an outcome or parties of its own."""
        return any(row.says_something for row in self.rows)


def side_by_side(accounts: Sequence[Account], attributions: Sequence[Attribution]) -> Claims:
    """The claims of an event; attributions must carry their accounts (`prefetch_related`)."""
    rows = tuple(_claim(account, attributions) for account in accounts)
    columns = ("killed", "wounded", "outcome", "parties")
    return Claims(rows, frozenset(name for name in columns if _differ(rows, name)))


def _claim(account: Account, attributions: Sequence[Attribution]) -> Claim:
    return Claim(
        account,
        (account.killed_low, account.killed_best, account.killed_high),
        (account.wounded_low, account.wounded_best, account.wounded_high),
        account.outcome,
        tuple(one for one in attributions if account in one.accounts.all()),
    )


def _differ(rows: Sequence[Claim], column: str) -> bool:
    said = {_comparable(getattr(row, column)) for row in rows}
    return len(said - {None}) > 1


def _comparable(value: object) -> object:
    """A value to compare, None where the report says nothing of it."""
    if isinstance(value, str):
        return value or None
    assert isinstance(value, tuple)  # noqa: S101
    if value and isinstance(value[0], Attribution):
        return frozenset((one.actor_id, one.kind) for one in value)
    return value if any(part is not None for part in value) else None
