"""System checks of the settings: each names the setting and the remedy.

They run with every management command; the WSGI application, which runs none, asks for them too.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
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
    if errors := [error for check in SETTINGS_CHECKS for error in check()]:
        raise ImproperlyConfigured("\n".join(f"{error.msg} {error.hint}" for error in errors))


def secret_key(**_: Any) -> list[CheckMessage]:
    """The production profile takes no key that could be guessed or is published."""
    key = os.environ.get("SECRET_KEY", "")
    if not settings.PRODUCTION:
        return []
    if not key:
        weakness = "is not set"
    elif key.startswith("django-insecure-"):
        weakness = "is one of those Django makes for development"
    elif len(key) < KEY_LENGTH or len(set(key)) < KEY_LETTERS:
        weakness = (
            f"has fewer than {KEY_LENGTH} characters, or fewer than {KEY_LETTERS} different ones"
        )
    else:
        return []
    hint = (
        "Set it to a random text that only this installation knows: "
        "python -c 'import secrets; print(secrets.token_urlsafe(50))'."
    )
    return [Error(f"SECRET_KEY {weakness}.", hint=hint, id="proxies.E001")]


def allowed_hosts(**_: Any) -> list[CheckMessage]:
    """Names of this site, bare; under the production profile at least one, and not all."""
    hosts: list[str] = settings.ALLOWED_HOSTS
    hint = "Set it to the site's host names, separated by commas: ALLOWED_HOSTS=proxies.example."
    errors: list[CheckMessage] = []
    if settings.PRODUCTION and not hosts:
        errors.append(Error("ALLOWED_HOSTS is not set.", hint=hint, id="proxies.E002"))
    if settings.PRODUCTION and "*" in hosts:
        errors.append(Error("ALLOWED_HOSTS lets every host name in.", hint=hint, id="proxies.E002"))
    for host in hosts:
        if "/" in host:
            message = f"ALLOWED_HOSTS holds {host!r}, an address and not a host name."
            errors.append(Error(message, hint=hint, id="proxies.E003"))
    return errors


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
    """Asked of the server itself, so only when a command checks the database. Django keeps one
    number: 180004 for 18.4."""
    hint = f"Let DATABASE_URL name a PostgreSQL {OLDEST_POSTGRESQL} or later."
    return [
        Error(f"The database {alias!r} is PostgreSQL {major}.", hint=hint, id="proxies.E005")
        for alias in databases or ()
        if (major := getattr(connections[alias], "pg_version", 0) // 10_000) < OLDEST_POSTGRESQL
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


SETTINGS_CHECKS = (secret_key, allowed_hosts, database_url)
