"""Whether what a reader has is still what would be sent, known before anything is made."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from proxies.record.versions import version
from proxies.web.views.page import Question


def etag_of(request: HttpRequest, question: Question, **named: str) -> str:
    """The same for as long as the record, the question, the address, the day and the program are;
    it costs no query beyond the version that every request reads. What is `named` is part of the
    address."""
    address, today = request.build_absolute_uri(), question.choices.today
    parts = (program(), str(version()), address, today.isoformat())
    return f'"{sha256(chr(10).join(parts).encode()).hexdigest()[:32]}"'


@cache
def program() -> str:
    """A digest of the program, so that one that says it in other words is not taken for the old."""
    digest = sha256()
    for path in sorted(Path(settings.BASE_DIR, "proxies").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
