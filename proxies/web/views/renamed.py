"""An address that names a record by a slug that it had before leads to its present one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse

from proxies.queries.renamed import IN_FILTERS, present_slug, present_values


def renamed(request: HttpRequest, given: Mapping[str, Any]) -> HttpResponsePermanentRedirect | None:
    """A redirect to the same page, file or feed under the slugs of today, the rest of the question
    as it came; None where nothing in the address is a former slug.

    A record may take a former slug back, so that nobody is to keep the redirect without asking.
    """
    path, query = _path(request, given), _query(request)
    if (path, query) == (request.path, request.META.get("QUERY_STRING", "")):
        return None
    response = HttpResponsePermanentRedirect(f"{path}?{query}".removesuffix("?"))
    response.headers["Cache-Control"] = "no-cache"
    return response


def _path(request: HttpRequest, given: Mapping[str, Any]) -> str:
    match = request.resolver_match
    if "slug" not in given or match is None:
        return request.path
    now = present_slug(match.view_name, given["slug"])
    return reverse(match.view_name, kwargs={**given, "slug": now}) if now else request.path


def _query(request: HttpRequest) -> str:
    query, changed = request.GET.copy(), False
    for name, values in request.GET.lists():
        if name in IN_FILTERS and (now := present_values(name, values)) != values:
            query.setlist(name, now)
            changed = True
    return query.urlencode() if changed else request.META.get("QUERY_STRING", "")
