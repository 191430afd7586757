"""Asking the site, and its answer as text that is the same whenever it is asked.

What must vary from run to run is replaced, and nothing else:

- the token against forged forms, which is random (its place is kept);
- the order of the directives of the content policy, which django-csp takes from a set;
- the order in which Django's page before a deletion lists the kinds of rows that somebody may not
  delete, a set as well;
- the values of cookies, which are random keys; their names and attributes stay;
- plotly.js and the base map in the charts as files, which are megabytes of a vendored file that
  test_repository.py holds to its digest: replaced by its name, if it is that file to the letter;
- the packing of workbooks, whose bytes depend on the machine's zlib: their parts stand unpacked.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.test import Client

from tests.crawl import response_of

STATIC = Path(__file__).parents[2] / "static"
BUNDLE = "vendor/plotly/plotly.min.js"
BASE_MAP = "map/middle_east_50m.topo.json"

TOKEN = re.compile(r'(name="(?:csrfmiddlewaretoken|record_version|row_versions)" value=")[^"]+(")')
KINDS = re.compile(r"\t<li>[a-z ]+</li>(?:\n\t<li>[a-z ]+</li>)+")
COOKIE = re.compile(r"=[^;]*")
LONG = 200
"""Characters of a line beyond which it is shown in pieces, for a diff that can be read."""
SEAM = re.compile(r'(?<=[,>])(?= ?["{\[<])')


@dataclass(frozen=True)
class Answer:
    """What the site sent to one address."""

    request: str
    status: int
    headers: tuple[str, ...]
    body: str

    @property
    def digest(self) -> str:
        """One line: status, digests of the headers and of the body, address."""
        head = _digest("\n".join(self.headers))[:16]
        return f"{self.status} {head} {_digest(self.body)[:32]} {self.request}"

    @property
    def text(self) -> str:
        """The whole of it, its long lines in pieces; the digest is that of the body as sent."""
        head = [self.request, str(self.status), *self.headers, f"SHA-256 {_digest(self.body)}"]
        return "\n".join(head) + "\n\n" + self._readable

    @property
    def _readable(self) -> str:
        table = any(line.startswith("Content-Type: text/csv") for line in self.headers)
        return self.body if table else "".join(map(_in_pieces, self.body.splitlines(True)))


def answer_to(client: Client, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    """The answer of an address; `headers` are sent with the question."""
    told = "".join(f" {name}={value}" for name, value in (headers or {}).items())
    return _answer(path + told, client.get(path, headers=headers))


def answer_of_seeds(path: str) -> Answer:
    """The answer of an address to a first visitor, as `tests.crawl` has it."""
    return _answer(path, response_of(path))


def sent(client: Client, path: str, data: Mapping[str, Any]) -> Answer:
    """The answer to a form that is sent."""
    return _answer(f"{path} POST {dict(data)}", client.post(path, data))


def _answer(told: str, response: Any) -> Answer:
    headers = sorted(_header(name, value) for name, value in response.items())
    cookies = sorted(_cookie(morsel.OutputString()) for morsel in response.cookies.values())
    answer = Answer(told, response.status_code, (*headers, *cookies), _body(response.getvalue()))
    _keep(answer)
    return answer


def _header(name: str, value: str) -> str:
    if name == "Content-Security-Policy":
        value = "; ".join(sorted(value.split("; ")))
    if name == "ETag":  # it moves with the code that answers, not only with what is answered
        value = "…"
    return f"{name}: {value}"


def _cookie(text: str) -> str:
    return f"Set-Cookie: {COOKIE.sub('=…', text, count=1)}"


def _body(sent: bytes) -> str:
    if sent.startswith(b"PK\x03\x04"):
        return "".join(_parts(sent))
    text = sent.decode("utf-8")
    for name, vendored in _vendored().items():
        text = text.replace(vendored, f"«static/{name}»")
    text = KINDS.sub(lambda found: "\n".join(sorted(found[0].split("\n"))), text)
    return TOKEN.sub(r"\1…\2", text)


@cache
def _vendored() -> dict[str, str]:
    """Files that charts bring along, as they stand in them."""
    texts = {name: (STATIC / name).read_text("utf-8") for name in (BUNDLE, BASE_MAP)}
    return {**texts, BASE_MAP: texts[BASE_MAP].replace("<", "\\u003c")}


def _parts(workbook: bytes) -> Iterator[str]:
    """Every part of a workbook, as XML, in the order in which they are packed."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as packed:
        for name in packed.namelist():
            yield f"=== {name}\n{packed.read(name).decode('utf-8')}\n"


def _in_pieces(line: str) -> str:
    return SEAM.sub("\n", line) if len(line) > LONG else line


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _keep(answer: Answer) -> None:
    """Write the answer where PROXIES_GOLDEN_ANSWERS says, for a comparison of two commits."""
    folder = os.environ.get("PROXIES_GOLDEN_ANSWERS")
    if folder:
        readable = re.sub(r"[^\w.=-]+", "_", answer.request)[:120]
        name = f"{readable}-{_digest(answer.request)[:8]}.txt"
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / name).write_bytes(answer.text.encode("utf-8"))
