"""What a site's robots.txt says, by RFC 9309; read by the same safe way as all else.

Protego reads the rules: the longest that matches an address holds, `*` and `$` in paths are known,
and what it cannot read it passes over. A group that names us holds alone, else that of `*`; whether
we are named is asked of the name with its version, without the contact, whose words are no name.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from protego import Protego

from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.targets import Target

KEPT = 24 * 3600
MOST = 500 * 1024
LONGEST_PAUSE = 60.0
"""What a site may ask for between two requests; more would never end."""

Read = Callable[[str, int], str]


def permit(target: Target, read: Read) -> float:
    """The seconds to leave between two requests; raises FetchError where the address is closed.

    `read` gives the text at an address of at most so many bytes. A site without the file (any 4xx
    but 429) lets us in; one whose file cannot be had for now is closed for now.
    """
    rules = Protego.parse(_text(target, read))
    agent = settings.INTAKE_AGENT.partition(" ")[0]
    if not rules.can_fetch(str(target.url), agent):
        raise FetchError.of("robots", address=str(target.url))
    asked = rules.crawl_delay(agent) or 0.0
    return min(max(asked, settings.INTAKE_PAUSE), max(LONGEST_PAUSE, settings.INTAKE_PAUSE))


def _text(target: Target, read: Read) -> str:
    key = f"robots:{target.origin}"
    kept = cache.get(key)
    if kept is not None:
        return str(kept)
    try:
        text = read(f"{target.origin}/robots.txt", MOST)
    except FetchError as error:
        if error.code == "status" and (error.status or 0) >= 500:  # noqa: PLR2004
            raise FetchError.of("rules", status=error.status, host=target.host) from error
        if error.status is None or not 400 <= error.status < 500 or error.status == 429:  # noqa: PLR2004
            raise
        text = ""
    cache.set(key, text, KEPT)
    return text
