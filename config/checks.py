"""System checks of the settings: each names the setting and the remedy.

They run with every management command; the WSGI application, which runs none, asks for them too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.migrations.loader import MigrationLoader

OLDEST_POSTGRESQL = 15
KEY_LENGTH = 50  # what Django's own deployment check asks for
KEY_LETTERS = 5


def register_checks() -> None:
    """Called once the app is ready."""
    for check in SETTINGS_CHECKS:
        register(check, Tags.security)
    register(database_version, Tags.database)
    register(database_of_this_code, Tags.database)


def refuse_bad_settings() -> None:
    """Raise ImproperlyConfigured where a settings check finds an error."""
    found = [message for check in SETTINGS_CHECKS for message in check()]
    if found:
        raise ImproperlyConfigured("\n".join(f"{error.msg} {error.hint}" for error in found))


def secret_key(**_: Any) -> list[CheckMessage]:
    """The production profile takes no key that could be guessed or is published."""
    if not settings.PRODUCTION:
        return []
    weakness = _weakness(os.environ.get("SECRET_KEY", ""))
    hint = (
        "Set it to a random text that only this installation knows: "
        "python -c 'import secrets; print(secrets.token_urlsafe(50))'."
    )
    return [Error(f"SECRET_KEY {weakness}.", hint=hint, id="proxies.E001")] if weakness else []


def _weakness(key: str) -> str:
    if not key:
        return "is not set"
    if key.startswith("django-insecure-"):
        return "is one of those Django makes for development"
    if len(key) < KEY_LENGTH or len(set(key)) < KEY_LETTERS:
        return f"has fewer than {KEY_LENGTH} characters, or fewer than {KEY_LETTERS} different ones"
    return ""


def allowed_hosts(**_: Any) -> list[CheckMessage]:
    """Names of this site, bare; under the production profile at least one, and not all."""
    return list(_host_errors(settings.ALLOWED_HOSTS))


def _host_errors(hosts: Sequence[str]) -> Iterator[Error]:
    hint = "Set it to the site's host names, separated by commas: ALLOWED_HOSTS=proxies.example."
    if settings.PRODUCTION and not hosts:
        yield Error("ALLOWED_HOSTS is not set.", hint=hint, id="proxies.E002")
    if settings.PRODUCTION and "*" in hosts:
        yield Error("ALLOWED_HOSTS lets every host name in.", hint=hint, id="proxies.E002")
    for host in hosts:
        if "/" in host:
            message = f"ALLOWED_HOSTS holds {host!r}, an address and not a host name."
            yield Error(message, hint=hint, id="proxies.E003")


def database_url(**_: Any) -> list[CheckMessage]:
    """The embedded server is for one machine and one user; production names its own."""
    if not settings.PRODUCTION or os.environ.get("DATABASE_URL"):
        return []
    hint = (
        "Set it to a PostgreSQL 15 or later: "
        "DATABASE_URL=postgresql://user:password@host:5432/name."
    )
    return [Error("DATABASE_URL is not set.", hint=hint, id="proxies.E004")]


def database_version(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Asked of the server itself, so only when a command checks the database."""
    hint = f"Let DATABASE_URL name a PostgreSQL {OLDEST_POSTGRESQL} or later."
    return [
        Error(f"The database {alias!r} is PostgreSQL {major}.", hint=hint, id="proxies.E005")
        for alias in databases or ()
        if (major := _major(connections[alias])) < OLDEST_POSTGRESQL
    ]


def database_of_this_code(
    *, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """A database whose migrations this code does not have is left as it is."""
    hint = (
        "Nothing in it was touched. Name another, empty one: set PROXIES_VAR to a new folder (or "
        "move the old one aside), or let DATABASE_URL name a new database. The record of seeds/ is "
        "loaded into it; to look at what was entered in the old one, start the code that made it."
    )
    return [
        Error(
            f"The database {alias!r} was made by other code: this one does not have its migration "
            f"{unknown[0]}.",
            hint=hint,
            id="proxies.E006",
        )
        for alias in databases or ()
        if (unknown := _unknown_migrations(connections[alias]))
    ]


def _unknown_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    loader = MigrationLoader(connection)
    applied = (name for app, name in loader.applied_migrations if app == "proxies")
    return sorted(name for name in applied if ("proxies", name) not in loader.disk_migrations)


def _major(connection: BaseDatabaseWrapper) -> int:
    """Django keeps one number: 180004 for 18.4."""
    return int(connection.pg_version) // 10_000 if isinstance(connection, PostgreSQL) else 0


SETTINGS_CHECKS: tuple[Callable[..., list[CheckMessage]], ...] = (
    secret_key,
    allowed_hosts,
    database_url,
)
