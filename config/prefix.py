"""A site under a path of its host. A proxy may strip it from what it passes on, or keep it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def under(prefix: str, application: WSGIApplication) -> WSGIApplication:
    """The application, asked with and without the prefix: it answers both alike."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if prefix and f"{path}/".startswith(f"{prefix}/"):
            rest = path.removeprefix(prefix) or "/"
            environ = {**environ, "SCRIPT_NAME": prefix, "PATH_INFO": rest}
        return application(environ, start_response)

    return answer
