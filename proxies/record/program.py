"""Which program this is: what was made by another is not taken for its own."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

SOURCES = {"proxies": "*.py", "config": "*.py", "templates": "**/*.*", "static": "**/*.*"}
"""What makes an answer what it is, beside the record."""


@cache
def program() -> str:
    """A digest of the program, so that one that says it in other words is not taken for the old."""
    digest = sha256()
    for folder, pattern in SOURCES.items():
        for path in sorted(Path(settings.BASE_DIR, folder).rglob(pattern)):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()
