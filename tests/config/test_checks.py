"""Every check names the setting and the remedy, and asks only what its profile must have."""

from collections.abc import Callable
from unittest import mock

import pytest
from django.core.checks import CheckMessage, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from config import checks

STRONG = "correct-horse-battery-staple-0123456789-abcdefghijklmnop"
Production = Callable[..., None]


@pytest.fixture
def production(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Production:
    """Settings of a production that is in order, except for what the test says."""

    def configure(
        key: str = STRONG,
        hosts: tuple[str, ...] = ("proxies.example",),
        database: str = "postgresql://db.example/proxies",
    ) -> None:
        settings.PRODUCTION = True
        settings.ALLOWED_HOSTS = list(hosts)
        monkeypatch.setenv("SECRET_KEY", key)
        monkeypatch.setenv("DATABASE_URL", database)

    return configure


def ids(messages: list[CheckMessage]) -> list[str | None]:
    assert all(message.hint for message in messages)
    return [message.id for message in messages]


def test_settings_in_order_pass(production: Production) -> None:
    production()
    checks.refuse_bad_settings()


@pytest.mark.parametrize(
    "key",
    ["", "short", "a" * 60, "django-insecure-" + STRONG],
    ids=["none", "short", "one letter", "django's"],
)
def test_production_refuses_a_weak_key(key: str, production: Production) -> None:
    production(key=key)
    assert ids(checks.secret_key()) == ["proxies.E001"]


@pytest.mark.parametrize("hosts", [(), ("*",), ("proxies.example", "*")])
def test_production_refuses_no_host_and_any_host(
    hosts: tuple[str, ...], production: Production
) -> None:
    production(hosts=hosts)
    assert ids(checks.allowed_hosts()) == ["proxies.E002"]


def test_a_host_is_a_name_and_not_an_address(production: Production) -> None:
    production(hosts=("https://proxies.example/",))
    assert ids(checks.allowed_hosts()) == ["proxies.E003"]


def test_production_names_its_database(production: Production) -> None:
    production(database="")
    assert ids(checks.database_url()) == ["proxies.E004"]


def test_the_local_profile_asks_for_none_of_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PRODUCTION = False
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    checks.refuse_bad_settings()


def test_the_application_does_not_start_on_bad_settings(production: Production) -> None:
    production(key="", hosts=())
    with pytest.raises(ImproperlyConfigured, match=r"(?s)SECRET_KEY is not set.*ALLOWED_HOSTS"):
        checks.refuse_bad_settings()


def test_the_checks_run_with_every_command(production: Production) -> None:
    production(key="")
    assert "proxies.E001" in [message.id for message in run_checks()]


@pytest.mark.django_db
def test_a_database_that_is_too_old_is_refused() -> None:
    assert checks.database_version(databases=["default"]) == []
    with mock.patch.dict(vars(connections["default"]), pg_version=140_011):
        assert ids(checks.database_version(databases=["default"])) == ["proxies.E005"]


@pytest.mark.django_db
def test_a_database_that_other_code_made_is_refused_and_left_as_it_is() -> None:
    assert checks.database_of_this_code(databases=["default"]) == []
    MigrationRecorder(connections["default"]).record_applied("proxies", "0016_days_in_reach")
    (error,) = checks.database_of_this_code(databases=["default"])
    assert "0016_days_in_reach" in error.msg
    assert "PROXIES_VAR" in str(error.hint)
    with pytest.raises(SystemCheckError, match="0016_days_in_reach"):
        call_command("migrate", verbosity=0, skip_checks=False)
