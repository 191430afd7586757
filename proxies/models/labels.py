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

TABLES: dict[type[StrEnum], dict[StrEnum, Any]] = {
    vocab.Role: {
        vocab.Role.PATRON: _("patron"),
        vocab.Role.FACTION: _("faction"),
        vocab.Role.OPPONENT: _("opponent"),
    },
    vocab.FactionKind: {
        vocab.FactionKind.PARTY_MILITIA: _("party militia"),
        vocab.FactionKind.MILITIA: _("militia"),
        vocab.FactionKind.UMBRELLA: _("umbrella"),
        vocab.FactionKind.FACADE: _("facade"),
        vocab.FactionKind.STATE_PARAMILITARY: _("state paramilitary"),
    },
    vocab.PatronKind: {
        vocab.PatronKind.STATE: _("state"),
        vocab.PatronKind.STATE_BODY: _("state body"),
        vocab.PatronKind.ALLIED_STATE: _("allied state"),
    },
    vocab.OpponentKind: {
        vocab.OpponentKind.STATE: _("state"),
        vocab.OpponentKind.COALITION: _("coalition"),
        vocab.OpponentKind.GOVERNMENT: _("government"),
        vocab.OpponentKind.ARMED_GROUP: _("armed group"),
        vocab.OpponentKind.INTERNATIONAL_ORGANISATION: _("international organisation"),
        vocab.OpponentKind.TARGET_CLASS: _("target class"),
    },
    vocab.NameKind: {
        vocab.NameKind.NAME: _("name"),
        vocab.NameKind.SHORT: _("short"),
        vocab.NameKind.ALIAS: _("alias"),
        vocab.NameKind.NATIVE: _("native"),
    },
    vocab.Direction: {
        vocab.Direction.FACTION_ATTACK: _("faction attack"),
        vocab.Direction.STATE_STRIKE: _("state strike"),
        vocab.Direction.CLASH: _("clash"),
        vocab.Direction.OTHER: _("other"),
    },
    vocab.AttributionKind: {
        vocab.AttributionKind.CLAIMED: _("claimed"),
        vocab.AttributionKind.PARTNER_CLAIMED: _("partner-claimed"),
        vocab.AttributionKind.ATTRIBUTED: _("attributed"),
        vocab.AttributionKind.SUSPECTED: _("suspected"),
        vocab.AttributionKind.DENIED: _("denied"),
        vocab.AttributionKind.PARTY: _("party"),
    },
    vocab.DatePrecision: {
        vocab.DatePrecision.DAY: _("day"),
        vocab.DatePrecision.WEEK: _("week"),
        vocab.DatePrecision.MONTH: _("month"),
        vocab.DatePrecision.YEAR: _("year"),
    },
    vocab.PlacePrecision: {
        vocab.PlacePrecision.EXACT: _("exact"),
        vocab.PlacePrecision.TOWN: _("town"),
        vocab.PlacePrecision.DISTRICT: _("district"),
        vocab.PlacePrecision.PROVINCE: _("province"),
        vocab.PlacePrecision.COUNTRY: _("country"),
        vocab.PlacePrecision.SEA: _("sea"),
    },
    vocab.Weapon: {
        vocab.Weapon.ROCKET: _("rocket"),
        vocab.Weapon.DRONE: _("drone"),
        vocab.Weapon.BALLISTIC_MISSILE: _("ballistic missile"),
        vocab.Weapon.CRUISE_MISSILE: _("cruise missile"),
        vocab.Weapon.ANTI_TANK_MISSILE: _("anti-tank missile"),
        vocab.Weapon.AIRSTRIKE: _("airstrike"),
        vocab.Weapon.IED: _("IED"),
        vocab.Weapon.SHELLING: _("shelling"),
        vocab.Weapon.SMALL_ARMS: _("small arms"),
        vocab.Weapon.HIJACKING: _("hijacking"),
        vocab.Weapon.NAVAL_DRONE: _("naval drone"),
        vocab.Weapon.SABOTAGE: _("sabotage"),
        vocab.Weapon.OTHER: _("other"),
    },
    vocab.TargetType: {
        vocab.TargetType.MILITARY_BASE: _("military base"),
        vocab.TargetType.CIVILIAN_AREA: _("civilian area"),
        vocab.TargetType.COMMERCIAL_VESSEL: _("commercial vessel"),
        vocab.TargetType.NAVAL_VESSEL: _("naval vessel"),
        vocab.TargetType.AIRCRAFT: _("aircraft"),
        vocab.TargetType.AIRPORT: _("airport"),
        vocab.TargetType.INFRASTRUCTURE: _("infrastructure"),
        vocab.TargetType.LEADERSHIP: _("leadership"),
        vocab.TargetType.DIPLOMATIC_COMPOUND: _("diplomatic compound"),
        vocab.TargetType.PERSONNEL: _("personnel"),
        vocab.TargetType.GOVERNMENT: _("government"),
        vocab.TargetType.UNKNOWN: _("unknown"),
    },
    vocab.Outcome: {
        vocab.Outcome.HIT: _("hit"),
        vocab.Outcome.INTERCEPTED: _("intercepted"),
        vocab.Outcome.FELL_SHORT: _("fell short"),
        vocab.Outcome.MIXED: _("mixed"),
        vocab.Outcome.UNKNOWN: _("unknown"),
    },
    vocab.WorkflowState: {
        vocab.WorkflowState.DRAFT: _("draft"),
        vocab.WorkflowState.REVIEW: _("review"),
        vocab.WorkflowState.PUBLISHED: _("published"),
        vocab.WorkflowState.MERGED: _("merged"),
        vocab.WorkflowState.DISCOUNTED: _("discounted"),
    },
    vocab.PledgeKind: {
        vocab.PledgeKind.CEASEFIRE: _("ceasefire"),
        vocab.PledgeKind.UNILATERAL_HALT: _("unilateral halt"),
        vocab.PledgeKind.PAUSE: _("pause"),
        vocab.PledgeKind.EXTENSION: _("extension"),
        vocab.PledgeKind.VOW_TO_CONTINUE: _("vow to continue"),
        vocab.PledgeKind.RESUMPTION: _("resumption"),
        vocab.PledgeKind.CONDITIONAL_THREAT: _("conditional threat"),
        vocab.PledgeKind.TRUCE_OFFER: _("truce offer"),
        vocab.PledgeKind.NON_INTERVENTION: _("non-intervention"),
    },
    vocab.BindingKind: {
        vocab.BindingKind.ANNOUNCED: _("announced"),
        vocab.BindingKind.UMBRELLA: _("umbrella"),
        vocab.BindingKind.SILENT: _("silent"),
        vocab.BindingKind.DENIED: _("denied"),
        vocab.BindingKind.OPPOSED: _("opposed"),
    },
    vocab.IncidentVerdict: {
        vocab.IncidentVerdict.CONFIRMED: _("confirmed"),
        vocab.IncidentVerdict.ALLEGED: _("alleged"),
        vocab.IncidentVerdict.CONTESTED: _("contested"),
        vocab.IncidentVerdict.OUT_OF_SCOPE: _("out of scope"),
    },
    vocab.Disclosure: {
        vocab.Disclosure.NAMED: _("named"),
        vocab.Disclosure.ROLE_ONLY: _("role only"),
        vocab.Disclosure.UNNAMED: _("unnamed"),
    },
    vocab.SupportType: {
        vocab.SupportType.WEAPONS: _("weapons"),
        vocab.SupportType.TRAINING: _("training"),
        vocab.SupportType.FUNDING: _("funding"),
        vocab.SupportType.INTELLIGENCE: _("intelligence"),
        vocab.SupportType.TERRITORY: _("territory/sanctuary"),
        vocab.SupportType.PERSONNEL: _("personnel"),
        vocab.SupportType.DIRECTION: _("direction"),
    },
    vocab.ControlMode: {
        vocab.ControlMode.DIRECTED: _("directed"),
        vocab.ControlMode.COORDINATED: _("coordinated"),
        vocab.ControlMode.CONSULTED: _("consulted"),
        vocab.ControlMode.LEFT_FREE: _("left free"),
        vocab.ControlMode.DISPUTED: _("disputed"),
        vocab.ControlMode.UNKNOWN: _("unknown"),
    },
    vocab.StatementKind: {
        vocab.StatementKind.DENIAL: _("denial"),
        vocab.StatementKind.ACKNOWLEDGEMENT: _("acknowledgement"),
        vocab.StatementKind.DEMAND: _("demand"),
        vocab.StatementKind.ACCUSATION: _("accusation"),
        vocab.StatementKind.EXPLANATION: _("explanation"),
        vocab.StatementKind.CONDITION: _("condition"),
        vocab.StatementKind.ASSESSMENT_BY_OFFICIAL: _("assessment by an official"),
        vocab.StatementKind.COUNT: _("count"),
    },
    vocab.SpanDepth: {
        vocab.SpanDepth.THOROUGH: _("thorough"),
        vocab.SpanDepth.THIN: _("thin"),
    },
    vocab.Confidence: {
        vocab.Confidence.HIGH: _("high"),
        vocab.Confidence.MODERATE: _("moderate"),
        vocab.Confidence.LOW: _("low"),
    },
    vocab.Stance: {
        vocab.Stance.ASSERTS: _("asserts"),
        vocab.Stance.DENIES: _("denies"),
    },
    vocab.Reliability: {
        vocab.Reliability.A: _("A"),
        vocab.Reliability.B: _("B"),
        vocab.Reliability.C: _("C"),
        vocab.Reliability.D: _("D"),
        vocab.Reliability.E: _("E"),
        vocab.Reliability.F: _("F"),
    },
    vocab.SourceKind: {
        vocab.SourceKind.AGENCY: _("agency"),
        vocab.SourceKind.BROADCASTER: _("broadcaster"),
        vocab.SourceKind.NEWSPAPER: _("newspaper"),
        vocab.SourceKind.MAGAZINE: _("magazine"),
        vocab.SourceKind.NEWS_SITE: _("news site"),
        vocab.SourceKind.PARTY_MEDIA: _("party media"),
        vocab.SourceKind.TRADE_PRESS: _("trade press"),
        vocab.SourceKind.THINK_TANK: _("think tank"),
        vocab.SourceKind.MONITOR: _("monitor"),
        vocab.SourceKind.GOVERNMENT: _("government"),
        vocab.SourceKind.OFFICIAL: _("official body"),
        vocab.SourceKind.MILITARY: _("military"),
        vocab.SourceKind.DATASET: _("dataset"),
        vocab.SourceKind.DIGEST: _("digest"),
        vocab.SourceKind.AGGREGATOR: _("aggregator"),
        vocab.SourceKind.ENCYCLOPEDIA: _("encyclopedia"),
    },
    vocab.Coverage: {
        vocab.Coverage.CENSUS: _("census"),
        vocab.Coverage.SELECTION: _("selection"),
    },
    vocab.ClosureReason: {
        vocab.ClosureReason.HOST_COLLAPSED: _("host collapsed"),
        vocab.ClosureReason.AGREEMENT: _("agreement"),
        vocab.ClosureReason.OCCUPIED: _("occupied"),
    },
    vocab.FrontLabel: {
        vocab.FrontLabel.CLOSED: _("closed"),
        vocab.FrontLabel.HALT_BROKEN: _("halt broken"),
        vocab.FrontLabel.HALT_ONE_SIDED: _("halt broken by one side"),
        vocab.FrontLabel.HALT_STRAINED: _("halt strained"),
        vocab.FrontLabel.HALT_REPORTED: _("halt reported"),
        vocab.FrontLabel.HALT_HOLDING: _("halt holding"),
        vocab.FrontLabel.HALT_UNTESTED: _("halt untested"),
        vocab.FrontLabel.RISING: _("rising"),
        vocab.FrontLabel.FALLING: _("falling"),
        vocab.FrontLabel.QUIET: _("quiet"),
        vocab.FrontLabel.STEADY: _("steady"),
        vocab.FrontLabel.ACTIVE: _("active"),
        vocab.FrontLabel.NONE_RECORDED: _("none recorded"),
        vocab.FrontLabel.NO_DATA: _("no data"),
    },
    vocab.CountBy: {
        vocab.CountBy.BRAND: _("brand"),
        vocab.CountBy.MEMBERS: _("members"),
    },
    vocab.Grade: {
        vocab.Grade.CONFIRMED: _("confirmed"),
        vocab.Grade.CORROBORATED: _("corroborated"),
        vocab.Grade.SINGLE_ORIGIN: _("single origin"),
        vocab.Grade.CONTESTED: _("contested"),
        vocab.Grade.DISCOUNTED: _("discounted"),
    },
    vocab.Standing: {
        vocab.Standing.IN_EFFECT: _("in effect"),
        vocab.Standing.REPORTED: _("reported"),
        vocab.Standing.DENIED: _("denied"),
    },
    vocab.UploadStep: {
        vocab.UploadStep.TRIAL: _("trial"),
        vocab.UploadStep.IMPORT: _("import"),
    },
    vocab.UploadState: {
        vocab.UploadState.WAITING: _("waiting"),
        vocab.UploadState.RUNNING: _("running"),
        vocab.UploadState.DONE: _("done"),
        vocab.UploadState.FAILED: _("failed"),
        vocab.UploadState.CANCELLED: _("cancelled"),
        vocab.UploadState.EXPIRED: _("expired"),
    },
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


def label(code: str) -> str:
    """The label of a coded value, translated when it is read; a text that is no code as it is."""
    words: str = LABELS.get(code) or CODES.get(code, code)  # type: ignore[call-overload]
    return capfirst(words)
