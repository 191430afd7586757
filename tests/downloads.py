"""Downloads of the site, read back as a program would."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from django.http import HttpResponseBase
from django.test import Client


def asked(address: str) -> Any:
    """The answer of an address, which must be 200, with its whole body as `body`."""
    response: Any = Client().get(address)
    response.body = response.getvalue()
    assert response.status_code == 200, f"{address}: {response.body[:300]!r}"
    return response


def csv_of(address: str) -> list[dict[str, str]]:
    """The rows of a CSV by the names of its columns."""
    text = asked(address).body.decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def json_of(address: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(asked(address).body)
    return found


def chunks(response: HttpResponseBase) -> Any:
    """What a streamed response sends, piece by piece."""
    assert response.streaming
    streamed: Any = response
    return iter(streamed.streaming_content)
