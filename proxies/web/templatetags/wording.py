"""Judgements in words, on a page."""

from __future__ import annotations

from django import template

from proxies.wording.evidence import (
    credibility_in_words,
    evidence_in_words,
    reliability_in_words,
)
from proxies.wording.silence import chance_in_words, silence_in_words

register = template.Library()
register.filter(credibility_in_words)
register.filter(reliability_in_words)
register.filter("chance", chance_in_words)
register.filter("evidence_in_words", evidence_in_words)
register.filter("silence_in_words", silence_in_words)
