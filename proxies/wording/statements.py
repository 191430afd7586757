"""Statements, milestones and spells of support in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from proxies.models import Milestone, Statement
from proxies.wording.phrases import day_in_words, isolated
from proxies.wording.record import day_to_precision, days_in_words


def who_said(statement: Statement) -> str:
    """In whose name and by which office: "Iran (Foreign minister of Iran)"."""
    by, speaker = statement.by, isolated(statement.speaker)
    if by is None:
        return speaker or gettext("nobody named")
    if not speaker:
        return isolated(by.name)
    return gettext("%(actor)s (%(speaker)s)") % {"actor": isolated(by.name), "speaker": speaker}


def count_in_words(statement: Statement) -> str:
    """A count with who made it and the days it covers: "Israel: 340 rockets, by its own rule, from
    27 November 2024 to January 2026"."""
    until = statement.until
    facts = {
        "who": who_said(statement),
        "figure": f"{statement.figure:,}",
        "unit": isolated(statement.unit),
        "until": day_in_words(until)
        if until
        else day_to_precision(statement.date, statement.precision),
    }
    if statement.since is None:
        form = gettext("%(who)s: %(figure)s %(unit)s, by its own rule, up to %(until)s")
        return form % facts
    form = gettext("%(who)s: %(figure)s %(unit)s, by its own rule, from %(since)s to %(until)s")
    return form % {**facts, "since": day_in_words(statement.since)}


def milestone_days(milestone: Milestone, day: date | None = None) -> str:
    """Its day or days; what was to come on the day asked for is not told."""
    end = milestone.end
    if end is None or (day and end > day) or milestone.precision != "day":
        return day_to_precision(milestone.date, milestone.precision)
    return days_in_words(milestone.date, end)


def spell_in_words(spell: Any, day: date | None = None) -> str:
    """From when until when something held, each end to its precision: "since 1982", "December 2024
    to 6 August 2025"; empty where neither is recorded. An end that was to come is not told."""
    end = None if spell.end and day and spell.end > day else spell.end
    facts = {
        "start": day_to_precision(spell.start, spell.start_precision),
        "end": day_to_precision(end, spell.end_precision),
    }
    if spell.start and end:
        return gettext("%(start)s to %(end)s") % facts
    if spell.start:
        return gettext("since %(start)s") % facts
    return gettext("until %(end)s") % facts if end else ""
