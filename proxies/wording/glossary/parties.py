"""Who acts, where, and who says who did it."""

from django.utils.translation import gettext_lazy as _

from proxies.vocab import AttributionKind, Direction, FactionKind
from proxies.wording.glossary.term import Chapter, Meaning, Term, terms_of

FACTION_KINDS = {
    FactionKind.PARTY_MILITIA: Meaning(
        _("A political party that keeps armed forces of its own."), ("faction",)
    ),
    FactionKind.MILITIA: Meaning(
        _("An armed group that is neither a party nor a force of a state."), ("faction",)
    ),
    FactionKind.UMBRELLA: Meaning(
        _(
            "A name that several factions act under together. Where a member is named beside "
            "it, a count by members counts the member alone."
        ),
        ("faction-facade", "binding-umbrella"),
    ),
    FactionKind.FACADE: Meaning(
        _(
            "A cover name under which attacks are claimed, while the factions behind it do not "
            "claim them in their own."
        ),
        ("faction-umbrella",),
        name=_("Facade"),
    ),
    FactionKind.STATE_PARAMILITARY: Meaning(
        _("An armed force that is on a state’s books, beside its army."), ("faction",)
    ),
}


PARTIES = Chapter(
    "parties",
    _("Fronts and parties"),
    (
        Term(
            "front",
            _("Front"),
            _(
                "Where the fire comes from, or the theatre that an incident belongs to; never the "
                "country that was hit."
            ),
            see=("faction", "label"),
        ),
        Term(
            "faction",
            _("Faction"),
            _(
                "An armed actor on one of the four fronts that a patron supports. The word says "
                "nothing of who commands it."
            ),
            see=("patron", "faction-umbrella", "opponent"),
        ),
        *terms_of("faction", FACTION_KINDS),
        Term(
            "patron",
            _("Patron"),
            _(
                "A state, or a body of one, that gives factions weapons, money, training or "
                "shelter. That it supports does not show that it commands."
            ),
            see=("control", "faction"),
        ),
        Term(
            "opponent",
            _("Opponent"),
            _("Whom factions fight and who strikes back: a state, a coalition or an armed group."),
            see=("faction", "act-state-strike"),
        ),
        Term(
            "control",
            _("Word on control"),
            _(
                "What somebody said of how far a patron commands a faction: directed, coordinated, "
                "consulted, left free, disputed or unknown. It is no finding of this record."
            ),
            see=("patron", "alignment"),
        ),
        Term(
            "alignment",
            _("Alignment"),
            _(
                "Whose side a source is on. An origin is aligned if its source belongs to or "
                "speaks for a party, a patron of one, or a faction of the same patron."
            ),
            "sides",
            see=("origin", "outside-confirmation"),
        ),
    ),
)


DIRECTIONS = {
    Direction.FACTION_ATTACK: Meaning(
        _("An event in which a faction is the side that fires, whoever was hit."),
        ("act-state-strike", "attribution"),
    ),
    Direction.STATE_STRIKE: Meaning(
        _("An event in which a state is the side that fires, whoever was hit."),
        ("act-faction-attack", "tag-under-strikes"),
    ),
    Direction.CLASH: Meaning(
        _("Fighting in which the dataset names the sides and not who attacked."),
        ("attribution-party",),
        name=_("Clash"),
    ),
    Direction.OTHER: Meaning(
        _("An event of the record that is no attack, strike or clash."), name=_("Other event")
    ),
}


ATTRIBUTIONS = {
    AttributionKind.CLAIMED: Meaning(
        _("The actor itself said that it did it."),
        ("attribution-partner-claimed",),
        name=_("Claimed"),
    ),
    AttributionKind.PARTNER_CLAIMED: Meaning(
        _(
            "An ally called the act a joint one while the actor itself was silent. Such "
            "attacks are counted apart."
        ),
        ("attribution-claimed", "verdict-contested"),
        rule="incidents",
        name=_("Claimed by an ally"),
    ),
    AttributionKind.ATTRIBUTED: Meaning(
        _("Officials or several outlets say that the actor did it."),
        ("attribution-suspected",),
        name=_("Attributed"),
    ),
    AttributionKind.SUSPECTED: Meaning(
        _("Somebody thinks that the actor did it, and says so with reserve."),
        ("attribution-attributed",),
    ),
    AttributionKind.DENIED: Meaning(
        _("The actor is named for the event and says that it did not do it."),
        ("grade-contested", "standing-denied"),
        name=_("Denied by the actor"),
    ),
    AttributionKind.PARTY: Meaning(
        _("The actor fought in it; who attacked whom is not coded."),
        ("act-clash",),
        name=_("Side of a clash"),
    ),
}


ACTS = Chapter(
    "acts",
    _("Events and who is named for them"),
    (
        *terms_of("act", DIRECTIONS),
        Term(
            "attribution",
            _("Attribution"),
            _("That a party is named for an event, and in which way: by itself or by others."),
            see=("attribution-claimed", "attribution-attributed", "attribution-denied"),
        ),
        *terms_of("attribution", ATTRIBUTIONS),
        Term(
            "statement",
            _("Statement"),
            _(
                "What was said in public that is neither attack nor pledge: a denial, an "
                "acknowledgement, a demand, an accusation, an explanation, a condition, an "
                "assessment by an official, or a count by its maker’s own rule."
            ),
            see=("pledge",),
        ),
        Term(
            "milestone",
            _("Milestone"),
            _(
                "A dated turning point that explains the charts. It belongs to no front and is "
                "counted nowhere."
            ),
        ),
    ),
)
