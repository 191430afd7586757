"""The key by which one article is known, whatever its address carries along to track readers."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

LONGEST = 600
TRACKS = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid?|mc_[ce]id|_ga|_gl"
    r"|ref_?src|ref_?url|cmpid|ocid|smid|s_?cid|xtor|at_(?:medium|campaign|custom\d)|ns_\w+|__twitter\w*"
    r"|spm|feature|amp|outputtype|mibextid|wt_\w+|mkt_tok|_hs(?:enc|mi)|vero_\w+|oly_\w+|piwik_\w+|echobox",
    re.I,
)
NO_POST = re.compile(r":~:.*|top|main|content|comments?|respond|reply|disqus_thread", re.I | re.S)
"""Fragments that name a place which any article has."""
OF_TELEGRAM = frozenset({"t.me", "telegram.me"})
PREVIEW = re.compile(r"^/s(?=/\w)")
SAFE = "/:@!$&'()*+,;=~-._%"
PORTS = (":80", ":443")


def key_of(address: str) -> str:
    """The address in one form: of https, its host in small letters and without www., no fragment,
    no tracking, no slash at the end; what is too long for the column ends in a digest."""
    parts = urlsplit(address.strip())
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    for port in PORTS:
        host = host.removesuffix(port)
    path, query = _quoted(parts.path), urlencode(sorted(_untracked(parts.query)))
    if host in OF_TELEGRAM:
        host, path, query = "t.me", PREVIEW.sub("", path), ""
    return _fitted(f"https://{host}{path.rstrip('/')}" + (f"?{query}" if query else ""))


def key_of_post(address: str) -> str:
    """The key of one post of several on a page: with the fragment that leads to it."""
    return _fitted(f"{key_of(address)}#{_quoted(own_fragment(address))}")


def own_fragment(address: str) -> str:
    """The fragment, where it may lead to one post of several on a page; empty where it tracks
    readers or names a place that any article has."""
    parts = urlsplit(address.strip())
    fragment = parts.fragment
    telegram = parts.netloc.lower().removeprefix("www.") in OF_TELEGRAM
    return "" if telegram or NO_POST.fullmatch(fragment) or _tracks(fragment) else fragment


def _tracks(fragment: str) -> bool:
    return "=" in fragment and not _untracked(fragment)


def _quoted(part: str) -> str:
    return quote(unquote(part, errors="surrogateescape"), SAFE, errors="surrogateescape")


def _untracked(query: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
    return [(name, value) for name, value in pairs if not TRACKS.fullmatch(name)]


def _fitted(key: str) -> str:
    if len(key) <= LONGEST:
        return key
    digest = sha256(key.encode()).hexdigest()
    return f"{key[: LONGEST - len(digest) - 1]}#{digest}"


def short_enough(address: str) -> str:
    """The address as it is given, without a fragment that only tracks readers; if it is too long or
    cannot be read, without all tracking, or in its own script; empty where it stays too long."""
    parts = urlsplit(address)
    if _tracks(parts.fragment):
        address = address.partition("#")[0]
    path, query = _quoted(parts.path), urlencode(_untracked(parts.query))
    plain = f"{parts.scheme}://{parts.netloc}{path}" + (f"?{query}" if query else "")
    start, _, rest = address.partition("://")
    host, _, within = rest.partition("/")
    own_script = f"{start}://{host}/{unquote(within, errors='replace')}"
    for form in (address, plain, own_script):
        if len(form) <= LONGEST and is_readable(form) and key_of(form) == key_of(address):
            return form
    return address if len(address) <= LONGEST else ""


def is_readable(address: str) -> bool:
    """Whether an address has neither spaces nor signs that are not seen."""
    return not any(sign.isspace() or not sign.isprintable() for sign in address)
