"""Who acts, where, and who says who did it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proxies.wording.glossary.term import Chapter, Term

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
        Term(
            "faction-party-militia",
            _("Party with a militia"),
            _("A political party that keeps armed forces of its own."),
            see=("faction",),
        ),
        Term(
            "faction-militia",
            _("Militia"),
            _("An armed group that is neither a party nor a force of a state."),
            see=("faction",),
        ),
        Term(
            "faction-umbrella",
            _("Umbrella"),
            _(
                "A name that several factions act under together. Where a member is named beside "
                "it, a count by members counts the member alone."
            ),
            see=("faction-facade", "binding-umbrella"),
        ),
        Term(
            "faction-facade",
            _("Facade"),
            _(
                "A cover name under which attacks are claimed, while the factions behind it do not "
                "claim them in their own."
            ),
            see=("faction-umbrella",),
        ),
        Term(
            "faction-state-paramilitary",
            _("State paramilitary force"),
            _("An armed force that is on a state’s books, beside its army."),
            see=("faction",),
        ),
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

ACTS = Chapter(
    "acts",
    _("Events and who is named for them"),
    (
        Term(
            "act-faction-attack",
            _("Attack by a faction"),
            _("An event in which a faction is the side that fires, whoever was hit."),
            see=("act-state-strike", "attribution"),
        ),
        Term(
            "act-state-strike",
            _("Strike by a state"),
            _("An event in which a state is the side that fires, whoever was hit."),
            see=("act-faction-attack", "tag-under-strikes"),
        ),
        Term(
            "act-clash",
            _("Clash"),
            _("Fighting in which the dataset names the sides and not who attacked."),
            see=("attribution-party",),
        ),
        Term(
            "act-other",
            _("Other event"),
            _("An event of the record that is no attack, strike or clash."),
        ),
        Term(
            "attribution",
            _("Attribution"),
            _("That a party is named for an event, and in which way: by itself or by others."),
            see=("attribution-claimed", "attribution-attributed", "attribution-denied"),
        ),
        Term(
            "attribution-claimed",
            _("Claimed"),
            _("The actor itself said that it did it."),
            see=("attribution-partner-claimed",),
        ),
        Term(
            "attribution-partner-claimed",
            _("Claimed by an ally"),
            _(
                "An ally called the act a joint one while the actor itself was silent. Such "
                "attacks are counted apart."
            ),
            "incidents",
            see=("attribution-claimed", "verdict-contested"),
        ),
        Term(
            "attribution-attributed",
            _("Attributed"),
            _("Officials or several outlets say that the actor did it."),
            see=("attribution-suspected",),
        ),
        Term(
            "attribution-suspected",
            _("Suspected"),
            _("Somebody thinks that the actor did it, and says so with reserve."),
            see=("attribution-attributed",),
        ),
        Term(
            "attribution-denied",
            _("Denied by the actor"),
            _("The actor is named for the event and says that it did not do it."),
            see=("grade-contested", "standing-denied"),
        ),
        Term(
            "attribution-party",
            _("Side of a clash"),
            _("The actor fought in it; who attacked whom is not coded."),
            see=("act-clash",),
        ),
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
