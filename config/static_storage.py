"""Static files, whose addresses begin with the prefix of the request: see `SITE_PREFIX`.

Django reads the prefix once for a process, at its start, when a server that gives it with each
request (`SCRIPT_NAME`) has not yet given it.
"""

from __future__ import annotations

from django.contrib.staticfiles.storage import StaticFilesStorage
from django.urls import get_script_prefix
from whitenoise.storage import CompressedManifestStaticFilesStorage

FOLDER = "static/"


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
