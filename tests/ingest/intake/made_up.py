"""Feeds and pages of the tests. Every sentence is made up, and reports nothing."""

from __future__ import annotations

from html import escape

WORDS = (
    "This paragraph was made up for a test and tells of nothing that has happened anywhere. "
    "It goes on for long enough that a reader of pages takes it for the body of an article."
)


DECLARED = '<?xml version="1.0" encoding="utf-8"?>'


def rss_item(n: int | str, **parts: str) -> str:
    """An item of RSS 2.0; parts replace what stands in it, an empty one leaves it out."""
    own = {
        "title": f"Made-up headline {n}",
        "link": f"https://paper.example/made-up-{n}",
        "pubDate": "Tue, 10 Mar 2026 09:00:00 +0200",
        "description": f"A made-up summary {n}.",
    }
    shown = {name: text for name, text in {**own, **parts}.items() if text}
    return f"<item>{''.join(f'<{k}>{escape(v)}</{k.split()[0]}>' for k, v in shown.items())}</item>"


def rss(
    *items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>', language: str = ""
) -> str:
    stated = f"<language>{language}</language>" if language else ""
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return (
        f'{head}<rss version="2.0" {space}><channel><title>Made-up paper</title>{stated}'
        f"{''.join(items)}</channel></rss>"
    )


def article(title: str = "Made-up headline", head: str = "", body: str = "") -> str:
    text = body or "".join(f"<p>{WORDS}</p>" for _ in range(4))
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>'
        f"<nav><a href='/'>Front page</a></nav><main><article><h1>{title}</h1>{text}</article>"
        "</main>"
        "<script>document.title = 'changed'</script></body></html>"
    )


LOGIN = (
    "<!doctype html><html><head><title>Sign in to Made-up paper</title></head><body><form>"
    "<input type='text' name='name'><input type='password' name='word'></form></body></html>"
)

TELEGRAM = """<!doctype html><html><head><title>Made-up channel</title></head><body>
<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="made_up/7">
 <a class="tgme_widget_message_owner_name"><span>Made-up channel</span></a>
 <div class="tgme_widget_message_text ">First <b>line</b><br>and more<script>x()</script></div>
 <a class="tgme_widget_message_date" href="#"><time datetime="2026-03-09T22:30:00+00:00"></time></a>
</div></div>
<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="made_up/8">
 <div class="tgme_widget_message_text">جملة مصنوعة للاختبار</div>
 <a class="tgme_widget_message_date" href="#"><time datetime="2026-03-10T08:00:00+03:00"></time></a>
</div></div></body></html>"""
