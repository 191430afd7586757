"""A bound on what people may send: nothing larger reaches the disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

ROOM = 100_000
"""Bytes for the other fields of a form and what stands between them."""


def is_too_large(request: HttpRequest) -> bool:
    """Whether more was sent than may be; its files are then missing."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdigit() and int(length) > settings.LARGEST_UPLOAD + ROOM


class NotTooLarge(FileUploadHandler):
    """Reads past the files of a request that is too large; the other fields arrive."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.request and is_too_large(self.request):
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Handed on as it is."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handler that keeps the file says so."""
