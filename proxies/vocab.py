"""The words of the record: every coded value, once. Their words stand in `models/labels.py`."""

from enum import StrEnum


class Role(StrEnum):
    PATRON = "patron"
    FACTION = "faction"
    OPPONENT = "opponent"


class FactionKind(StrEnum):
    PARTY_MILITIA = "party-militia"
    MILITIA = "militia"
    UMBRELLA = "umbrella"
    FACADE = "facade"
    STATE_PARAMILITARY = "state-paramilitary"


class PatronKind(StrEnum):
    STATE = "state"
    STATE_BODY = "state-body"
    ALLIED_STATE = "allied-state"


class OpponentKind(StrEnum):
    STATE = "state"
    COALITION = "coalition"
    GOVERNMENT = "government"
    ARMED_GROUP = "armed-group"
    INTERNATIONAL_ORGANISATION = "international-organisation"
    TARGET_CLASS = "target-class"


class NameKind(StrEnum):
    NAME = "name"
    SHORT = "short"
    ALIAS = "alias"
    NATIVE = "native"


class Direction(StrEnum):
    FACTION_ATTACK = "faction-attack"
    STATE_STRIKE = "state-strike"
    CLASH = "clash"
    OTHER = "other"


OF_FACTIONS = frozenset({Direction.FACTION_ATTACK, Direction.CLASH})
"""The kinds of act of which the pace of attacks is made."""


class AttributionKind(StrEnum):
    CLAIMED = "claimed"
    PARTNER_CLAIMED = "partner-claimed"
    ATTRIBUTED = "attributed"
    SUSPECTED = "suspected"
    DENIED = "denied"
    PARTY = "party"
    """A side of a clash: who attacked is not coded."""


class DatePrecision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class PlacePrecision(StrEnum):
    EXACT = "exact"
    TOWN = "town"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    SEA = "sea"


class Weapon(StrEnum):
    ROCKET = "rocket"
    DRONE = "drone"
    BALLISTIC_MISSILE = "ballistic missile"
    CRUISE_MISSILE = "cruise missile"
    ANTI_TANK_MISSILE = "anti-tank missile"
    AIRSTRIKE = "airstrike"
    IED = "IED"
    SHELLING = "shelling"
    SMALL_ARMS = "small arms"
    HIJACKING = "hijacking"
    NAVAL_DRONE = "naval drone"
    SABOTAGE = "sabotage"
    OTHER = "other"


class TargetType(StrEnum):
    MILITARY_BASE = "military base"
    CIVILIAN_AREA = "civilian area"
    COMMERCIAL_VESSEL = "commercial vessel"
    NAVAL_VESSEL = "naval vessel"
    AIRCRAFT = "aircraft"
    AIRPORT = "airport"
    INFRASTRUCTURE = "infrastructure"
    LEADERSHIP = "leadership"
    DIPLOMATIC_COMPOUND = "diplomatic compound"
    PERSONNEL = "personnel"
    GOVERNMENT = "government"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    HIT = "hit"
    INTERCEPTED = "intercepted"
    FELL_SHORT = "fell short"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class WorkflowState(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    MERGED = "merged"
    DISCOUNTED = "discounted"


class PledgeKind(StrEnum):
    CEASEFIRE = "ceasefire"
    UNILATERAL_HALT = "unilateral halt"
    PAUSE = "pause"
    EXTENSION = "extension"
    VOW_TO_CONTINUE = "vow to continue"
    RESUMPTION = "resumption"
    CONDITIONAL_THREAT = "conditional threat"
    TRUCE_OFFER = "truce offer"
    NON_INTERVENTION = "non-intervention"


class BindingKind(StrEnum):
    ANNOUNCED = "announced"
    UMBRELLA = "umbrella"
    SILENT = "silent"
    DENIED = "denied"
    OPPOSED = "opposed"


class IncidentVerdict(StrEnum):
    CONFIRMED = "confirmed"
    ALLEGED = "alleged"
    CONTESTED = "contested"
    OUT_OF_SCOPE = "out of scope"


class Disclosure(StrEnum):
    NAMED = "named"
    ROLE_ONLY = "role-only"
    UNNAMED = "unnamed"


class SupportType(StrEnum):
    WEAPONS = "weapons"
    TRAINING = "training"
    FUNDING = "funding"
    INTELLIGENCE = "intelligence"
    TERRITORY = "territory/sanctuary"
    PERSONNEL = "personnel"
    DIRECTION = "direction"


class ControlMode(StrEnum):
    DIRECTED = "directed"
    COORDINATED = "coordinated"
    CONSULTED = "consulted"
    LEFT_FREE = "left free"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


class Stance(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"


class Reliability(StrEnum):
    """Admiralty letter of a source; F means it cannot be judged, not that it is poor."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class SourceKind(StrEnum):
    AGENCY = "agency"
    BROADCASTER = "broadcaster"
    NEWSPAPER = "newspaper"
    MAGAZINE = "magazine"
    NEWS_SITE = "news site"
    PARTY_MEDIA = "party media"
    TRADE_PRESS = "trade press"
    THINK_TANK = "think-tank"
    MONITOR = "monitor"
    GOVERNMENT = "government"
    MILITARY = "military"
    DATASET = "dataset"
    DIGEST = "digest"
    AGGREGATOR = "aggregator"
    ENCYCLOPEDIA = "encyclopedia"


RELAYS = frozenset({SourceKind.DIGEST, SourceKind.AGGREGATOR, SourceKind.ENCYCLOPEDIA})
"""Kinds of source that only repeat others and are never an origin of their own."""


class Coverage(StrEnum):
    CENSUS = "census"
    SELECTION = "selection"


class ClosureReason(StrEnum):
    HOST_COLLAPSED = "host-collapsed"
    AGREEMENT = "agreement"
    OCCUPIED = "occupied"


class FrontLabel(StrEnum):
    """What the state of a front is called; the first six and the last six of the status rules."""

    CLOSED = "closed"
    HALT_BROKEN = "halt-broken"
    HALT_STRAINED = "halt-strained"
    HALT_REPORTED = "halt-reported"
    HALT_HOLDING = "halt-holding"
    HALT_UNTESTED = "halt-untested"
    RISING = "rising"
    FALLING = "falling"
    QUIET = "quiet"
    STEADY = "steady"
    ACTIVE = "active"
    NO_DATA = "no-data"


class CountBy(StrEnum):
    BRAND = "brand"
    MEMBERS = "members"


class Grade(StrEnum):
    CONFIRMED = "confirmed"
    CORROBORATED = "corroborated"
    SINGLE_ORIGIN = "single-origin"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class Standing(StrEnum):
    IN_EFFECT = "in-effect"
    REPORTED = "reported"
    DENIED = "denied"


class UploadStep(StrEnum):
    """What is done with an uploaded file: first it is tried, then, when confirmed, imported."""

    TRIAL = "trial"
    IMPORT = "import"


class UploadState(StrEnum):
    """How far the step of an uploaded file has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
