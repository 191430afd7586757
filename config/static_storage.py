"""Static files, whose addresses begin with the prefix of the request: see `SITE_PREFIX`.

Django reads the prefix once for a process, at its start, when a server that gives it with each
request (`SCRIPT_NAME`) has not yet given it.
"""

from __future__ import annotations

from functools import lru_cache

from django.contrib.staticfiles.storage import StaticFilesStorage
from django.urls import get_script_prefix
from whitenoise.storage import CompressedManifestStaticFilesStorage

FOLDER = "static/"

MOST_FILES = 1024
"""Addresses that are kept."""


class Plain(StaticFilesStorage):
    """Each file under its own name."""

    @property
    def base_url(self) -> str:  # Django would keep the first
        return get_script_prefix() + FOLDER


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it ships no types
    """Each file compressed, and under a name that changes with it."""

    @property
    def base_url(self) -> str:
        return get_script_prefix() + FOLDER

    def url(self, name: str, force: bool = False) -> str:
        """The address of a file, put together once: a page names some forty of them."""
        return self._url_under(get_script_prefix(), name, force)

    @lru_cache(MOST_FILES)  # noqa: B019  there is one storage in a process
    def _url_under(self, _prefix: str, name: str, force: bool) -> str:
        address: str = super().url(name, force)
        return address
