"""Suggestions at the desk in words: what each is of, and the rule that gave it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.duplicates import SignKind
from proxies.methods.suggestions.candidates import SAME_FRONT, SAME_KIND
from proxies.methods.suggestions.values import Kind, Reason
from proxies.wording.duplicates import SIGNS

KINDS: dict[str, Any] = {
    Kind.ACTOR: _("actor"),
    Kind.FRONT: _("front"),
    Kind.PLACE: _("place"),
    Kind.WEAPON: _("weapon"),
    Kind.KILLED: _("people killed"),
    Kind.INJURED: _("people wounded"),
    Kind.FIRED: _("munitions fired"),
    Kind.ACT: _("kind of act"),
    Kind.DAY: _("day"),
    Kind.CANDIDATE: _("record it may be about"),
    Kind.ORIGIN: _("origin"),
    Kind.SOURCE: _("source"),
}

REASONS: dict[str, Any] = {
    Reason.NAME: _("a name of the record"),
    Reason.FURTHER_NAME: _("another form of its name"),
    Reason.FRONT_NAMED: _("the country is named"),
    Reason.FRONT_OF_PLACE: _("a place there is named"),
    Reason.FRONT_OF_FACTION: _("a faction that fires from there is named"),
    Reason.TERM: _("a word for it"),
    Reason.FIGURE: _("a number in the text"),
    Reason.SINGULAR: _("one or two people, by the form of the word"),
    Reason.ACT_BY_WORD: _("a word for it"),
    Reason.ACT_BY_ACTOR: _("by who acts"),
    Reason.ACT_BY_TARGET: _("by who is hit"),
    Reason.ACT_WITHOUT_ACTOR: _("nobody is named who acts"),
    Reason.SPEECH_ALONE: _("somebody speaks, and no act is told of"),
    Reason.DATE: _("a date"),
    Reason.DATE_WITHOUT_YEAR: _("a date without a year: the last before publication"),
    Reason.DAYS_BACK: _("counted back from publication"),
    Reason.WEEKDAY: _("the last such weekday before publication"),
    Reason.CREDITED: _("it is quoted or credited"),
    Reason.CREDITED_IN_WORDS: _("credited, and no source of the record by that name"),
    Reason.DATELINE: _("in brackets, as agencies sign"),
    SAME_FRONT: _("the same front"),
    SAME_KIND: _("the same kind of act"),
    **SIGNS,  # but for those that give a figure there, or say it of two records
    SignKind.DAYS_OVERLAP: _("overlapping days"),
    SignKind.WITHIN_REACH: _("a place nearby"),
    SignKind.PARTIES_TIED: _("an umbrella or parent body of a party"),
    SignKind.SAME_KILLED: _("the same number of killed"),
    SignKind.KILLED_OVERLAP: _("numbers of killed that overlap"),
    SignKind.KILLED_DIFFER: _("other numbers of killed"),
    SignKind.BOTH_LISTED: _("one source lists both"),
}
"""Each code by which something is suggested."""


def kind_in_words(kind: str) -> str:
    """What a suggestion is of: "kind of act"."""
    return str(KINDS[kind])


def reason_in_words(reason: str) -> str:
    """Why something is suggested; of a record all signs: "the same day, the same parties". An item
    keeps the codes of the rules of its day: one that was given up since is passed over."""
    return ", ".join(str(REASONS[code]) for code in reason.split() if code in REASONS)


def figure_in_words(number: int, *, at_least: bool) -> str:
    """A figure, as "at least 3"."""
    return gettext("at least %(number)d") % {"number": number} if at_least else str(number)
