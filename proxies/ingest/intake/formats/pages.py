"""Pages as trees: public previews of Telegram, and lists of articles. Nothing in them is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from proxies.ingest.intake.formats.days import day_in, moment_of
from proxies.ingest.intake.formats.entries import Entry, Note, Reading, Trouble, UnreadableError
from proxies.ingest.intake.formats.signs import title_of, tree_of, words_of

PAGE = re.compile(
    r"(?>\s++|<\?xml[^>]*+(?<=\?)>|<!--(?>.*?-->))*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
FIRST_LINE = 140
NO_ARTICLE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|css|js|xml|rss|json)$"
    r"|/(?:tags?|category|categories|author|authors|topics?|page|search|login|about|contact)(?:/|$)",
    re.I,
)
LOOKS_LIKE_ONE = re.compile(
    r"\d{4}|[^/-](?:-++[^/-]++){3}|(?:%[0-9A-F]{2}){12}|[^\x00-\x7f]{6}", re.I
)
"""Each way is tried at each place of what others wrote: none may try one sign twice."""
LONGEST_LINK = 8_000
"""Signs of an address above which it is none that could be kept, however it is written."""
LONGEST_BASE = 600
"""Each link of a page is made whole by its base."""


def is_page(text: str) -> bool:
    """Whether a text is an HTML page."""
    return bool(PAGE.match(text[:4000]))


def page_title(text: str) -> str:
    """What a page calls itself."""
    start = text.lower().find("<title")
    start = text.find(">", start) + 1 if start >= 0 else 0
    end = text.lower().find("</title", start)
    return title_of(text[start:end])[0] if 0 < start < end else ""


def asks_to_log_in(tree: Any) -> bool:
    """Whether a page has a field for a password."""
    return tree is not None and any(
        each.get("type", "").lower() == "password" for each in tree.iter("input")
    )


def read_telegram(text: str, address: str) -> Reading:
    """The posts of a public channel's preview (t.me/s/NAME), the newest first."""
    tree = tree_of(text)
    posts = [] if tree is None else tree.xpath("//*[@data-post]")
    if not posts:
        raise UnreadableError(Trouble.NO_PREVIEW, page_title(text))
    reading = Reading()
    for post in reversed(posts):
        words = "\n".join(map(words_of, post.xpath(f".//*[{_has('tgme_widget_message_text')}]")))
        first = words.partition("\n")[0]
        title = first if len(first) <= FIRST_LINE else f"{first[: FIRST_LINE - 1].rstrip()}…"
        times = post.xpath(f".//*[{_has('tgme_widget_message_date')}]//time/@datetime")
        owner = post.xpath(f".//*[{_has('tgme_widget_message_owner_name')}]")
        reading.entries.append(
            Entry(
                address=urljoin(address, f"/{post.get('data-post').strip('/')}"),
                title=title,
                text=words,
                whole=True,
                published=moment_of(times[-1]) if times else None,
                outlet=words_of(owner[0]).replace("\n", " ")[:120] if owner else "",
            )
        )
    return reading


def _has(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def read_list(text: str, address: str, within: str = "") -> Reading:
    """The articles that a page leads to on its own site, in its order."""
    tree = tree_of(text)
    reading = Reading()
    best: dict[str, str] = {}
    for link, words in () if tree is None else _links(tree, address):
        if not _is_article(link[:LONGEST_LINK], address, within):
            continue
        if len(link) > LONGEST_LINK:
            reading.note([Note.LONG_ADDRESS])
        else:
            best[link] = max(best.get(link, ""), words, key=len)
    if not best:
        trouble = Trouble.LOGIN if asks_to_log_in(tree) else Trouble.NO_LINKS
        raise UnreadableError(trouble, page_title(text))
    language = str(tree.get("lang") or "") if tree is not None else ""
    for link, words in best.items():
        title, notes = title_of(words)
        reading.entries.append(Entry(link, title, language=language))
        reading.note(notes)
    return reading


def _links(tree: Any, address: str) -> Iterator[tuple[str, str]]:
    """All links with their words, as whole addresses without the fragment."""
    base = str(next(iter(tree.xpath("//base/@href")), ""))
    base = (len(base) <= LONGEST_BASE and _joined(address, base)) or address
    for link in tree.iter("a"):
        if href := _joined(base, (link.get("href") or "").strip()).partition("#")[0]:
            yield href, " ".join(link.text_content().split())


def _joined(base: str, href: str) -> str:
    """The whole address of a link; empty where it is none."""
    try:
        return urljoin(base, href)
    except ValueError:
        return ""


def _is_article(link: str, page: str, within: str) -> bool:
    try:
        parts, own = urlsplit(link), urlsplit(page)
        same = _bare(parts.hostname) == _bare(own.hostname) and parts.port == own.port
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or not same or parts.path in {"", "/", own.path}:
        return False
    if within:
        return parts.path.startswith(within) and parts.path.rstrip("/") != within.rstrip("/")
    if NO_ARTICLE.search(parts.path):
        return False
    return bool(day_in(parts.path) or LOOKS_LIKE_ONE.search(parts.path + parts.query))


def _bare(host: str | None) -> str:
    return (host or "").lower().removeprefix("www.")
