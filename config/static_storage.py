"""Static files, whose addresses begin with the prefix of the request: see `SITE_PREFIX`.

Django reads the prefix once for a process, at its start, when a server that gives it with each
request (`SCRIPT_NAME`) has not yet given it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from shutil import copy2

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

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each content once: most files stand under a name of their own and under a hashed one.

        Gives each file with what was compressed of it.
        """
        alike: dict[bytes, list[str]] = defaultdict(list)
        for path in paths:
            alike[sha256(Path(self.path(path)).read_bytes()).digest()].append(path)
        others = {path: rest for path, *rest in alike.values()}
        for path, compressed in super().compress_files(others):
            yield path, compressed
            for other in others[path]:
                same = other + compressed.removeprefix(path)
                copy2(self.path(compressed), self.path(same))
                yield other, same
