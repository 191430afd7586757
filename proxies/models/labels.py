"""The words for every coded value: within a sentence, and the labels of choices.

They stand here since the choices of fields need them; whatever stands above the models reads them
by `wording/labels.py`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from proxies import vocab
from proxies.models.languages import once_per_language
from proxies.vocab import intake  # noqa: F401  (its vocabularies are among the subclasses)

TABLES: dict[type[StrEnum], dict[StrEnum, Any]] = {
    vocabulary: {code: _(code.words) for code in vocabulary}
    for vocabulary in vocab.Vocabulary.__subclasses__()
}
"""The words of each vocabulary within a sentence."""

LABELS: dict[StrEnum, Any] = {
    vocab.AttributionKind.ATTRIBUTED: _("Attributed by officials or several outlets"),
    vocab.AttributionKind.CLAIMED: _("Claimed by the actor itself"),
    vocab.AttributionKind.PARTNER_CLAIMED: _("Claimed by an ally as joint; the actor is silent"),
    vocab.AttributionKind.PARTY: _("Side of a clash (who attacked is not coded)"),
    vocab.Direction.FACTION_ATTACK: _("Attack by a faction"),
    vocab.Direction.STATE_STRIKE: _("Strike by a state"),
    vocab.Direction.CLASH: _("Clash (who attacked is not coded)"),
    vocab.ClosureReason.HOST_COLLAPSED: _("The host state collapsed"),
    vocab.FactionKind.PARTY_MILITIA: _("Party with a militia"),
    vocab.FactionKind.STATE_PARAMILITARY: _("State paramilitary force"),
    vocab.FactionKind.FACADE: _("Facade (cover name)"),
}
"""Labels that are not simply the words with a capital letter."""

CODES: dict[str, Any] = {code: words for table in TABLES.values() for code, words in table.items()}
"""The words of every code: a code that two vocabularies share is said in the same words."""


@once_per_language
def label(code: str) -> str:
    """The label of a coded value, translated when it is read; a text that is no code as it is."""
    words: str = LABELS.get(code) or CODES.get(code, code)  # type: ignore[call-overload]
    return str(capfirst(words))
