"""The words of the record: every coded value, once, with what it is called within a sentence."""

from enum import StrEnum
from typing import Self


def _(words: str) -> str:
    """Marks words to be translated, for those who say them (`models/labels.py`)."""
    return words


class Vocabulary(StrEnum):
    """Codes of one kind, each with its words where these are others than the code."""

    words: str

    def __new__(cls, code: str, words: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_, member.words = code, words or code
        return member


class Role(Vocabulary):
    PATRON = _("patron")
    FACTION = _("faction")
    OPPONENT = _("opponent")


class FactionKind(Vocabulary):
    PARTY_MILITIA = "party-militia", _("party militia")
    MILITIA = _("militia")
    UMBRELLA = _("umbrella")
    FACADE = _("facade")
    STATE_PARAMILITARY = "state-paramilitary", _("state paramilitary")


class PatronKind(Vocabulary):
    STATE = _("state")
    STATE_BODY = "state-body", _("state body")
    ALLIED_STATE = "allied-state", _("allied state")


class OpponentKind(Vocabulary):
    STATE = _("state")
    COALITION = _("coalition")
    GOVERNMENT = _("government")
    ARMED_GROUP = "armed-group", _("armed group")
    INTERNATIONAL_ORGANISATION = "international-organisation", _("international organisation")
    TARGET_CLASS = "target-class", _("target class")


STATES = frozenset({OpponentKind.STATE, OpponentKind.GOVERNMENT, OpponentKind.COALITION})
"""Opponents that can strike as a state."""


class NameKind(Vocabulary):
    NAME = _("name")
    SHORT = _("short")
    ALIAS = _("alias")
    NATIVE = _("native")


class Direction(Vocabulary):
    FACTION_ATTACK = "faction-attack", _("faction attack")
    STATE_STRIKE = "state-strike", _("state strike")
    CLASH = _("clash")
    OTHER = _("other")


OF_FACTIONS = frozenset({Direction.FACTION_ATTACK, Direction.CLASH})
"""The kinds of act of which the pace of attacks is made."""


class AttributionKind(Vocabulary):
    CLAIMED = _("claimed")
    PARTNER_CLAIMED = _("partner-claimed")
    ATTRIBUTED = _("attributed")
    SUSPECTED = _("suspected")
    DENIED = _("denied")
    PARTY = _("party")
    """A side of a clash: who attacked is not coded."""


class DatePrecision(Vocabulary):
    DAY = _("day")
    WEEK = _("week")
    MONTH = _("month")
    YEAR = _("year")


class PlacePrecision(Vocabulary):
    EXACT = _("exact")
    TOWN = _("town")
    DISTRICT = _("district")
    PROVINCE = _("province")
    COUNTRY = _("country")
    SEA = _("sea")


class Weapon(Vocabulary):
    ROCKET = _("rocket")
    DRONE = _("drone")
    BALLISTIC_MISSILE = _("ballistic missile")
    CRUISE_MISSILE = _("cruise missile")
    ANTI_TANK_MISSILE = _("anti-tank missile")
    AIRSTRIKE = _("airstrike")
    IED = _("IED")
    SHELLING = _("shelling")
    SMALL_ARMS = _("small arms")
    HIJACKING = _("hijacking")
    NAVAL_DRONE = _("naval drone")
    SABOTAGE = _("sabotage")
    OTHER = _("other")


class TargetType(Vocabulary):
    MILITARY_BASE = _("military base")
    CIVILIAN_AREA = _("civilian area")
    COMMERCIAL_VESSEL = _("commercial vessel")
    NAVAL_VESSEL = _("naval vessel")
    AIRCRAFT = _("aircraft")
    AIRPORT = _("airport")
    INFRASTRUCTURE = _("infrastructure")
    LEADERSHIP = _("leadership")
    DIPLOMATIC_COMPOUND = _("diplomatic compound")
    PERSONNEL = _("personnel")
    GOVERNMENT = _("government")
    UNKNOWN = _("unknown")


class Outcome(Vocabulary):
    HIT = _("hit")
    INTERCEPTED = _("intercepted")
    FELL_SHORT = _("fell short")
    MIXED = _("mixed")
    UNKNOWN = _("unknown")


class WorkflowState(Vocabulary):
    DRAFT = _("draft")
    REVIEW = _("review")
    PUBLISHED = _("published")
    MERGED = _("merged")
    DISCOUNTED = _("discounted")


class PledgeKind(Vocabulary):
    CEASEFIRE = _("ceasefire")
    UNILATERAL_HALT = _("unilateral halt")
    PAUSE = _("pause")
    EXTENSION = _("extension")
    VOW_TO_CONTINUE = _("vow to continue")
    RESUMPTION = _("resumption")
    CONDITIONAL_THREAT = _("conditional threat")
    TRUCE_OFFER = _("truce offer")
    NON_INTERVENTION = _("non-intervention")


class BindingKind(Vocabulary):
    ANNOUNCED = _("announced")
    UMBRELLA = _("umbrella")
    SILENT = _("silent")
    DENIED = _("denied")
    OPPOSED = _("opposed")


class IncidentVerdict(Vocabulary):
    CONFIRMED = _("confirmed")
    ALLEGED = _("alleged")
    CONTESTED = _("contested")
    OUT_OF_SCOPE = _("out of scope")


class Disclosure(Vocabulary):
    NAMED = _("named")
    ROLE_ONLY = "role-only", _("role only")
    UNNAMED = _("unnamed")


class SupportType(Vocabulary):
    WEAPONS = _("weapons")
    TRAINING = _("training")
    FUNDING = _("funding")
    INTELLIGENCE = _("intelligence")
    TERRITORY = _("territory/sanctuary")
    PERSONNEL = _("personnel")
    DIRECTION = _("direction")


class ControlMode(Vocabulary):
    DIRECTED = _("directed")
    COORDINATED = _("coordinated")
    CONSULTED = _("consulted")
    LEFT_FREE = _("left free")
    DISPUTED = _("disputed")
    UNKNOWN = _("unknown")


class StatementKind(Vocabulary):
    DENIAL = _("denial")
    ACKNOWLEDGEMENT = _("acknowledgement")
    DEMAND = _("demand")
    ACCUSATION = _("accusation")
    EXPLANATION = _("explanation")
    CONDITION = _("condition")
    ASSESSMENT_BY_OFFICIAL = "assessment-by-official", _("assessment by an official")
    COUNT = _("count")
    """A tally by its maker's own rule: shown beside ours and never added to it."""


class SpanDepth(Vocabulary):
    """How far a stretch of days was searched for a front."""

    THOROUGH = _("thorough")
    THIN = _("thin")


class Confidence(Vocabulary):
    HIGH = _("high")
    MODERATE = _("moderate")
    LOW = _("low")


class Stance(Vocabulary):
    ASSERTS = _("asserts")
    DENIES = _("denies")


class Reliability(Vocabulary):
    """Admiralty letter of a source; F means it cannot be judged, not that it is poor."""

    A = _("A")
    B = _("B")
    C = _("C")
    D = _("D")
    E = _("E")
    F = _("F")


class SourceKind(Vocabulary):
    AGENCY = _("agency")
    BROADCASTER = _("broadcaster")
    NEWSPAPER = _("newspaper")
    MAGAZINE = _("magazine")
    NEWS_SITE = _("news site")
    PARTY_MEDIA = _("party media")
    TRADE_PRESS = _("trade press")
    THINK_TANK = "think-tank", _("think tank")
    MONITOR = _("monitor")
    GOVERNMENT = _("government")
    OFFICIAL = "official", _("official body")
    """A body that is neither one government nor an army, or an office that reports."""
    MILITARY = _("military")
    DATASET = _("dataset")
    DIGEST = _("digest")
    AGGREGATOR = _("aggregator")
    ENCYCLOPEDIA = _("encyclopedia")


RELAYS = frozenset({SourceKind.DIGEST, SourceKind.AGGREGATOR, SourceKind.ENCYCLOPEDIA})
"""Kinds of source that only repeat others and are never an origin of their own."""


class Coverage(Vocabulary):
    CENSUS = _("census")
    SELECTION = _("selection")


class ClosureReason(Vocabulary):
    HOST_COLLAPSED = "host-collapsed", _("host collapsed")
    AGREEMENT = _("agreement")
    OCCUPIED = _("occupied")


class FrontLabel(Vocabulary):
    """What the state of a front is called, in the order of the status rules."""

    CLOSED = _("closed")
    HALT_BROKEN = "halt-broken", _("halt broken")
    HALT_ONE_SIDED = "halt-one-sided", _("halt broken by one side")
    HALT_STRAINED = "halt-strained", _("halt strained")
    HALT_REPORTED = "halt-reported", _("halt reported")
    HALT_HOLDING = "halt-holding", _("halt holding")
    HALT_UNTESTED = "halt-untested", _("halt untested")
    RISING = _("rising")
    FALLING = _("falling")
    QUIET = _("quiet")
    STEADY = _("steady")
    ACTIVE = _("active")
    NONE_RECORDED = "none-recorded", _("none recorded")
    NO_DATA = "no-data", _("no data")


class CountBy(Vocabulary):
    BRAND = _("brand")
    MEMBERS = _("members")


class Grade(Vocabulary):
    CONFIRMED = _("confirmed")
    CORROBORATED = _("corroborated")
    SINGLE_ORIGIN = "single-origin", _("single origin")
    CONTESTED = _("contested")
    DISCOUNTED = _("discounted")


class Standing(Vocabulary):
    IN_EFFECT = "in-effect", _("in effect")
    REPORTED = _("reported")
    DENIED = _("denied")


class UploadStep(Vocabulary):
    """What is done with an uploaded file: first it is tried, then, when confirmed, imported."""

    TRIAL = _("trial")
    IMPORT = _("import")


class UploadState(Vocabulary):
    """How far the step of an uploaded file has come."""

    WAITING = _("waiting")
    RUNNING = _("running")
    DONE = _("done")
    FAILED = _("failed")
    CANCELLED = _("cancelled")
    EXPIRED = _("expired")
