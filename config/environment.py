"""What the environment says, read once and refused in words when it makes no sense."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from config.watched import Watched

CONNECT_SECONDS = "2"


class SettingError(ImproperlyConfigured):
    """A value of the environment that cannot be used; the message names it and the remedy."""


def flag(name: str, *, default: bool) -> bool:
    """A yes/no variable: 1, true, yes, on or 0, false, no, off, in any case."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{name} is {value!r}; use 1 or 0, or leave it unset.")


def choice(name: str, options: Collection[str], *, default: str) -> str:
    """A variable that must be one of a few words."""
    value = os.environ.get(name) or default
    if value not in options:
        raise SettingError(f"{name} is {value!r}; use one of {', '.join(options)}, or unset it.")
    return value


def whole_number(name: str, default: int, *, least: int = 0, most: int = 65_535) -> int:
    """A whole number between two bounds, both included."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise SettingError(
            f"{name} is {text!r}; use a whole number from {least} to {most}, or leave it unset."
        )
    return int(text)


def address_prefix(name: str) -> str:
    """The path that a site stands under, such as /mon; empty where it has the host to itself."""
    text = os.environ.get(name, "").strip().strip("/")
    if not text:
        return ""
    if not re.fullmatch(r"[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*", text) or ".." in text:
        raise SettingError(
            f"{name} is {text!r}; use a path of letters, digits and - . _ ~ such as /mon, or leave "
            "it unset."
        )
    return f"/{text}"


def words(name: str) -> list[str]:
    """A comma-separated variable as a list without empty entries."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def var_folder() -> Path:
    """Where this installation keeps what it makes: PROXIES_VAR, else `var/` in the project."""
    default = Path(__file__).resolve().parent.parent / "var"
    return Path(os.environ.get("PROXIES_VAR") or default).absolute()


def local_secret_key(path: Path) -> str:
    """The key of a local installation: made once, readable by its owner only."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = get_random_secret_key()
        file.write(key)
    return key


def database_from_url(url: str) -> dict[str, Any]:
    """Django's database settings for a `postgresql://` address; empty means embedded, not yet up.

    Query parameters go to libpq as they are (`sslmode`, `host` for a socket folder, …).
    """
    try:
        parts = urlsplit(url or "postgresql:///proxies")
        port = parts.port
    except ValueError:  # its words would show a part of the password
        raise SettingError(
            "DATABASE_URL cannot be read. It has the form "
            "postgresql://user:password@host:5432/name; in a password, write : / @ ? # and % as "
            "%3A %2F %40 %3F %23 and %25."
        ) from None
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError(
            "DATABASE_URL must start with postgresql:// (PostgreSQL 15 or later); "
            f"it starts with {parts.scheme or 'nothing'}://."
        )
    options = dict(parse_qsl(parts.query))
    pool = {"min_size": 1, "max_size": 8, "timeout": 10, "connection_class": Watched}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "proxies",
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(port or options.pop("port", "")),
        "CONN_HEALTH_CHECKS": True,  # one that broke is replaced before it is used
        "OPTIONS": {"pool": pool, "connect_timeout": CONNECT_SECONDS, **options},
        "TEST": {"TEMPLATE": "template0"},
    }
