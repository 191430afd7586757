"""What is answered while the database is away, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

import psycopg
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import get_script_prefix

from proxies.wording.away import AWAY_IN_WORDS, BROKEN_OFF

AWAY = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
"""What Django and the driver raise where a statement was not answered: nothing to mend in it."""

SECONDS = 5
"""After which it is worth asking again."""

JSON = frozenset({".json", ".geojson"})
TEXT = frozenset({".csv", ".xlsx", ".atom", ".md"})


def is_away(error: BaseException | None) -> bool:
    """Whether an error comes of a database that did not answer."""
    while error is not None and not isinstance(error, AWAY):
        error = error.__cause__ or error.__context__
    return error is not None


def unavailable(request: HttpRequest) -> HttpResponse:
    """503 with words: a page, or for a program what it can read."""
    ending = PurePosixPath(request.path_info).suffix
    response: HttpResponse
    if ending in JSON:
        problem = {"filter": "", "message": str(AWAY_IN_WORDS)}
        response = JsonResponse({"errors": [problem]}, status=503)
    elif ending in TEXT:
        kind = "text/plain; charset=utf-8"
        response = HttpResponse(f"{AWAY_IN_WORDS}\n", content_type=kind, status=503)
    else:
        response = plain_page("503.html", status=503)
    response["Retry-After"] = str(SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def plain_page(template: str, status: int) -> HttpResponse:
    """A page that asks nothing of the database and of no file that may be missing."""
    return HttpResponse(render_to_string(template, {"root": get_script_prefix()}), status=status)


def broken_off(chunks: Iterator[bytes], kind: str) -> Iterator[bytes]:
    """A download that shows where it broke off. Only of a CSV could what came be taken for all."""
    try:
        yield from chunks
    except AWAY:
        if kind.startswith("text/csv"):
            yield f"\r\n{BROKEN_OFF}\r\n".encode()
        raise
