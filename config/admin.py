"""Django's admin, whose pages are loaded with the addresses of the site or where they are checked.

`AdminConfig` loads them at the start of every process, of the worker and of commands too, and with
them most of the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core.checks import CheckMessage, Tags, register


class AdminWhenUsed(SimpleAdminConfig):
    """What asks for its pages calls `admin.autodiscover()`, as `config/urls.py` does."""

    def ready(self) -> None:
        register(check_dependencies, Tags.admin)
        register(pages, Tags.admin)


def pages(app_configs: Sequence[AppConfig] | None, **given: Any) -> list[CheckMessage]:
    """Django's check of all that is registered, wherever the addresses are not loaded yet."""
    admin.autodiscover()
    return check_admin_app(app_configs, **given)
