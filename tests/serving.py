"""`manage.py serve` in a process of its own, and a proxy before it that strips a prefix."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parents[1]
# As a script's background job, which is started with Ctrl-C ignored
COMMAND = [
    "sh",
    "-c",
    'trap "" INT; exec "$0" "$1" serve',
    sys.executable,
    str(PROJECT / "manage.py"),
]
OWN = {"connection", "keep-alive", "transfer-encoding", "content-length"}
"""Headers of one leg of the way."""


@contextmanager
def serving(surroundings: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, started from another folder, and all it said up to its address."""
    with subprocess.Popen(  # noqa: S603
        COMMAND, cwd="/", env=surroundings, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            said = ""
            while "Proxies is at" not in said:
                line = process.stdout.readline()
                assert line, said
                said += line
            yield process, said
        finally:
            process.terminate()


def address_in(said: str) -> str:
    found = re.search(r"http://\S+", said)
    assert found
    return found[0]


class _Stripping(BaseHTTPRequestHandler):
    """Passes on what lies under the prefix, without it; all else is nobody's."""

    prefix: str
    behind: str

    def do_GET(self) -> None:
        if not self.path.startswith(f"{self.prefix}/"):
            self.send_error(404)
            return
        length = int(self.headers.get("Content-Length") or 0)
        line = HTTPConnection(self.behind, timeout=30)
        path = self.path.removeprefix(self.prefix)
        line.request(self.command, path, self.rfile.read(length), dict(self.headers.items()))
        self.give(line.getresponse())
        line.close()

    do_POST = do_GET  # noqa: N815

    def give(self, answer: HTTPResponse) -> None:
        body = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in OWN:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def behind_a_proxy(address: str, prefix: str) -> Iterator[str]:
    """The address, without a slash, under which a proxy serves what answers elsewhere."""
    names = {"prefix": prefix, "behind": urlsplit(address).netloc}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Proxy", (_Stripping,), names))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
