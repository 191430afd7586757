"""Statements, milestones and spells of support in words, on a page."""

from __future__ import annotations

from django import template

from proxies.wording.statements import count_in_words, milestone_days, spell_in_words, who_said

register = template.Library()
for words in (count_in_words, milestone_days, spell_in_words, who_said):
    register.filter(words)
