"""Judgements in words, on a page."""

from __future__ import annotations

from django import template

from proxies.wording.evidence import evidence_in_words
from proxies.wording.silence import chance_in_words, silence_in_words

register = template.Library()
register.filter("chance", chance_in_words)
register.filter("evidence_in_words", evidence_in_words)
register.filter("silence_in_words", silence_in_words)
