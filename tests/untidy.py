"""A record as untidy as evidence can be, for tests that need more than the seeds hold."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from proxies.models import Account, AttackEvent, Attribution, Faction

PARTS = ("low", "best", "high")
DAYS: list[date | None] = [date(2024, month, 15) for month in range(1, 13)]


def roughen(seed: int) -> None:
    """Make the record as untidy as evidence can be: retracted, withdrawn, denied, disputed."""
    random = Random(seed)  # noqa: S311  no secret is made of it
    accounts, events = list(Account.objects.all()), list(AttackEvent.objects.all())
    for account in accounts:
        _dispute(account, random)
    for event in events:
        state = random.choice(["published"] * 8 + ["draft", "discounted", "merged"])
        event.state, event.discount_reason = state, "Recorded twice."
        event.withdrawn = random.choice(DAYS) if state in {"discounted", "merged"} else None
        event.entered_in_error = bool(event.withdrawn) and random.random() < 0.3
        event.merged_into = events[events[0] is event] if state == "merged" else None
        event.also_weapons = random.choice([[], [], ["drone"], ["rocket", "drone"]])
    killed = [f"killed_{part}" for part in PARTS]
    changed = [*killed, "outcome", "stance", "retracted", "retraction_reason", "entered_in_error"]
    Account.objects.bulk_create(
        accounts, update_conflicts=True, unique_fields=["id"], update_fields=changed
    )
    AttackEvent.objects.bulk_create(
        events,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[
            "state",
            "discount_reason",
            "withdrawn",
            "entered_in_error",
            "merged_into",
            "also_weapons",
        ],
    )
    _name_more(events, random)


def _dispute(account: Account, random: Random) -> None:
    if random.random() < 0.3:
        low, best, high = sorted(random.randrange(30) for _ in PARTS)
        kept = random.choice([(low, best, high), (low, None, None), (None, best, high)])
        account.killed_low, account.killed_best, account.killed_high = kept
    account.outcome = random.choice(["", "", "hit", "intercepted", "mixed"])
    account.stance = random.choice(["asserts"] * 5 + ["denies"])
    account.retracted = random.choice([None] * 30 + DAYS)
    account.retraction_reason = "The outlet withdrew it." if account.retracted else ""
    account.entered_in_error = bool(account.retracted) and random.random() < 0.3


def _name_more(events: list[AttackEvent], random: Random) -> None:
    factions = list(Faction.objects.all())
    kinds = ["claimed", "partner-claimed", "denied", "suspected", "party"]
    more = [
        Attribution(event=event, actor_id=random.choice(factions).pk, kind=kind)
        for event in events
        for kind in random.sample(kinds, 2)
    ]
    Attribution.objects.bulk_create(more, ignore_conflicts=True)
    _rest_on_accounts(random.sample(list(Attribution.objects.all()), 150))


def _rest_on_accounts(attributions: list[Attribution]) -> None:
    """Each attribution is made by the first account of its event, if it has one, and no other."""
    first: dict[int, int] = {}
    for account in Account.objects.all():
        first.setdefault(account.event_id, account.pk)
    made_by: Any = Attribution.accounts.through
    made_by.objects.filter(attribution__in=attributions).delete()
    made_by.objects.bulk_create(
        made_by(attribution_id=one.pk, account_id=first[one.event_id])
        for one in attributions
        if one.event_id in first
    )
