"""Where a term is defined, and the definitions of those that stand on a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString
from jinja2 import pass_context
from jinja2.runtime import Context

from proxies.models.base import page_of
from proxies.queries.ledger import RESTRAINT
from proxies.queries.origins import reports_by_origin
from proxies.web.templatetags.record import embed
from proxies.wording.citations import headline
from proxies.wording.glossary.entries import TERMS
from proxies.wording.glossary.term import anchor
from proxies.wording.pledges import standing_in_words, state_in_words

register = template.Library()
for words in (headline, reports_by_origin, standing_in_words, state_in_words):
    register.filter(words)


@pass_context
def term(context: Context, family: str, code: Any = "") -> str:
    """The address of a definition, which the page then brings with it: `{{ term("grade", code) }}`,
    `{{ term("origin") }}`."""
    slug = anchor(family, str(code))
    here = context.get("terms_here")
    if here is not None and slug in TERMS:
        here[slug] = [str(TERMS[slug].name), str(TERMS[slug].text)]
    return f"{page_of('glossary')}{context.get('pin', '')}#{slug}"


@pass_context
def definitions(context: Context) -> SafeString:
    """The definitions of the terms that a page has named so far, as JSON."""
    return embed(context.get("terms_here") or {})


@register.filter
def promise(kind: str) -> str:
    """What a kind of pledge promises: "restraint", or "attack" of a vow or threat."""
    return "restraint" if kind in RESTRAINT else "attack"
