"""Who changes the record: what a logged-in person sends is noted with name and address."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from proxies.models.history import Keep, noting

READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class NoteTheEditor:
    """Opens the context of the history around requests that may write; reading costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING or not request.user.is_authenticated:
            return self.get_response(request)
        with noting(Keep.EVERYTHING, user=request.user.pk, address=request.path):
            return self.get_response(request)
