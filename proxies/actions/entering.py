"""What else is written when a record was entered on its form."""

from __future__ import annotations

from django.db import transaction

from proxies.models import Actor, ActorName, AttackEvent, search_key
from proxies.vocab import NameKind


@transaction.atomic
def keep_findable(actor: Actor) -> None:
    """Search looks at the rows of names only: keep the name and short name among them."""
    keys = {name.search_key for name in actor.names.all()}
    for text, kind in ((actor.name, NameKind.NAME), (actor.short_name, NameKind.SHORT)):
        if search_key(text) not in keys:
            keys.add(search_key(text))
            ActorName.objects.create(
                actor=actor, text=text, language="en", script="Latn", kind=kind.value
            )


@transaction.atomic
def relink(copy: AttackEvent) -> None:
    """Point the attributions of a copied event at its own reports, not at the original's."""
    own = {(row.report_id, row.stance): row for row in copy.accounts.all()}
    for attribution in copy.attributions.all():
        chosen = [(row.report_id, row.stance) for row in attribution.accounts.all()]
        attribution.accounts.set([own[key] for key in chosen if key in own])
