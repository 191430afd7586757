"""The record as it is loaded keeps the rules that its forms hold."""

from __future__ import annotations

import pytest

from proxies.models import Assessment, AttackEvent, Membership, Pledge

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def test_the_record_itself_can_be_right() -> None:
    for model in (AttackEvent, Pledge, Assessment, Membership):
        for row in model._default_manager.all():
            row.full_clean()
    for each in Pledge.objects.prefetch_related("by", "toward"):
        makers = {faction.pk for faction in each.by.all()}
        assert makers.isdisjoint(actor.pk for actor in each.toward.all()), each
