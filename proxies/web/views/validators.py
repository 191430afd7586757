"""Whether what a reader has is still what would be sent, known before anything is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from proxies.record.program import program
from proxies.record.versions import Copy, version

MORE_HEADER = "X-Filters"
"""Says “more” where the filters under “More” are open and have to stay."""
HTMX_HEADERS = ("HX-Request", "HX-History-Restore-Request", MORE_HEADER)
"""Headers by which htmx says which part of a page it asks for."""
SAFE = frozenset({"GET", "HEAD"})
OK = 200

MOST, LARGEST = 64, 400_000
"""Answers kept by a process, and bytes of the largest."""

_kept: Copy[dict[str, tuple[bytes, dict[str, str]]]] = Copy(dict)
"""Answers by their ETags, which say all that they depend on: content and headers."""


def validated(
    request: HttpRequest, today: date, answer: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """An answer with its ETag; "not modified", before anything is made, for one who has it. It may
    be held for all, since none is made for one reader, and is asked for again each time."""
    if request.method not in SAFE:
        return answer()
    tag = etag_of(request, today)
    response = get_conditional_response(request, etag=tag) or _answered(tag) or answer()
    if response.status_code in {200, 304}:
        response.headers.setdefault("ETag", tag)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        patch_vary_headers(response, [*HTMX_HEADERS, "Accept-Encoding"])
        _keep(tag, request, response)
    return response


def _answered(tag: str) -> HttpResponse | None:
    """What was sent under an ETag before."""
    kept = _kept.get().get(tag)
    return HttpResponse(kept[0], headers=kept[1]) if kept else None


def _keep(tag: str, request: HttpRequest, response: HttpResponseBase) -> None:
    """Keep a whole answer for those who ask the same before the record changes; the oldest go."""
    kept = _kept.get()
    if not isinstance(response, HttpResponse) or response.cookies or tag in kept:
        return
    whole = request.method == "GET" and response.status_code == OK
    if whole and len(response.content) <= LARGEST:
        kept[tag] = response.content, dict(response.items())
        for old in list(kept)[:-MOST]:
            kept.pop(old, None)


def etag_of(request: HttpRequest, today: date) -> str:
    """The same for as long as the record, the address, the language, the part that is asked for,
    the day and the program are; it costs no query beyond the version that every request reads."""
    asked = [request.build_absolute_uri(), str(get_language()), today.isoformat()]
    asked += [request.headers.get(name, "") for name in HTMX_HEADERS]
    parts = (program(), str(version()), *asked)
    return f'"{sha256(chr(10).join(parts).encode()).hexdigest()[:32]}"'
