"""The key by which one article is known, whatever its address carries along to track readers."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

LONGEST = 600
TRACKS = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid?|mc_[ce]id|_ga|_gl"
    r"|ref_?src|ref_?url|cmpid|ocid|smid|s_?cid|xtor|at_(?:medium|campaign|custom\d)|ns_\w+|__twitter\w*"
    r"|spm|feature|amp|outputtype|mibextid|wt_\w+|mkt_tok|_hs(?:enc|mi)|vero_\w+|oly_\w+|piwik_\w+",
    re.I,
)
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
    path = quote(unquote(parts.path, errors="surrogateescape"), SAFE, errors="surrogateescape")
    query = _query(parts.query)
    if host in OF_TELEGRAM:
        host, path, query = "t.me", PREVIEW.sub("", path), ""
    key = f"https://{host}{path.rstrip('/')}" + (f"?{query}" if query else "")
    if len(key) <= LONGEST:
        return key
    digest = sha256(key.encode()).hexdigest()
    return f"{key[: LONGEST - len(digest) - 1]}#{digest}"


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
    return urlencode(sorted((name, value) for name, value in pairs if not TRACKS.fullmatch(name)))


def short_enough(address: str) -> str:
    """The address, if it is too long as it is: without tracking, or in its own script; empty where
    it stays too long."""
    key = key_of(address)
    scheme, _, rest = address.partition("://")
    host, _, path = rest.partition("/")
    own_script = f"{scheme}://{host}/{unquote(path, errors='replace')}"
    for form in (address, key, own_script):
        short = len(form) <= LONGEST and "#" not in form[-65:]
        if short and is_readable(form) and key_of(form) == key:
            return form
    return address if len(address) <= LONGEST else ""


def is_readable(address: str) -> bool:
    """Whether an address has neither spaces nor signs that are not seen."""
    return not any(sign.isspace() or not sign.isprintable() for sign in address)
