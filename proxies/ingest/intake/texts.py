"""The words of items are kept for matching only, and for a set time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from proxies.models import Item
from proxies.models.items import take_turn


@transaction.atomic
def forget_texts() -> int:
    """Remove the texts of items that came, or changed, too long ago; how many there were."""
    take_turn()
    now = datetime.now(UTC)
    old = now - timedelta(days=settings.INTAKE_TEXT_DAYS)
    last = Q(changed__lt=old) | Q(changed=None, came__lt=old)
    return Item.objects.filter(last).exclude(text="").update(text="", text_removed=now)
