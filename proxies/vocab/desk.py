"""The words of the desk: what a text is read to say, and what became of it in a form."""

from collections.abc import Mapping

from proxies.vocab import Vocabulary, _
from proxies.vocab.intake import DecisionKind


class SuggestionKind(Vocabulary):
    """What is read in an item."""

    ACTOR = _("actor")
    FRONT = _("front")
    PLACE = _("place")
    WEAPON = _("weapon")
    KILLED = _("killed")
    INJURED = _("injured")
    FIRED = _("fired")
    ACT = _("act")
    DAY = _("day")
    CANDIDATE = _("candidate")
    ORIGIN = _("origin")


class Act(Vocabulary):
    """The kind of act that an item tells of."""

    ATTACK = _("attack")
    STRIKE = _("strike")
    PLEDGE = _("pledge")
    DENIAL = _("denial")
    STATEMENT = _("statement")


class Fate(Vocabulary):
    """What became of a suggestion."""

    TAKEN = _("taken")
    CHANGED = _("changed")
    REFUSED = _("refused")


FROM_TREE, FROM_LEAD = "tree", "lead"
"""Reasons of what the tree of items shows, or was noted with a lead, rather than read in one."""

SUGGESTED_BY: Mapping[DecisionKind, Mapping[str, SuggestionKind]] = {
    DecisionKind.CITE: {
        "candidate": SuggestionKind.CANDIDATE,
        "origin": SuggestionKind.ORIGIN,
        "killed_low": SuggestionKind.KILLED,
        "killed_best": SuggestionKind.KILLED,
        "wounded_low": SuggestionKind.INJURED,
        "wounded_best": SuggestionKind.INJURED,
    },
    DecisionKind.NEW_EVENT: {
        "direction": SuggestionKind.ACT,
        "attackers": SuggestionKind.ACTOR,
        "targets": SuggestionKind.ACTOR,
        "front": SuggestionKind.FRONT,
        "place": SuggestionKind.PLACE,
        "first_day": SuggestionKind.DAY,
        "weapon": SuggestionKind.WEAPON,
        "munitions_low": SuggestionKind.FIRED,
        "munitions_best": SuggestionKind.FIRED,
        "killed_low": SuggestionKind.KILLED,
        "killed_best": SuggestionKind.KILLED,
        "wounded_low": SuggestionKind.INJURED,
        "wounded_best": SuggestionKind.INJURED,
        "origin": SuggestionKind.ORIGIN,
    },
    DecisionKind.NEW_PLEDGE: {
        "by": SuggestionKind.ACTOR,
        "toward": SuggestionKind.ACTOR,
        "fronts": SuggestionKind.FRONT,
        "declared": SuggestionKind.DAY,
        "origin": SuggestionKind.ORIGIN,
    },
    DecisionKind.NEW_STATEMENT: {
        "kind_of": SuggestionKind.ACT,
        "by": SuggestionKind.ACTOR,
        "fronts": SuggestionKind.FRONT,
        "date": SuggestionKind.DAY,
        "origin": SuggestionKind.ORIGIN,
    },
}
"""Fields of each form that are filled in from suggestions, by the kind that fills them."""

MAKING = (DecisionKind.NEW_EVENT, DecisionKind.NEW_PLEDGE, DecisionKind.NEW_STATEMENT)
"""Decisions that make a record."""

WITH_FORM = (DecisionKind.CITE, *MAKING, DecisionKind.LATER)
"""Decisions that ask something first."""

TAKEN_MINUTES = 15
"""For how long who opened a cluster to decide has it to themselves."""
