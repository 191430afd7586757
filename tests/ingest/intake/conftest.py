"""A site on this machine that the settings allow, asked without a pause."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings

from proxies.models import Account, AttackEvent, Report
from tests.ingest.intake.local_site import LocalSite, local_site


@pytest.fixture
def site(settings: Settings, tmp_path: Path) -> Iterator[LocalSite]:
    with local_site() as running:
        settings.INTAKE_ALLOWED_HOSTS = [running.host]
        settings.INTAKE_PAUSE = 0
        settings.INTAKE_SECONDS = 5
        settings.INTAKE_MAIL_DIR = tmp_path
        settings.INTAKE_AGENT = "Proxies/0.1 (+desk@example.org)"
        cache.clear()
        yield running
        cache.clear()


@pytest.fixture
def nothing_is_published(db: None) -> Iterator[None]:
    yield
    assert not AttackEvent.objects.exists()
    assert not Account.objects.exists()
    assert not Report.objects.filter(items__isnull=False).exists()
